import type { Language } from '@groundwork/blueprint';
import { readImage, versionOfTag } from './image-names.ts';

/** Images with a language's runtime, for what one builds on them or runs in them. */
const runtimeImages: readonly { readonly images: RegExp; readonly language: Language; readonly versioned?: false }[] = [
  {
    images:
      /(^|\/)(python|pypy|uvicorn-gunicorn(-fastapi)?|meinheld-gunicorn(-flask)?|uwsgi-nginx(-flask)?|miniconda3?|anaconda3?|mambaforge|micromamba|jupyter\/\S+|lambda\/python|python\d+|buildpack-deps-python)$/,
    language: 'python',
  },
  {
    images:
      /(^|\/)(pytorch|tensorflow|tritonserver|cuda|transformers-pytorch-gpu|vllm-openai|l4t-pytorch|ray|ray-ml|huggingface-pytorch-\S+|python-base|playwright\/python|django|spark-py|airflow)$/,
    language: 'python',
    versioned: false,
  },
  { images: /(^|\/)(node|nodejs|lambda\/nodejs|nodejs\d+(-debian\d+)?|bun|deno)$/, language: 'node' },
  { images: /(^|\/)(playwright|puppeteer|pnpm|cypress\/\S+)$/, language: 'node', versioned: false },
  { images: /(^|\/)(golang|go-toolset|air)$/, language: 'go' },
  {
    images:
      /(^|\/)(openjdk|eclipse-temurin|amazoncorretto|maven|gradle|java|corretto|zulu-openjdk(-alpine)?|liberica-open\S+|jdk|jre|sapmachine|tomcat|jetty|lambda\/java|java\d+(-debian\d+)?|ibm-semeru-runtimes|graalvm-\S+|graalvm-community|native-image-community|openjdk-\d+|openjdk-\d+-runtime)$/,
    language: 'java',
  },
  { images: /(^|\/)(ruby|jruby|rails|passenger-ruby\d+|ruby-\d+)$/, language: 'ruby' },
  {
    images:
      /(^|\/)(php|php-fpm|php-fpm-nginx|php-nginx|php-apache|frankenphp|composer|laravel|bitnami\/laravel|php-\d+|server-php|wordpress|webdevops\/php\S*)$/,
    language: 'php',
  },
  { images: /(^|\/)(rust|cargo-chef|rust-musl-builder|muslrust)$/, language: 'rust' },
  {
    images: /(^|\/)(dotnet\/(sdk|aspnet|runtime|runtime-deps|nightly\/\S+)|dotnet|aspnetcore(-build)?|dotnet\/core\/(sdk|aspnet|runtime))$/,
    language: 'dotnet',
  },
];

/** Language and version of a runtime's image. */
export function runtimeOfImage(image: string): { readonly language: Language; readonly version: string | null } | null {
  const { name, tag: whole } = readImage(image);
  // `devcontainers/java:1-17-bookworm`: the image's own release stands before the version of the language.
  const tag = /(^|\/)devcontainers\//.test(name) ? (whole?.replace(/^\d(?:\.\d+)*-(?=\d)/, '') ?? null) : whole;
  const rule = runtimeImages.find(({ images }) => images.test(name));
  if (rule) {
    const inTag = /(?:^|[^a-z])(?:jdk-?|jre-?|python|py|node)?(\d+(?:\.\d+)*)/.exec(versionText(rule.language, name, tag));
    return { language: rule.language, version: rule.versioned === false ? null : (inTag?.[1] ?? null) };
  }
  // `ghcr.io/astral-sh/uv:python3.12-bookworm`
  const uv = /(^|\/)uv$/.test(name) ? /python(\d+(?:\.\d+)?)/.exec(tag ?? '') : null;
  return uv ? { language: 'python', version: uv[1] ?? null } : null;
}

function versionText(language: Language, name: string, tag: string | null): string {
  // `maven:3.9-eclipse-temurin-21`: the second number is Java's.
  if (language === 'java') {
    const inTag =
      /(?:temurin|openjdk|corretto|jdk|jre|java|zulu)-?(\d+)/.exec(tag ?? '') ??
      (/(maven|gradle|tomcat|jetty)$/.test(name) ? null : /^(\d+)/.exec(tag ?? ''));
    const inName = /(?:java|openjdk-|jdk)(\d+)/.exec(name);
    return inTag?.[1] ?? inName?.[1] ?? '';
  }
  const lambda = /(?:nodejs|python|ruby-|php-)(\d+(?:\.\d+)?)(?:-debian\d+)?$/.exec(name);
  return versionOfTag(tag) ?? (/^python(\d[\d.]*)/.exec(tag ?? '')?.[1] || lambda?.[1]) ?? '';
}
