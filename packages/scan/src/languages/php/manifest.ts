import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { baseName } from '../../repository/paths.ts';

const strings = z.record(z.string(), z.string()).catch({});

const composerJson = z.object({
  name: z.string().optional().catch(undefined),
  type: z.string().optional().catch(undefined),
  require: strings.optional(),
  'require-dev': strings.optional(),
  autoload: z
    .object({ 'psr-4': z.record(z.string(), z.unknown()).optional().catch(undefined) })
    .optional()
    .catch(undefined),
  repositories: z.unknown().optional(),
  config: z.object({ platform: strings.optional() }).optional().catch(undefined),
  extra: z.record(z.string(), z.unknown()).optional().catch(undefined),
  scripts: z
    .record(z.string(), z.union([z.string(), z.array(z.string())]).catch(''))
    .optional()
    .catch(undefined),
});

const composerLock = z.object({
  packages: z.array(z.object({ name: z.string(), version: z.string().optional().catch(undefined), require: strings.optional() })).catch([]),
  platform: strings.optional().catch(undefined),
});

export type PhpManifest = ComposerManifest | ComposerLock | PhpVersion | SymfonyConfig;

export interface ComposerManifest {
  readonly kind: 'composer';
  readonly name: string | null;
  readonly type: string | null;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly development: Readonly<Record<string, string>>;
  readonly scripts: Readonly<Record<string, readonly string[]>>;
  /** The folder the web server shows, where a framework's plugin is told one. */
  readonly publicFolder: string | null;
  /** 1-based line of each dependency. */
  readonly lines: Readonly<Record<string, number>>;
}

export interface ComposerLock {
  readonly kind: 'lock';
  readonly versions: Readonly<Record<string, string>>;
  /** `ext-*` that installed packages ask for. */
  readonly extensions: readonly string[];
}

export interface PhpVersion {
  readonly kind: 'version';
  readonly version: string;
}

/** A file of Symfony's container configuration. */
export interface SymfonyConfig {
  readonly kind: 'symfony';
  readonly content: unknown;
  readonly text: string;
}

const symfonyConfig =
  /(^|\/)(app\/)?config\/(packages\/(prod\/)?[\w.-]+|services(_prod)?|parameters(\.yml\.dist)?|config(_prod)?)\.ya?ml(\.dist)?$/;

export const isPhpManifest = (path: string): boolean =>
  /^(composer\.(json|lock)|\.php-version|\.tool-versions)$/.test(baseName(path)) || symfonyConfig.test(path);

export function readPhpManifest(path: string, text: string): PhpManifest | null {
  switch (baseName(path)) {
    case 'composer.json':
      return readComposer(text);
    case 'composer.lock': {
      const { packages, platform } = composerLock.parse(JSON.parse(text));
      const required = packages.flatMap((each) => Object.keys(each.require ?? {}));
      return {
        kind: 'lock',
        versions: Object.fromEntries(packages.map((each) => [each.name, each.version ?? ''])),
        extensions: [...new Set([...required, ...Object.keys(platform ?? {})].filter((name) => name.startsWith('ext-')))].sort(),
      };
    }
    case '.php-version':
      return version(text.trim());
    case '.tool-versions':
      return version(/^php\s+(\S+)/m.exec(text)?.[1] ?? '');
    default:
      // Tags such as `!tagged_iterator` are Symfony's own: what they stand before is all that counts.
      return { kind: 'symfony', content: parseYaml(text, { logLevel: 'silent', strict: false, maxAliasCount: 100 }), text };
  }
}

function version(text: string): PhpVersion | null {
  const found = /\d+(\.\d+)*/.exec(text)?.[0];
  return found ? { kind: 'version', version: found } : null;
}

function readComposer(text: string): ComposerManifest {
  const read = composerJson.parse(JSON.parse(text));
  const dependencies = read.require ?? {};
  const development = read['require-dev'] ?? {};
  const lines: Record<string, number> = {};
  const names = new Set([...Object.keys(dependencies), ...Object.keys(development)]);
  for (const [at, line] of text.split('\n').entries()) {
    const name = /^\s*"([^"]+)"\s*:/.exec(line)?.[1];
    if (name !== undefined && names.has(name)) lines[name] ??= at + 1;
  }
  const shown = read.extra?.['public-dir'] ?? read.extra?.['symfony-web-dir'];
  return {
    kind: 'composer',
    name: read.name ?? null,
    type: read.type ?? null,
    dependencies,
    development,
    scripts: Object.fromEntries(Object.entries(read.scripts ?? {}).map(([name, each]) => [name, typeof each === 'string' ? [each] : each])),
    publicFolder: typeof shown === 'string' ? shown.replace(/\/$/, '') : null,
    lines,
  };
}
