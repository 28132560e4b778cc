import type { Image } from '../image.ts';
import { baseName, commonFolder, folderOf, inFolder, isUnder, namesIn, resolveIn, upwards, type Files } from '../files.ts';

/** Manifests that name other folders of the repository. */
const manifests =
  /^(?:go\.mod|.*\.(?:cs|fs|vb)proj|pyproject\.toml|.*requirements.*\.txt|Pipfile|Cargo\.toml|package\.json|(?:settings|build)\.gradle(?:\.kts)?|pom\.xml|tsconfig.*\.json|(?:vite|webpack|next|nuxt|astro|rollup|svelte|tailwind)\.config\.\w+|Gemfile|composer\.json|environment\.ya?ml)$/;
const javaScript = /\.(?:[cm]?[jt]sx?|vue|svelte)$/;

/** Files above a service that its tools look for by themselves. */
const above = [
  'go.work',
  'pnpm-workspace.yaml',
  'pnpm-lock.yaml',
  'yarn.lock',
  'package-lock.json',
  'npm-shrinkwrap.json',
  'bun.lock',
  'bun.lockb',
  'lerna.json',
  'Directory.Build.props',
  'Directory.Packages.props',
  'global.json',
  'uv.lock',
];
const byLanguage: Readonly<Record<string, RegExp>> = {
  go: /^go\.work$/,
  node: /^(?:pnpm-|yarn|package-lock|npm-shrinkwrap|bun|lerna)/,
  dotnet: /^(?:Directory\.|global\.json)/,
  python: /^uv\.lock$/,
};
const nodeLocks = ['package-lock.json', 'npm-shrinkwrap.json', 'pnpm-lock.yaml', 'yarn.lock', 'bun.lock', 'bun.lockb'];

/**
 * The folder an image is made from: the services' own, or the nearest above it that holds everything they name. What lies beside it
 * is no part of the image.
 */
export function scopeOf({ services }: Image, files: Files): string {
  const [{ path, language, install, build, release, start }] = services;
  let scope = path;
  const widen = (to: string | null): void => {
    if (to !== null) scope = commonFolder(scope, to);
  };
  for (const command of [...install, ...build, ...services.flatMap((each) => [...each.release, each.start ?? '']), ...release, start ?? ''])
    for (const [climb] of command.matchAll(/(?<![\w.])(?:\.\.\/)*\.\.(?![\w.])/g)) widen(resolveIn(path, climb));
  widen(toolsAbove(path, language, files));
  return closed(scope, files);
}

/** A folder that was reached names others in turn. */
function closed(scope: string, files: Files): string {
  const wider = [...named(scope, files)].reduce(commonFolder, scope);
  return wider === scope ? scope : closed(wider, files);
}

function toolsAbove(path: string, language: string, files: Files): string | null {
  const pattern = byLanguage[language];
  const own = namesIn(files, path);
  if (language === 'node' && nodeLocks.some((name) => own.has(name)) && !own.has('pnpm-workspace.yaml')) return null;
  if (language === 'rust') return cargoWorkspace(path, files);
  if (!pattern) return null;
  const found = upwards(path)
    .slice(1)
    .find((folder) => {
      const names = namesIn(files, folder);
      return above.some((name) => pattern.test(name) && names.has(name));
    });
  return found ?? null;
}

/** The crate's workspace, whose lockfile and settings cargo uses. */
function cargoWorkspace(path: string, files: Files): string | null {
  const found = upwards(path)
    .slice(1)
    .find((folder) => /^\[workspace\]/m.test(files.read(inFolder(folder, 'Cargo.toml')) ?? ''));
  return found ?? null;
}

/** Folders outside of this one that its manifests, and imports of JavaScript, lead to. */
function* named(scope: string, files: Files): Generator<string> {
  const known = foldersOf(files);
  for (const path of files.paths) {
    if (!isUnder(path, scope) || /(?:^|\/)(?:node_modules|vendor|tests?|__tests__)\//.test(path)) continue;
    const isManifest = manifests.test(baseName(path));
    if (!isManifest && !javaScript.test(path)) continue;
    const text = files.read(path);
    if (text === null || !text.includes('..')) continue;
    const pattern = isManifest
      ? /(?<=["'=\s@])(?:file:|link:|portal:|-e\s*)?((?:\.\.[\\/])+[\w.@\\/-]*)/g
      : /(?:from|require\(|import\(|import)\s*['"]((?:\.\.\/)+[^'"]*)['"]/g;
    for (const [, relative = ''] of text.matchAll(pattern)) {
      const to = resolveIn(folderOf(path), relative);
      // What is not there is no reference: a pattern, a path inside of a container, something that is built first.
      if (to === null || isUnder(to, scope)) continue;
      if (known.has(to)) yield to;
      else if (known.has(folderOf(to))) yield folderOf(to);
    }
  }
}

const folders = new WeakMap<Files, ReadonlySet<string>>();

function foldersOf(files: Files): ReadonlySet<string> {
  const known = folders.get(files) ?? new Set(files.paths.flatMap((path) => upwards(folderOf(path))));
  folders.set(files, known);
  return known;
}
