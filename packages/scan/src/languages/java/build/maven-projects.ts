import { baseName, folderOf, within } from '../../../repository/paths.ts';
import type { BuildDependency, BuildManifest } from './manifest.ts';
import type { JavaProject } from './project.ts';

/** Maven's modules, each with its parents' dependencies, plugins and properties. */
export function mavenProjects(manifests: ReadonlyMap<string, BuildManifest>): JavaProject[] {
  const poms = new Map([...manifests].filter(([, manifest]) => manifest.tool === 'maven'));
  const aggregators = new Map<string, string>();
  for (const [path, pom] of poms) {
    for (const module of pom.modules) {
      const found = within(folderOf(path), module.endsWith('.xml') ? module : `${module}/pom.xml`);
      if (found !== null && poms.has(found)) aggregators.set(found, path);
    }
  }
  return [...poms].flatMap(([path, pom]) => (baseName(path) === 'pom.xml' ? [project(path, pom, poms, aggregators)] : []));
}

function project(
  path: string,
  pom: BuildManifest,
  poms: ReadonlyMap<string, BuildManifest>,
  aggregators: ReadonlyMap<string, string>,
): JavaProject {
  const chain = lineage(path, pom, poms);
  const properties: Record<string, string> = Object.assign({}, ...chain.toReversed().map(({ manifest }) => manifest.properties));
  const group = chain.map(({ manifest }) => manifest.group ?? manifest.parent?.group ?? null).find((each) => each !== null) ?? null;
  const version = chain.map(({ manifest }) => manifest.version ?? manifest.parent?.version ?? null).find((each) => each !== null) ?? null;
  const artifact = pom.artifact ?? folderOf(path);
  const own = {
    'project.version': version ?? '',
    version: version ?? '',
    'project.groupId': group ?? '',
    groupId: group ?? '',
    'project.artifactId': artifact,
    artifactId: artifact,
    'project.name': artifact,
    'project.parent.version': pom.parent?.version ?? '',
  };
  const fill = (text: string): string => filled(text, { ...properties, ...own });
  let root = path;
  for (
    let next = aggregators.get(root), steps = 0;
    next !== undefined && next !== root && steps < 20;
    next = aggregators.get(root), steps++
  )
    root = next;
  return {
    path: folderOf(path),
    manifestPath: path,
    manifest: pom,
    tool: 'maven',
    name: artifact,
    coordinate: `${fill(group ?? '')}:${artifact}`,
    version: version === null ? null : fill(version),
    root: folderOf(root),
    module: root === path ? null : `:${artifact}`,
    dependencies: chain.flatMap(({ manifest }) =>
      manifest.dependencies.map((each): BuildDependency => ({
        ...each,
        name: fill(each.name),
        version: each.version === null ? null : fill(each.version),
      })),
    ),
    plugins: new Set(chain.flatMap(({ manifest }) => manifest.plugins)),
    jarName: pom.jarName === null ? null : fill(pom.jarName),
    mainClass: pom.mainClass === null ? null : fill(pom.mainClass),
    javaVersion: chain.map(({ manifest }) => manifest.javaVersion).find((each) => each !== null) ?? null,
  };
}

/** The pom and its parents within the repository, nearest first. */
function lineage(path: string, pom: BuildManifest, poms: ReadonlyMap<string, BuildManifest>): { path: string; manifest: BuildManifest }[] {
  const chain = [{ path, manifest: pom }];
  for (let at = path, manifest = pom; chain.length < 10;) {
    if (!manifest.parent) break;
    const { parent } = manifest;
    const relative =
      parent.path === null ? null : within(folderOf(at), parent.path.endsWith('.xml') ? parent.path : `${parent.path}/pom.xml`);
    const nearby = relative === null ? undefined : poms.get(relative);
    const found =
      relative !== null && nearby?.artifact === parent.artifact
        ? ([relative, nearby] as const)
        : parent.path === null
          ? undefined
          : [...poms].find(([, each]) => each.artifact === parent.artifact && each !== manifest);
    if (!found || chain.some((each) => each.path === found[0])) break;
    chain.push({ path: found[0], manifest: found[1] });
    [at, manifest] = found;
  }
  return chain;
}

function filled(text: string, properties: Readonly<Record<string, string>>): string {
  let result = text;
  for (let round = 0; round < 5 && result.includes('${'); round++)
    result = result.replace(/\$\{([^}]+)\}/g, (whole, name: string) => properties[name] ?? whole);
  return result;
}
