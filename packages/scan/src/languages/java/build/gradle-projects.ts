import { baseName, folderOf, isUnder, within } from '../../../repository/paths.ts';
import type { Repository } from '../../../repository/repository.ts';
import { ofKind } from '../manifest.ts';
import type { BuildDependency, BuildManifest, GradleCatalogue, GradleSettings } from './manifest.ts';
import type { JavaProject } from './project.ts';

/** Gradle's projects, each with what the builds above it and its convention plugins hand down. */
export function gradleProjects(manifests: ReadonlyMap<string, BuildManifest>, repository: Repository): JavaProject[] {
  const builds = new Map(
    [...manifests].filter(([, manifest]) => manifest.tool === 'gradle').map(([path, manifest]) => [folderOf(path), { path, manifest }]),
  );
  const settings = new Map([...ofKind(repository.manifests('java'), 'gradle-settings')].map(([path, each]) => [folderOf(path), each]));
  const catalogues = new Map(
    [...ofKind(repository.manifests('java'), 'gradle-catalogue')].map(([path, each]) => [folderOf(folderOf(path)), each]),
  );
  const conventions = new Map(
    [...ofKind(repository.manifests('java'), 'build')].flatMap(([path, manifest]) =>
      /(^|\/)(buildSrc|build-logic)\//.test(path) && !/^build\.gradle/.test(baseName(path))
        ? [[baseName(path).replace(/\.gradle(\.kts)?$/, ''), manifest] as const]
        : [],
    ),
  );
  return [...builds].map(([folder, { path, manifest }]) => {
    const root =
      [...settings.keys()]
        .filter((each) => isUnder(folder, each) && (each === folder || memberOf(each, settings.get(each), folder) !== null))
        .toSorted((a, b) => a.length - b.length)[0] ?? folder;
    const catalogue = catalogues.get(root) ?? catalogues.get('.');
    const above = [...builds]
      .filter(([other]) => other !== folder && isUnder(folder, other) && isUnder(other, root))
      .map(([, each]) => each.manifest);
    const named = [...manifest.plugins, ...above.flatMap((each) => each.passedOnPlugins)].map((id) => pluginId(id, catalogue));
    const applied = named.flatMap((id) => conventions.get(id) ?? []);
    const dependencies = [
      ...manifest.dependencies,
      ...above.flatMap((each) => each.passedOn),
      ...applied.flatMap((each) => each.dependencies),
    ].flatMap((each) => resolved(each, catalogue));
    const module = root === folder ? null : memberOf(root, settings.get(root), folder);
    const name =
      (module === null ? settings.get(folder)?.rootName : module.slice(module.lastIndexOf(':') + 1)) ??
      (folder === '.' ? repository.name : baseName(folder));
    const inherited = (pick: (each: BuildManifest) => string | null): string | null =>
      [manifest, ...above, ...applied].map(pick).find((each) => each !== null) ?? null;
    return {
      path: folder,
      manifestPath: path,
      manifest,
      tool: 'gradle',
      name,
      coordinate: `${inherited((each) => each.group) ?? ''}:${name}`,
      version: filled(
        inherited((each) => each.version),
        manifest,
      ),
      root,
      module,
      dependencies,
      plugins: new Set([...named, ...applied.flatMap((each) => each.plugins.map((id) => pluginId(id, catalogue)))]),
      jarName: manifest.jarName,
      mainClass: manifest.mainClass,
      javaVersion: inherited((each) => each.javaVersion),
    };
  });
}

/** The name a folder has in a build, `null` when the build does not take it in. */
function memberOf(root: string, settings: GradleSettings | undefined, folder: string): string | null {
  for (const name of settings?.includes ?? []) {
    const place = settings?.folders[name] ?? name.replace(/^:/, '').replace(/:/g, '/');
    if (within(root, place) === folder) return name;
  }
  return null;
}

const pluginId = (id: string, catalogue: GradleCatalogue | undefined): string => {
  const alias = /^libs\.plugins\.(.+)$/.exec(id)?.[1];
  return alias ? (catalogue?.plugins[alias] ?? alias) : id;
};

function resolved(dependency: BuildDependency, catalogue: GradleCatalogue | undefined): BuildDependency[] {
  const alias = /^libs\.(.+)$/.exec(dependency.name)?.[1];
  if (alias === undefined) return [dependency];
  const bundle = /^bundles\.(.+)$/.exec(alias)?.[1];
  const names = bundle ? (catalogue?.bundles[bundle] ?? []) : [alias];
  return names.flatMap((name) => {
    const library = catalogue?.libraries[name];
    return library ? [{ ...dependency, name: library.name, version: library.version }] : [];
  });
}

const filled = (version: string | null, manifest: BuildManifest): string | null => {
  const name = version === null ? null : /^\$\{?(\w+)\}?$/.exec(version)?.[1];
  return name ? (manifest.properties[name] ?? null) : version;
};
