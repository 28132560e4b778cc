import { folderOf, isTest, within } from '../../repository/paths.ts';
import type { Repository } from '../../repository/repository.ts';
import type { CargoDependency, CargoManifest, RustManifest } from './manifest.ts';

export interface Crate {
  readonly folder: string;
  readonly manifestPath: string;
  readonly manifest: CargoManifest;
  readonly name: string;
  /** The name code imports it by. */
  readonly module: string;
  readonly sources: string;
  /** Files its binaries begin in, with the binaries' names. */
  readonly binaries: readonly { readonly name: string; readonly path: string }[];
  readonly roots: readonly string[];
  /** The workspace it is a member of, itself included. */
  readonly workspace: { readonly folder: string; readonly manifest: CargoManifest } | null;
}

const known = new WeakMap<Repository, readonly Crate[]>();

/** Crates of a repository, the deepest folders first. */
export function crates(repository: Repository): readonly Crate[] {
  const before = known.get(repository);
  if (before) return before;
  const manifests = [...repository.manifests<RustManifest>('rust')].flatMap(([path, manifest]) =>
    manifest.kind === 'cargo' ? [{ path, folder: folderOf(path), manifest }] : [],
  );
  const workspaces = manifests.filter(({ manifest }) => manifest.workspace !== null).toSorted((a, b) => b.folder.length - a.folder.length);
  const found = manifests
    .flatMap(({ path, folder, manifest }): Crate[] => {
      if (manifest.name === null) return [];
      const sources = folder === '.' ? 'src' : `${folder}/src`;
      const binaries = binariesOf(folder, sources, manifest, repository);
      const around = workspaces.find((each) => each.folder === '.' || folder === each.folder || folder.startsWith(`${each.folder}/`));
      return [
        {
          folder,
          manifestPath: path,
          manifest,
          name: manifest.name,
          module: manifest.name.replaceAll('-', '_'),
          sources,
          binaries,
          roots: binaries.map((each) => each.path),
          workspace: around ? { folder: around.folder, manifest: around.manifest } : null,
        },
      ];
    })
    .toSorted((a, b) => b.folder.length - a.folder.length || (a.folder < b.folder ? -1 : 1));
  known.set(repository, found);
  return found;
}

function binariesOf(folder: string, sources: string, manifest: CargoManifest, repository: Repository): Crate['binaries'] {
  const found = new Map<string, string>();
  for (const { name, path, features } of manifest.binaries) {
    // What needs a feature that is not on by default is not what is shipped.
    if (features.some((each) => !manifest.defaultFeatures.includes(each))) continue;
    const file =
      path === null
        ? [`${sources}/bin/${name}.rs`, `${sources}/bin/${name}/main.rs`, `${sources}/main.rs`].find((each) => repository.has(each))
        : (within(folder, path) ?? undefined);
    if (file && repository.has(file)) found.set(file, name);
  }
  const main = `${sources}/main.rs`;
  if (repository.has(main) && !found.has(main)) found.set(main, manifest.name ?? 'main');
  for (const path of repository.filesUnder(`${sources}/bin`)) {
    const inside = path.slice(sources.length + '/bin/'.length);
    const name = /^([^/]+)\.rs$/.exec(inside)?.[1] ?? /^([^/]+)\/main\.rs$/.exec(inside)?.[1];
    if (name && !found.has(path) && !isTest(path)) found.set(path, name);
  }
  return [...found].map(([path, name]) => ({ path, name }));
}

/** A dependency with what the workspace says about it. */
export function inherited(dependency: CargoDependency, crate: Crate): CargoDependency {
  const shared = dependency.inherited
    ? crate.workspace?.manifest.workspace?.dependencies.find((each) => each.name === dependency.name)
    : undefined;
  if (!shared) return dependency;
  return { ...dependency, version: shared.version, features: [...shared.features, ...dependency.features], path: shared.path };
}

/** The folder of a dependency that is a crate of the repository. */
export function folderOfDependency(dependency: CargoDependency, crate: Crate): string | null {
  if (dependency.path === null) return null;
  return within(dependency.inherited ? (crate.workspace?.folder ?? crate.folder) : crate.folder, dependency.path);
}
