import type { Language, Service } from '@groundwork/blueprint';

/** A feature of https://github.com/devcontainers/features that installs a language, and what an editor knows it with. */
interface Toolchain {
  readonly feature: string;
  readonly options?: (version: string | null) => Readonly<Record<string, string | boolean>>;
  readonly extensions: readonly string[];
}

const versioned = (version: string | null): Record<string, string> => {
  const [plain] = /\d+(?:\.\d+)?/.exec(version ?? '') ?? [];
  return plain === undefined ? {} : { version: plain };
};

export const toolchains: Partial<Readonly<Record<Language, Toolchain>>> = {
  python: { feature: 'ghcr.io/devcontainers/features/python:1', extensions: ['ms-python.python'] },
  node: { feature: 'ghcr.io/devcontainers/features/node:1', extensions: ['dbaeumer.vscode-eslint'] },
  go: { feature: 'ghcr.io/devcontainers/features/go:1', extensions: ['golang.go'] },
  java: {
    feature: 'ghcr.io/devcontainers/features/java:1',
    options: (version) => ({ ...versioned(version), installMaven: true, installGradle: true }),
    extensions: ['vscjava.vscode-java-pack'],
  },
  ruby: { feature: 'ghcr.io/devcontainers/features/ruby:1', extensions: ['shopify.ruby-lsp'] },
  php: { feature: 'ghcr.io/devcontainers/features/php:1', extensions: ['bmewburn.vscode-intelephense-client'] },
  rust: { feature: 'ghcr.io/devcontainers/features/rust:1', extensions: ['rust-lang.rust-analyzer'] },
  dotnet: { feature: 'ghcr.io/devcontainers/features/dotnet:2', extensions: ['ms-dotnettools.csdevkit'] },
};

/** The features for services, each language once, in the version the first of them names. */
export function featuresOf(services: readonly Service[]): Record<string, Record<string, string | boolean>> {
  const languages = [...new Set(services.map(({ language }) => language))].sort();
  return Object.fromEntries(
    languages.flatMap((language) => {
      const toolchain = toolchains[language];
      const version = services.find((each) => each.language === language && each.runtime.version !== null)?.runtime.version ?? null;
      return toolchain ? [[toolchain.feature, (toolchain.options ?? versioned)(version)]] : [];
    }),
  );
}
