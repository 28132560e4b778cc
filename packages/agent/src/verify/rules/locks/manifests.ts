import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { ChangedFile } from '../../change/change.ts';
import type { Place } from '../../judged.ts';

interface SourceRule {
  readonly path: RegExp;
  readonly line: RegExp;
  readonly why: string;
}

/** Lines of manifests and settings that make packages come from elsewhere than the registry. */
const sources: readonly SourceRule[] = [
  {
    path: /(^|\/)package\.json$/,
    line: /:\s*"(git(\+\w+)?:|git@|github:|gitlab:|bitbucket:|https?:\/\/[^"]*\.(tgz|tar\.gz|git)|[\w.-]+\/[\w.-]+(#[^"]*)?"\s*,?\s*$)(?<!"repository.*)/,
    why: 'A package comes from an address instead of the registry',
  },
  {
    path: /(^|\/)[\w.-]*(requirements|constraints)[\w.-]*\.(txt|in)$|(^|\/)requirements\/[\w.-]+\.txt$/,
    line: /^\s*(-i|--index-url|--extra-index-url|--find-links|-f|--trusted-host)\b|\b(git|hg|svn)\+|@\s*https?:|^\s*(-e\s+)?https?:/,
    why: 'A package comes from elsewhere than PyPI',
  },
  {
    path: /(^|\/)pyproject\.toml$/,
    line: /^\s*\[\[?tool\.(uv\.index|poetry\.source|pdm\.source)|\bgit\s*=\s*["']|@\s*(git\+|https?:)|\bindex-url\b|\b(url|path)\s*=\s*["'](https?:|\.\.)/,
    why: 'A package comes from elsewhere than PyPI',
  },
  { path: /(^|\/)(pip\.conf|uv\.toml|\.pypirc)$/, line: /index|url|trusted/, why: 'Packages come from elsewhere than PyPI' },
  {
    path: /(^|\/)(\.npmrc|\.yarnrc(\.yml)?|bunfig\.toml|pnpm-workspace\.yaml)$/,
    line: /registry|npmRegistryServer|strict-ssl\s*=\s*false|cafile|proxy/i,
    why: 'Packages come from another registry',
  },
  {
    path: /(^|\/)Cargo\.toml$|(^|\/)\.cargo\/config(\.toml)?$/,
    line: /\bgit\s*=\s*"|\bregistry\s*=|^\s*\[(patch|source|registries)/,
    why: 'A crate comes from elsewhere than crates.io',
  },
  { path: /(^|\/)go\.(mod|work)$/, line: /^\s*(replace\s+\S+.*=>|\S+(\s+v\S+)?\s+=>)/, why: 'A module is replaced by another' },
];

/** What lets packages run code while they are installed. */
const allowing: readonly SourceRule[] = [
  {
    path: /(^|\/)\.npmrc$/,
    line: /ignore-scripts\s*=\s*false|^\s*(script-shell|node-options|git)\s*=/,
    why: 'Scripts run while packages are installed',
  },
  { path: /(^|\/)\.yarnrc\.yml$/, line: /enableScripts\s*:\s*true|yarnPath|plugins/, why: 'Scripts run while packages are installed' },
  {
    path: /(^|\/)pnpm-workspace\.yaml$/,
    line: /onlyBuiltDependencies|allowBuilds|dangerouslyAllowAllBuilds|neverBuiltDependencies/,
    why: 'Scripts run while packages are installed',
  },
];

export function sourcesIn(file: ChangedFile): readonly Place[] {
  return placesOf(file, sources);
}

function placesOf({ path, lines }: ChangedFile, rules: readonly SourceRule[]): readonly Place[] {
  return rules
    .filter((rule) => rule.path.test(path))
    .flatMap(({ line: pattern, why }) => lines.filter(({ text }) => pattern.test(text)).map(({ line }) => ({ file: path, line, why })));
}

const record = z.record(z.string(), z.unknown()).catch({});
const whileInstalled = ['preinstall', 'install', 'postinstall', 'prepare', 'prepublish'];

/** What newly runs while packages are installed. */
export function scriptsAllowed(file: ChangedFile): readonly Place[] {
  const { path, textBefore, textAfter } = file;
  const settings = placesOf(file, allowing);
  if (!/(^|\/)package\.json$/.test(path) || textAfter === null) return settings;
  const read = (text: string): Readonly<Record<string, unknown>> => {
    try {
      const manifest = record.parse(JSON.parse(text));
      const scripts = record.parse(manifest['scripts']);
      const own = whileInstalled.map((name) => [`the script ${name}`, scripts[name]]);
      const others = ['trustedDependencies', 'dependenciesMeta'].map((name) => [name, manifest[name]]);
      return Object.fromEntries([
        ...own,
        ...others,
        ['pnpm.onlyBuiltDependencies', record.parse(manifest['pnpm'])['onlyBuiltDependencies']],
      ]);
    } catch {
      return {};
    }
  };
  const [was, is] = [read(textBefore ?? '{}'), read(textAfter)];
  const changed = Object.keys(is).filter((name) => is[name] !== undefined && !isDeepStrictEqual(is[name], was[name]));
  return [...settings, ...changed.map((name) => ({ file: path, line: null, why: `It runs while packages are installed: ${name}` }))];
}
