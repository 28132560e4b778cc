import { baseName, folderOf, within } from '../../../repository/paths.ts';
import type { Repository } from '../../../repository/repository.ts';
import type { Dependency } from '../../language.ts';
import { ofKind, type DotnetManifest, type LockFile } from '../manifest.ts';
import { conditionHolds } from './condition.ts';
import type { PackageReference, ProjectFile } from './project-file.ts';
import { slashes } from './solution.ts';

/** A project with what the files above it give it. */
export interface DotnetProject {
  /** Folder of the project file. */
  readonly path: string;
  readonly file: string;
  /** File name without extension. */
  readonly name: string;
  readonly sdk: string | null;
  readonly properties: ReadonlyMap<string, string>;
  readonly frameworks: readonly string[];
  readonly usings: readonly string[];
  /** Own packages, those of the files above included. */
  readonly packages: ReadonlyMap<string, Dependency>;
  /** Project files it refers to. */
  readonly references: readonly string[];
  /** Folders outside of it with files that are compiled into it. */
  readonly linked: readonly string[];
  /** The browser application it builds and hands out, by its folder. */
  readonly browser: string | null;
  /** Another project file stands in the same folder. */
  readonly shared: boolean;
}

export interface DotnetBuild {
  /** By folder: what a component is. */
  readonly projects: ReadonlyMap<string, DotnetProject>;
  /** Folder to the folders of everything it is built from. */
  readonly includes: ReadonlyMap<string, readonly string[]>;
  /** Folder to its packages and those of what it is built from: NuGet hands them on. */
  readonly dependencies: ReadonlyMap<string, ReadonlyMap<string, Dependency>>;
}

const known = new WeakMap<Repository, DotnetBuild>();

export function dotnetBuild(repository: Repository): DotnetBuild {
  const before = known.get(repository);
  if (before) return before;
  const made = build(repository);
  known.set(repository, made);
  return made;
}

function build(repository: Repository): DotnetBuild {
  const manifests = repository.manifests<DotnetManifest>('dotnet');
  const files = ofKind(manifests, 'project', 'props');
  const locks = ofKind(manifests, 'lock');
  const old = ofKind(manifests, 'packages');
  const all = [...files]
    .filter(([, file]) => file.kind === 'project')
    .map(([path, file]) => projectOf(path, file, files, repository, { locks, old }));
  const byFile = new Map(all.map((each) => [each.file, each]));
  const projects = new Map<string, DotnetProject>();
  for (const each of all.toSorted((a, b) => rank(a) - rank(b))) if (!projects.has(each.path)) projects.set(each.path, each);
  const includes = new Map<string, readonly string[]>();
  const dependencies = new Map<string, ReadonlyMap<string, Dependency>>();
  for (const project of projects.values()) {
    const reached = reach(project, byFile);
    const folders = [project, ...reached].flatMap((each) => [each.path, ...each.linked, ...(each.browser === null ? [] : [each.browser])]);
    includes.set(
      project.path,
      [...new Set(folders)].filter((path) => path !== project.path),
    );
    const merged = new Map(project.packages);
    for (const each of reached)
      for (const [name, dependency] of each.packages) if (!merged.has(name) && !dependency.development) merged.set(name, dependency);
    dependencies.set(project.path, merged);
  }
  return { projects, includes, dependencies };
}

/** Of two project files in one folder the one named after it, or else the one that is no test. */
const rank = (project: DotnetProject): number => (project.name === baseName(project.path) ? 0 : /tests?$/i.test(project.name) ? 2 : 1);

function reach(project: DotnetProject, byFile: ReadonlyMap<string, DotnetProject>): DotnetProject[] {
  const found = new Map<string, DotnetProject>();
  const walk = (from: DotnetProject): void => {
    for (const reference of from.references) {
      const next = byFile.get(reference);
      if (!next || found.has(next.file) || next.file === project.file) continue;
      found.set(next.file, next);
      walk(next);
    }
  };
  walk(project);
  return [...found.values()];
}

interface Beside {
  readonly locks: ReadonlyMap<string, LockFile>;
  readonly old: ReadonlyMap<string, { readonly packages: readonly PackageReference[] }>;
}

function projectOf(
  path: string,
  file: ProjectFile,
  files: ReadonlyMap<string, ProjectFile>,
  repository: Repository,
  beside: Beside,
): DotnetProject {
  const folder = folderOf(path);
  const above = layersOf(path, file, files);
  const properties = propertiesOf(path, above);
  const expand = (text: string): string => expanded(text, properties);
  const central = new Map(
    above.flatMap(([, each]) =>
      each.packages
        .filter((one) => one.central && holds(one.condition, properties) !== false)
        .map((one) => [one.name.toLowerCase(), one.version] as const),
    ),
  );
  const locked =
    beside.locks.get(folder === '.' ? 'packages.lock.json' : `${folder}/packages.lock.json`)?.versions() ?? new Map<string, string>();
  const packages = new Map<string, Dependency>();
  const add = (from: string, each: PackageReference): void => {
    const version = locked.get(each.name.toLowerCase()) ?? each.version ?? central.get(each.name.toLowerCase()) ?? null;
    packages.set(each.name, {
      name: each.name,
      version: version === null ? null : expand(version),
      development: each.development,
      optional: false,
      evidence: { file: from, line: each.line, why: `depends on ${each.name}`, confidence: 0.97 },
    });
  };
  for (const [from, each] of above)
    for (const one of each.packages) if (!one.central && holds(one.condition, properties) !== false) add(from, one);
  const oldPath = folder === '.' ? 'packages.config' : `${folder}/packages.config`;
  for (const one of beside.old.get(oldPath)?.packages ?? []) add(oldPath, one);
  return {
    path: folder,
    file: path,
    name: withoutExtension(path),
    sdk: file.sdk,
    properties: new Map([...properties].map(([name, value]) => [name, expand(value)])),
    frameworks: above.flatMap(([, each]) => each.frameworks),
    usings: above.flatMap(([, each]) => each.usings),
    packages,
    references: above
      .flatMap(([, each]) => each.projects)
      .filter((each) => holds(each.condition, properties) !== false)
      .flatMap((each) => filesAt(pathFrom(folder, expand(each.path)), files)),
    linked: [...new Set(file.linked.flatMap((each) => pathFrom(folder, folderOf(slashes(expand(each)).replace(/\/\*\*.*$/, '/x'))) ?? []))],
    browser: browserOf(folder, properties.get('SpaRoot')),
    shared: repository.filesIn(folder).some((each) => each !== path && /\.(cs|fs|vb)proj$/.test(each)),
  };
}

const holds = (condition: string | null, properties: ReadonlyMap<string, string>): boolean | null =>
  condition === null ? true : conditionHolds(condition, properties);

/** The properties of a release build; what nobody knows to hold counts where nothing else is said. */
function propertiesOf(path: string, above: readonly (readonly [string, ProjectFile])[]): Map<string, string> {
  const properties = new Map([
    ['MSBuildProjectName', withoutExtension(path)],
    ['MSBuildProjectFullPath', path],
    ['Configuration', 'Release'],
  ]);
  for (const [from, file] of above) {
    for (const { name, value: written, condition } of file.properties) {
      const value = written.replaceAll('$(MSBuildThisFileDirectory)', `${rooted}${folderOf(from)}/`);
      const held = holds(condition, properties);
      if (held === true || (held === null && !properties.has(name))) properties.set(name, value);
    }
  }
  return properties;
}

/** Files that give a project its properties, the farthest first, itself last. */
function layersOf(path: string, file: ProjectFile, files: ReadonlyMap<string, ProjectFile>): [string, ProjectFile][] {
  const layers: [string, ProjectFile][] = [[path, file]];
  const add = (at: string): void => {
    const found = files.get(at);
    if (!found || layers.some(([each]) => each === at)) return;
    layers.unshift([at, found]);
    for (const imported of found.imports) {
      const plain = slashes(imported).replace(/\$\(MSBuildThisFileDirectory\)/g, './');
      const target = plain.includes('$(') ? null : within(folderOf(at), plain);
      if (target !== null) add(target);
    }
  };
  for (const imported of file.imports) {
    const target = within(folderOf(path), slashes(imported).replace(/\$\(MSBuildThisFileDirectory\)/g, './'));
    if (target !== null) add(target);
  }
  for (let folder = folderOf(path); ; folder = folderOf(folder)) {
    for (const name of ['Directory.Build.props', 'Directory.Build.targets', 'Directory.Packages.props'])
      add(folder === '.' ? name : `${folder}/${name}`);
    if (folder === '.') return layers;
  }
}

/** Stands for the root of the repository in expanded paths. */
const rooted = '/@/';

/** A path of a project file from its folder; one that starts with something not known is looked for from the root. */
function pathFrom(folder: string, written: string): string | null {
  const plain = slashes(written);
  if (plain.startsWith(rooted)) return within('.', plain.slice(rooted.length));
  return /^\$\(\w+\)/.test(plain) ? within('.', plain.replace(/^\$\(\w+\)\/?/, '')) : within(folder, plain);
}

/** Project files that a path means; it may have wildcards. */
function filesAt(path: string | null, files: ReadonlyMap<string, ProjectFile>): string[] {
  if (path === null || !path.includes('*')) return path === null ? [] : [path];
  const pattern = new RegExp(
    `^${path
      .split('/')
      .map((segment) => (segment === '**' ? '.*' : segment.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[^/]*')))
      .join('/')
      .replaceAll('/.*/', '/(?:.*/)?')}$`,
  );
  return [...files.keys()].filter((each) => /\.\w+proj$/.test(each) && pattern.test(each));
}

const browserOf = (folder: string, root: string | undefined): string | null =>
  root === undefined ? null : (pathFrom(folder, root)?.replace(/\/$/, '') ?? null);

const withoutExtension = (path: string): string => baseName(path).replace(/\.\w+proj$/, '');

/** Text with each `$(Name)` that is known replaced. */
function expanded(text: string, properties: ReadonlyMap<string, string>): string {
  let result = text;
  for (let round = 0; round < 5 && result.includes('$('); round++) {
    const next = result.replace(/\$\((\w+)\)/g, (whole, name: string) => properties.get(name) ?? whole);
    if (next === result) return result;
    result = next;
  }
  return result;
}
