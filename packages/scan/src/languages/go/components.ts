import { canonicalModule } from '../../evaluate/canonical.ts';
import { folderOf, isUnder, within } from '../../repository/paths.ts';
import type { Repository } from '../../repository/repository.ts';
import type { Component, Dependency } from '../language.ts';
import type { GoManifest } from './manifest.ts';
import { goModules, type PlacedModule } from './module-map.ts';

const known = new WeakMap<Repository, readonly Component[]>();

/** Go modules of a repository, and folders of programs that have none. */
export function goComponents(repository: Repository): readonly Component[] {
  const before = known.get(repository);
  if (before) return before;
  const modules = goModules(repository);
  const found = [...modules.map((module) => componentOf(module, modules, repository)), ...bare(modules, repository)].toSorted((a, b) =>
    a.path < b.path ? -1 : 1,
  );
  known.set(repository, found);
  return found;
}

function componentOf(module: PlacedModule, modules: readonly PlacedModule[], repository: Repository): Component {
  const dependencies = new Map<string, Dependency>();
  for (const { path, version, indirect, line } of module.manifest.requirements) {
    if (indirect) continue;
    const name = canonicalModule(path);
    const evidence = { file: module.path, line, why: `depends on ${path}`, confidence: 0.9 };
    dependencies.set(name, { name, version, development: false, optional: false, evidence });
  }
  return {
    path: module.folder,
    language: 'go',
    name:
      module.name
        .replace(/\/v\d+$/, '')
        .split('/')
        .at(-1) ?? null,
    dependencies,
    runtime: { version: versionOf(module, repository), packageManager: 'go' },
    install: ['go mod download'],
    includes: included(module, modules),
    evidence: [{ file: module.path, line: 1, why: 'a Go module', confidence: 0.95 }],
  };
}

/** Modules of the repository that this one requires, and those they require. */
function included(module: PlacedModule, modules: readonly PlacedModule[]): string[] {
  const folders = new Set<string>();
  const take = (from: PlacedModule): void => {
    for (const { path } of from.manifest.requirements) {
      const replaced = from.manifest.replacements.get(path);
      const folder = replaced === undefined ? undefined : within(from.folder, replaced);
      const target = modules.find((each) => each.name === path || each.folder === folder);
      if (!target || target === module || folders.has(target.folder)) continue;
      folders.add(target.folder);
      take(target);
    }
  };
  take(module);
  return [...folders];
}

/** The version file nearest above wins over go.mod. */
function versionOf(module: PlacedModule, repository: Repository): string | null {
  let pinned: { folder: string; version: string } | null = null;
  for (const [path, manifest] of repository.manifests<GoManifest>('go')) {
    const folder = folderOf(path);
    if (manifest.kind !== 'version' || !isUnder(module.folder, folder)) continue;
    if (!pinned || folder.length > pinned.folder.length || pinned.folder === '.') pinned = { folder, version: manifest.version };
  }
  return pinned?.version ?? module.manifest.go;
}

/** Programs outside every module: what people wrote before there were modules. */
function bare(modules: readonly PlacedModule[], repository: Repository): Component[] {
  const folders = new Set<string>();
  for (const [path, { language, namespace, functions }] of repository.modules) {
    if (language !== 'go' || namespace !== 'main' || !functions.some((each) => each.name === 'main')) continue;
    const folder = folderOf(path);
    if (!modules.some((module) => isUnder(folder, module.folder))) folders.add(folder);
  }
  const tops = [...folders].filter((folder) => ![...folders].some((other) => other !== folder && isUnder(folder, other)));
  return tops.map((path) => ({
    path,
    language: 'go',
    name: path === '.' ? null : (path.split('/').at(-1) ?? null),
    dependencies: new Map(),
    runtime: { version: null, packageManager: null },
    install: [],
    includes: [],
    evidence: [],
  }));
}
