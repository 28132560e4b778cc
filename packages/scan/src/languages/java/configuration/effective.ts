import { baseName, folderOf, isTest } from '../../../repository/paths.ts';
import type { Repository } from '../../../repository/repository.ts';
import { textOf } from '../../../evaluate/value.ts';
import { visit, type Expression } from '../../../syntax/expression.ts';
import { javaBuild, type JavaBuild, type JavaProject } from '../build/project.ts';
import { ofKind } from '../manifest.ts';
import type { ConfigurationFile, Entry } from './file.ts';
import { servedFiles } from './server.ts';

/** An entry with where it stands and when it counts. */
export interface PlacedEntry extends Entry {
  readonly file: string;
  /** The profile it needs, `null` when it counts as the application is shipped. */
  readonly profile: string | null;
}

/** What an application's configuration amounts to as it is shipped, and what other profiles would change. */
export interface Effective {
  readonly applicationName: string | null;
  /** By canonical key. */
  readonly entries: ReadonlyMap<string, PlacedEntry>;
  readonly alternatives: readonly PlacedEntry[];
}

export interface JavaConfiguration {
  readonly ofProject: ReadonlyMap<string, Effective>;
  /** Files of a configuration server to the projects they are served to. */
  readonly served: ReadonlyMap<string, readonly string[]>;
}

/** `spring.datasource.driverClassName` as `spring.datasource.driver-class-name`: how Spring documents its keys. */
export const canonicalKey = (key: string): string =>
  key
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/_/g, '-')
    .toLowerCase();

const known = new WeakMap<Repository, JavaConfiguration>();

export function javaConfiguration(repository: Repository): JavaConfiguration {
  const before = known.get(repository);
  if (before) return before;
  const build = javaBuild(repository);
  const files = new Map([...ofKind(repository.manifests('java'), 'configuration')].filter(([path]) => !isTest(path)));
  const own = ownFiles(files, build, configurationNames(build, repository));
  const ofProject = new Map<string, Effective>();
  for (const project of build.projects.values()) ofProject.set(project.path, effective(layers(project, build, own, files)));
  const served = servedFiles(build, ofProject, files);
  for (const project of build.projects.values()) {
    const remote = [...served]
      .filter(([, readers]) => readers.includes(project.path))
      .map(([path]) => path)
      .toSorted((a, b) => Number(isGeneral(b)) - Number(isGeneral(a)));
    if (remote.length)
      ofProject.set(
        project.path,
        effective(
          [...layers(project, build, own, files), ...remote].flatMap((each) => (typeof each === 'string' ? pair(each, files) : [each])),
        ),
      );
  }
  const configuration = { ofProject, served };
  known.set(repository, configuration);
  return configuration;
}

const isGeneral = (path: string): boolean => baseName(path).startsWith('application');
const pair = (path: string, files: ReadonlyMap<string, ConfigurationFile>): Layer[] => {
  const file = files.get(path);
  return file ? [{ path, file }] : [];
};

interface Layer {
  readonly path: string;
  readonly file: ConfigurationFile;
}

/** Files the framework finds by itself, by the project they belong to: the nearest above. */
function ownFiles(
  files: ReadonlyMap<string, ConfigurationFile>,
  build: JavaBuild,
  names: ReadonlyMap<string, ReadonlySet<string>>,
): Map<string, string[]> {
  const own = new Map<string, string[]>();
  for (const [path, file] of files) {
    let folder = folderOf(path);
    while (!build.projects.has(folder) && folder !== '.') folder = folderOf(folder);
    if (!/^(application|bootstrap|microprofile-config)$/.test(file.base) && !names.get(folder)?.has(file.base)) continue;
    const place = folderOf(path) === folder ? '' : folder === '.' ? folderOf(path) : folderOf(path).slice(folder.length + 1);
    if (
      !/^(|config|src\/main\/(resources|webapp\/WEB-INF|kotlin|java)(\/config|\/META-INF)?|src\/\w*[mM]ain\/resources|resources|conf)$/.test(
        place,
      )
    )
      continue;
    own.set(folder, [...(own.get(folder) ?? []), path]);
  }
  return own;
}

/** Names that a main gives Spring's files in place of `application`: `--spring.config.name=crane`. */
function configurationNames(build: JavaBuild, repository: Repository): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const module of repository.modules.values()) {
    if (module.language !== 'java' || !module.functions.some((each) => each.name === 'main')) continue;
    let folder = folderOf(module.path);
    while (!build.projects.has(folder) && folder !== '.') folder = folderOf(folder);
    const note = (expression: Expression, scope: number): void => {
      const text = textOf(repository.valueOf(expression, module, scope)) ?? '';
      const name = /spring\.config\.name[=:]\s*([\w-]+)/.exec(text)?.[1];
      if (name !== undefined) found.set(folder, (found.get(folder) ?? new Set()).add(name));
    };
    for (const { fields } of module.classes) for (const { value } of fields) if (value) note(value, -1);
    for (const { expression, scope } of module.statements)
      visit(expression, (each) => {
        if (each.kind !== 'call') return;
        const [first, second] = each.args;
        if (first?.kind === 'literal' && first.value === 'spring.config.name' && second)
          note({ kind: 'template', parts: [first, { kind: 'literal', value: '=', line: first.line }, second], line: first.line }, scope);
        else for (const argument of each.args) if (/^(literal|template|name)$/.test(argument.kind)) note(argument, scope);
      });
  }
  return found;
}

/** Lowest precedence first: included modules, bootstrap, application in the jar, application beside it. */
function layers(
  project: JavaProject,
  build: JavaBuild,
  own: ReadonlyMap<string, readonly string[]>,
  files: ReadonlyMap<string, ConfigurationFile>,
): Layer[] {
  const rank = (path: string): number => (baseName(path).startsWith('bootstrap') ? 0 : path.includes('src/') ? 1 : 2);
  const paths = [
    ...(build.includes.get(project.path) ?? []).flatMap((each) => own.get(each) ?? []),
    ...(own.get(project.path) ?? []).toSorted((a, b) => rank(a) - rank(b)),
  ];
  return paths.flatMap((path) => pair(path, files));
}

function effective(files: readonly Layer[]): Effective {
  const documents = files.flatMap(({ path, file }) =>
    file
      .documents()
      .map(({ profiles, entries }) => ({ path, profiles: profiles ?? (file.profile === null ? null : [file.profile]), entries })),
  );
  const general = documents.filter((each) => each.profiles === null);
  const active = new Set(
    activeProfiles(
      general.flatMap((each) => each.entries),
      documents.flatMap((each) => each.profiles ?? []),
    ),
  );
  const entries = new Map<string, PlacedEntry>();
  const alternatives: PlacedEntry[] = [];
  const add = (path: string, entry: Entry, profile: string | null): void => {
    const [, inline, key] = /^%([\w,-]+)\.(.+)$/.exec(entry.key) ?? [null, null, entry.key];
    if (inline !== null && inline !== undefined && inline !== 'prod')
      alternatives.push({ ...entry, key: key ?? entry.key, file: path, profile: inline });
    else if (profile !== null) alternatives.push({ ...entry, file: path, profile });
    else entries.set(canonicalKey(key ?? entry.key), { ...entry, key: key ?? entry.key, file: path, profile: null });
  };
  for (const { path, profiles, entries: own } of documents) if (profiles === null) for (const entry of own) add(path, entry, null);
  for (const { path, profiles, entries: own } of documents) {
    if (profiles === null) continue;
    const isActive = profiles.some((each) => active.has(each));
    for (const entry of own) add(path, entry, isActive ? null : (profiles[0] ?? null));
  }
  const name =
    entries.get('spring.application.name') ?? entries.get('quarkus.application.name') ?? entries.get('micronaut.application.name');
  return { applicationName: typeof name?.value === 'string' ? defaultOf(name.value) : null, entries, alternatives };
}

/** Profiles switched on by the files themselves; `default` is on when none is. */
function activeProfiles(entries: readonly Entry[], all: readonly string[]): string[] {
  const said = entries
    .filter((each) => /^spring\.profiles\.(active|include|default)(\[\d+\])?$/.test(each.key))
    .map((each) => String(each.value ?? ''));
  const named = said.flatMap((text) => {
    // A placeholder of the build (`@spring.profiles.active@`) stands for development unless told otherwise.
    if (/^[@#].*[@#]$/.test(text)) return all.includes('dev') ? ['dev'] : [];
    return (defaultOf(text) ?? '').split(',').map((each) => each.trim());
  });
  const found = named.filter((each) => each !== '');
  const groups = entries.flatMap((each) => {
    const group = /^spring\.profiles\.group\.([\w-]+)(\[\d+\])?$/.exec(each.key)?.[1];
    return group && found.includes(group)
      ? String(each.value ?? '')
          .split(',')
          .map((name) => name.trim())
      : [];
  });
  return found.length ? [...found, ...groups] : ['default'];
}

/** Text with each placeholder replaced by its default; `null` where one has none. */
export function defaultOf(text: string): string | null {
  let result = text;
  for (let round = 0; round < 5 && result.includes('${'); round++) {
    const next = result.replace(/\$\{[\w.-]+(?::([^${}]*))?\}/g, (whole, fallback: string | undefined) => fallback ?? whole);
    if (next === result) return null;
    result = next;
  }
  return result;
}

/** A number among the entries, by the first key that has one. */
export function numberAt(
  effective: Effective | undefined,
  ...keys: readonly string[]
): { readonly value: number; readonly entry: PlacedEntry } | null {
  for (const key of keys) {
    const entry = effective?.entries.get(key);
    const value = entry ? Number(defaultOf(String(entry.value ?? ''))) : Number.NaN;
    if (entry && Number.isInteger(value) && value > 0) return { value, entry };
  }
  return null;
}
