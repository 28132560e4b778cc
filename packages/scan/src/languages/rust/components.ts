import { folderOf, isUnder } from '../../repository/paths.ts';
import type { Repository } from '../../repository/repository.ts';
import type { Component, Dependency } from '../language.ts';
import { crates, folderOfDependency, inherited, type Crate } from './crates.ts';
import type { CargoDependency, RustManifest } from './manifest.ts';

const known = new WeakMap<Repository, readonly Component[]>();

/** Crates of a repository, each with what it depends on. */
export function rustComponents(repository: Repository): readonly Component[] {
  const before = known.get(repository);
  if (before) return before;
  const all = crates(repository);
  const found = all.map((crate) => componentOf(crate, all, repository)).toSorted((a, b) => (a.path < b.path ? -1 : 1));
  known.set(repository, found);
  return found;
}

function componentOf(crate: Crate, all: readonly Crate[], repository: Repository): Component {
  const dependencies = new Map<string, Dependency>();
  const add = (dependency: CargoDependency, development: boolean): void => {
    const { name, version, features, optional, line } = inherited(dependency, crate);
    const evidence = { file: crate.manifestPath, line, why: `depends on ${name}`, confidence: 0.9 };
    const enabled = crate.manifest.defaultFeatures.some((each) => each === name || each === `dep:${name}`);
    const entry: Dependency = { name, version, development, optional: optional && !enabled, evidence };
    if (!dependencies.has(name)) dependencies.set(name, entry);
    // What a crate can do depends on its features: `sqlx` with `postgres`.
    for (const feature of features)
      if (!dependencies.has(`${name}/${feature}`)) dependencies.set(`${name}/${feature}`, { ...entry, name: `${name}/${feature}` });
  };
  for (const each of crate.manifest.dependencies) add(each, false);
  for (const each of crate.manifest.development) add(each, true);
  return {
    path: crate.folder,
    language: 'rust',
    name: crate.name,
    dependencies,
    runtime: { version: versionOf(crate, repository), packageManager: 'cargo' },
    install: [repository.has(lockOf(crate)) ? 'cargo fetch --locked' : 'cargo fetch'],
    includes: included(crate, all),
    evidence: [{ file: crate.manifestPath, line: 1, why: 'a Rust crate', confidence: 0.95 }],
  };
}

export const lockOf = (crate: Crate): string => {
  const folder = crate.workspace?.folder ?? crate.folder;
  return folder === '.' ? 'Cargo.lock' : `${folder}/Cargo.lock`;
};

/** Crates of the repository that this one depends on, and those they depend on. */
function included(crate: Crate, all: readonly Crate[]): string[] {
  const folders = new Set<string>();
  const take = (from: Crate): void => {
    for (const each of from.manifest.dependencies) {
      const folder = folderOfDependency(inherited(each, from), from);
      const target = folder === null ? undefined : all.find((other) => other.folder === folder);
      if (!target || target === crate || folders.has(target.folder)) continue;
      folders.add(target.folder);
      take(target);
    }
  };
  take(crate);
  return [...folders];
}

/** The toolchain file nearest above, else the oldest compiler the crate says it builds with. */
function versionOf(crate: Crate, repository: Repository): string | null {
  let pinned: { folder: string; version: string } | null = null;
  for (const [path, manifest] of repository.manifests<RustManifest>('rust')) {
    const folder = folderOf(path);
    if (manifest.kind !== 'toolchain' || !isUnder(crate.folder, folder)) continue;
    if (!pinned || folder.length > pinned.folder.length || pinned.folder === '.') pinned = { folder, version: manifest.version };
  }
  return pinned?.version ?? crate.manifest.rustVersion ?? crate.workspace?.manifest.rustVersion ?? null;
}
