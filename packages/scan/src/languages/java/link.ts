import { javaLibraries } from '../../catalog/java/index.ts';
import { starters, tellsOtherwise, type Starter } from '../../catalog/java/starters.ts';
import type { Repository } from '../../repository/repository.ts';
import type { Expression } from '../../syntax/expression.ts';
import type { Assignment, Module } from '../../syntax/module.ts';
import type { Dependency } from '../language.ts';
import { javaBuild, type JavaBuild, type JavaProject } from './build/project.ts';
import { canonicalKey, javaConfiguration, type Effective, type JavaConfiguration, type PlacedEntry } from './configuration/effective.ts';
import { ofKind } from './manifest.ts';
import { propertyRead, textWithPlaceholders, variableOf } from './placeholders.ts';
import { resolveReads, valuesOf, withOwnKeys } from './resolve.ts';

/** Configuration files as modules, framework starters' defaults among them, and property reads in code joined to both. */
export function linkJava(modules: ReadonlyMap<string, Module>, repository: Repository): ReadonlyMap<string, Module> {
  const build = javaBuild(repository);
  if (build.projects.size === 0) return modules;
  const configuration = javaConfiguration(repository);
  const linked = new Map<string, Module>(resolveReads(modules, build, configuration));
  for (const { key, module } of configurationModules(configuration, build)) linked.set(key, module);
  for (const module of [...starterModules(build.projects, repository), ...logbackModules(repository, configuration)])
    linked.set(module.path, module);
  return linked;
}

const settingPatterns: readonly RegExp[] = javaLibraries.flatMap((library) => (library.settings ?? []).map((rule) => patternOf(rule.path)));

function patternOf(path: string): RegExp {
  const parts = path
    .split('.')
    .map((segment) => (segment === '**' ? '.+' : segment === '*' ? '[^.]+' : segment.replace(/[$()[\]+?|\\^]/g, '\\$&')));
  return new RegExp(`^${parts.join('\\.')}$`);
}

/** Whether a library is told something by this key. */
const isSetting = (key: string): boolean => settingPatterns.some((pattern) => pattern.test(key));

/** An entry's value; a key that tells a library something can be overridden by the variable its framework derives. */
export function valueOf(entry: PlacedEntry): Expression {
  const key = canonicalKey(entry.key);
  const value: Expression =
    typeof entry.value === 'string'
      ? textWithPlaceholders(entry.value, entry.line)
      : { kind: 'literal', value: entry.value, line: entry.line };
  const text = String(entry.value ?? '');
  // An address may be that of another service of the repository.
  if (!(isSetting(key) || /^https?:\/\//.test(text)) || saysWhere(text)) return value;
  return { kind: 'environment', variable: variableOf(key), fallback: value, required: false, implicit: true, line: entry.line };
}

/** Whether variables already decide it: all of it, or the host of a URL. */
function saysWhere(text: string): boolean {
  if (!text.includes('${')) return false;
  const authority = /^[\w:+.-]+:\/\/([^/?]*)/.exec(text)?.[1];
  return authority === undefined || authority.includes('${');
}

/** A module of a file, kept under its path; a served file is one per application that reads it. */
interface Linked {
  readonly key: string;
  readonly module: Module;
}

function configurationModules({ ofProject, served }: JavaConfiguration, build: JavaBuild): Linked[] {
  const byFile = new Map<string, Map<string, Assignment>>();
  const readers = new Map<string, string>();
  const tables = new Map<string, ReadonlyMap<string, Expression>>();
  const tableOf = (project: string): ReadonlyMap<string, Expression> => {
    const table = tables.get(project) ?? valuesOf(ofProject.get(project));
    tables.set(project, table);
    return table;
  };
  const answeredValue = (project: string, entry: PlacedEntry): Expression => {
    const value = valueOf(entry);
    return String(entry.value ?? '').includes('${') ? withOwnKeys(value, tableOf(project), variableOf(canonicalKey(entry.key))) : value;
  };
  const add = (project: string, entry: PlacedEntry, guards: readonly Expression[]): void => {
    const isServed = served.has(entry.file);
    if (isServed && !hasClientFor(canonicalKey(entry.key), build.dependencies.get(project))) return;
    const file = isServed ? `${entry.file}#${project}` : entry.file;
    if (isServed) readers.set(file, project);
    const ofFile = byFile.get(file) ?? new Map<string, Assignment>();
    byFile.set(file, ofFile);
    const key = `${entry.line}:${entry.key}`;
    const before = ofFile.get(key);
    if (before && before.guards.length === 0) return;
    ofFile.set(key, {
      target: canonicalKey(entry.key).split('.'),
      value: answeredValue(project, entry),
      type: null,
      scope: -1,
      guards,
      line: entry.line,
    });
  };
  for (const [project, { entries, alternatives }] of ofProject) {
    for (const entry of entries.values()) add(project, entry, []);
    for (const entry of alternatives) add(project, entry, [profileIs(entry)]);
  }
  return [...byFile].map(([key, assignments]) => {
    const reader = readers.get(key);
    const sorted = [...assignments.values()].toSorted((a, b) => a.line - b.line);
    return {
      key,
      module:
        reader === undefined ? configModule(key, sorted, undefined) : configModule(key.slice(0, key.lastIndexOf('#')), sorted, [reader]),
    };
  });
}

/** A general file tells every application about a broker; only one that has a client for it listens. */
function hasClientFor(key: string, dependencies: ReadonlyMap<string, Dependency> | undefined): boolean {
  const about = starters.filter((starter) => aboutStarter(starter, key));
  return about.length === 0 || about.some((starter) => starter.packages.some((name) => dependencies?.has(name)));
}

const profileIs = (entry: PlacedEntry): Expression => ({
  kind: 'compare',
  operator: '==',
  left: { kind: 'environment', variable: 'SPRING_PROFILES_ACTIVE', fallback: null, required: false, implicit: true, line: entry.line },
  right: { kind: 'literal', value: entry.profile, line: entry.line },
  line: entry.line,
});

function configModule(path: string, assignments: readonly Assignment[], readers: readonly string[] | undefined): Module {
  const statements = assignments.map(({ value, scope, guards }) => ({ expression: value, scope, guards }));
  return {
    path,
    language: 'config',
    namespace: null,
    imports: [],
    assignments,
    classes: [],
    functions: [],
    statements,
    endless: [],
    ...(readers ? { readers } : {}),
  };
}

/** What starters connect to when nobody says otherwise, as if it were written beside the dependency. */
function starterModules(projects: ReadonlyMap<string, JavaProject>, repository: Repository): Module[] {
  const build = javaBuild(repository);
  const { ofProject } = javaConfiguration(repository);
  const included = new Set([...build.includes.values()].flat());
  return [...projects.values()].flatMap((project) => {
    if (included.has(project.path)) return [];
    const dependencies = build.dependencies.get(project.path) ?? new Map();
    const names = new Set([...dependencies].flatMap(([name, each]) => (each.development ? [] : [name])));
    if (![...names].some((name) => /^org\.springframework\.boot:|^io\.quarkus|^io\.micronaut/.test(name))) return [];
    const assignments: Assignment[] = [];
    for (const starter of starters) {
      const found = starter.packages.find((name) => names.has(name));
      if (
        !found ||
        isTold(starter, ofProject.get(project.path)) ||
        (starter.with && !starter.with.some((name) => names.has(name))) ||
        starter.without?.some((name) => names.has(name))
      )
        continue;
      const evidence = dependencies.get(found)?.evidence;
      const line = evidence?.file === project.manifestPath ? evidence.line : 1;
      const own = ofProject.get(project.path)?.entries;
      for (const [key, value] of Object.entries(starter.sets)) {
        if (own?.has(key)) continue;
        const read = propertyRead(key, value === null ? null : { kind: 'literal', value, line }, line);
        assignments.push({ target: key.split('.'), value: read, type: null, scope: -1, guards: [], line });
      }
    }
    return assignments.length ? [configModule(project.manifestPath, assignments, undefined)] : [];
  });
}

/** Keys of a configuration as it is shipped, and of profiles that are not for a developer's machine or a test. */
const toldKeys = (effective: Effective | undefined): string[] => [
  ...(effective?.entries.keys() ?? []),
  ...(effective?.alternatives ?? []).flatMap((each) =>
    /^(dev|development|local|test|it)$/.test(each.profile ?? '') ? [] : [canonicalKey(each.key)],
  ),
];

const isTold = (starter: Starter, effective: Effective | undefined): boolean =>
  toldKeys(effective).some((key) => tellsOtherwise(starter, key));

/** Whether a key is about what a starter connects to. */
const aboutStarter = (starter: Starter, key: string): boolean =>
  tellsOtherwise(starter, key) || Object.keys(starter.sets).some((name) => key.startsWith(name.slice(0, name.lastIndexOf('.') + 1)));

function logbackModules(repository: Repository, configuration: JavaConfiguration): Module[] {
  return [...ofKind(repository.manifests('java'), 'logback')].map(([path, file]) => {
    const assignments = file.destinations.map((destination): Assignment => {
      const text = String(destination.value).replace(/\$\{([\w.]+)(:-[^}]*)?\}/g, (whole, name: string) => {
        const property = file.properties.get(name);
        return property ? `\${${property.property}${property.fallback === null ? '' : `:${property.fallback}`}}` : whole;
      });
      return {
        target: destination.key.split('.'),
        value: withKnown(textWithPlaceholders(text, destination.line), configuration),
        type: null,
        scope: -1,
        guards: [],
        line: destination.line,
      };
    });
    return configModule(path, assignments, undefined);
  });
}

/** Reads that a configuration file of any application answers. */
function withKnown(expression: Expression, configuration: JavaConfiguration): Expression {
  if (expression.kind === 'template') return { ...expression, parts: expression.parts.map((part) => withKnown(part, configuration)) };
  if (expression.kind !== 'environment') return expression;
  for (const { entries } of configuration.ofProject.values()) {
    for (const [key, entry] of entries)
      if (variableOf(key) === expression.variable && entry.value !== null)
        return { ...expression, fallback: { kind: 'literal', value: entry.value, line: expression.line }, required: false, implicit: true };
  }
  return expression;
}
