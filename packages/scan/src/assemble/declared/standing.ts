import type { Declaration } from '../../manifests/declaration.ts';
import { declarationReaders } from '../../manifests/index.ts';
import { baseName, isAside, isTest } from '../../repository/paths.ts';

/** How far a manifest speaks for what runs in production. Lower speaks louder. */
export const standings = ['production', 'variant', 'development', 'test', 'aside'] as const;

export type Standing = (typeof standings)[number];

const order = new Map(declarationReaders.map(({ format }, index) => [format, index]));

/** Position of a format in `manifests/index.ts`. */
export const rankOf = (declaration: Declaration): number => order.get(declaration.format) ?? order.size;

const words: readonly { readonly pattern: RegExp; readonly standing: Standing }[] = [
  {
    pattern: /(^|[.\-_/])(tests?|testing|ci|e2e|integration([.\-_]?tests?)?|cypress|playwright|bench(mark)?|github-ci)([.\-_/]|$)/,
    standing: 'test',
  },
  {
    pattern: /(^|[.\-_/])(dev|devel|development|local|override|debug|watch|hot|\.?devcontainer|vscode|gitpod)([.\-_/]|$)/,
    standing: 'development',
  },
  {
    pattern: /(^|[.\-_/])(prod|production|deploy|release|live|staging|stage|main|base|infra|services|deps|dependencies)([.\-_/]|$)/,
    standing: 'production',
  },
];

/** What the file's name and folder say: `docker-compose.test.yml`, `.devcontainer/`, `examples/`. */
export function standingOf({ file, format }: Declaration): Standing {
  const lower = file.toLowerCase();
  if (format === 'github-actions') return 'test';
  if (format === 'devcontainer' || /(^|\/)\.?devcontainer\//.test(lower)) return 'development';
  if (isAside(lower) || /(^|\/)(tutorials?|templates?|playground|contrib|cookbook|archive|legacy|old|packaging|debian|rpm)\//.test(lower))
    return 'aside';
  if (isTest(lower)) return 'test';
  const name = baseName(lower)
    .replace(/\.(ya?ml|json|toml|env)$/, '')
    .replace(/^(docker-|podman-)?compose|^dockerfile|^containerfile|^docker-stack/, '');
  if (format !== 'compose' && format !== 'dockerfile' && format !== 'dotenv') {
    if (format === 'kubernetes' && words[0]?.pattern.test(lower)) return 'test';
    // Parts of kustomize are laid over a base by choice.
    if (format === 'kubernetes' && /(^|\/)(components?|overlays?|addons?|optional)\//.test(lower)) return 'variant';
    return 'production';
  }
  const found = words.find(({ pattern }) => pattern.test(name));
  if (found) return found.standing;
  const folder = lower.includes('/') ? lower.slice(0, lower.lastIndexOf('/') + 1) : '';
  if (/(^|\/)(dev|development|local|devenv)\//.test(folder)) return 'development';
  // A name of its own beside others is one of several ways to run it.
  return name.replace(/^[.\-_]+/, '') === '' || format !== 'compose' ? 'production' : 'variant';
}
