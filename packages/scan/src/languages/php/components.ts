import { baseName, folderOf, isAside, isTest, isUnder } from '../../repository/paths.ts';
import type { Repository } from '../../repository/repository.ts';
import type { Component, Dependency } from '../language.ts';
import type { ComposerLock, ComposerManifest, PhpManifest } from './manifest.ts';

export const phpManifests = (repository: Repository): ReadonlyMap<string, PhpManifest> => repository.manifests<PhpManifest>('php');

const at = (folder: string, name: string): string => (folder === '.' ? name : `${folder}/${name}`);

export function composerOf(folder: string, repository: Repository): ComposerManifest | null {
  const found = phpManifests(repository).get(at(folder, 'composer.json'));
  return found?.kind === 'composer' ? found : null;
}

export function lockOf(folder: string, repository: Repository): ComposerLock | null {
  const found = phpManifests(repository).get(at(folder, 'composer.lock'));
  return found?.kind === 'lock' ? found : null;
}

const known = new WeakMap<Repository, readonly Component[]>();

/** PHP projects of a repository: folders with a composer.json, and folders with a page that have none. */
export function phpComponents(repository: Repository): readonly Component[] {
  const before = known.get(repository);
  if (before) return before;
  const rooted = [...phpManifests(repository)]
    .filter(([path, manifest]) => manifest.kind === 'composer' && !isToolFolder(path))
    .map(([path]) => folderOf(path))
    .filter((folder) => repository.filesUnder(folder).some((path) => path.endsWith('.php')));
  const folders = [...new Set([...rooted, ...bareFolders(rooted, repository)])].sort();
  const components = folders.map((folder) => componentOf(folder, folders, repository));
  known.set(repository, components);
  return components;
}

/** Development tools are kept in a composer.json of their own: `vendor-bin/phpstan`, `tools/php-cs-fixer`. */
const isToolFolder = (path: string): boolean => /(^|\/)(vendor-bin|tools|utils)\//.test(path) || isTest(path) || isAside(path);

/** Folders with an `index.php` and no composer.json above them; the outermost counts, above its public folder. */
function bareFolders(rooted: readonly string[], repository: Repository): string[] {
  const pages = repository.paths
    .filter((path) => baseName(path) === 'index.php' && !isTest(path) && !isAside(path))
    .map(folderOf)
    .map((folder) => (/(^|\/)(public|web|www|html|htdocs|public_html|webroot)$/.test(folder) ? folderOf(folder) : folder))
    .filter((folder) => !rooted.some((root) => isUnder(folder, root)))
    .toSorted((a, b) => a.length - b.length || (a < b ? -1 : 1));
  const bare: string[] = [];
  for (const folder of pages) if (!bare.some((outer) => isUnder(folder, outer))) bare.push(folder);
  return bare;
}

function componentOf(folder: string, all: readonly string[], repository: Repository): Component {
  const manifest = composerOf(folder, repository);
  const path = at(folder, 'composer.json');
  const dependencies = new Map<string, Dependency>();
  const add = (list: Readonly<Record<string, string>>, development: boolean): void => {
    for (const [name, version] of Object.entries(list)) {
      if (dependencies.has(name)) continue;
      const evidence = { file: path, line: manifest?.lines[name] ?? 1, why: `depends on ${name}`, confidence: 0.9 };
      dependencies.set(name, { name, version, development, optional: false, evidence });
    }
  };
  add(manifest?.dependencies ?? {}, false);
  add(manifest?.development ?? {}, true);
  return {
    path: folder,
    language: 'php',
    name: manifest?.name?.replace(/^[^/]+\//, '') ?? null,
    dependencies,
    runtime: { version: versionOf(folder, manifest, repository), packageManager: manifest ? 'composer' : null },
    install: manifest ? ['composer install --no-dev --optimize-autoloader --no-interaction'] : [],
    includes: all.filter((other) => other !== folder && dependencies.has(composerOf(other, repository)?.name ?? '')),
    evidence: manifest ? [{ file: path, line: 1, why: 'a PHP project managed by Composer', confidence: 0.95 }] : [],
  };
}

/** A version file, else the lowest version that composer.json admits. */
function versionOf(folder: string, manifest: ComposerManifest | null, repository: Repository): string | null {
  for (const place of [folder, '.'])
    for (const name of ['.php-version', '.tool-versions']) {
      const file = phpManifests(repository).get(at(place, name));
      if (file?.kind === 'version') return file.version;
    }
  return /\d+(\.\d+)?/.exec(manifest?.dependencies['php'] ?? '')?.[0] ?? null;
}
