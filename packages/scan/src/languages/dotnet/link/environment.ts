import { indexOf } from '../../../evaluate/module-index.ts';
import type { Repository } from '../../../repository/repository.ts';
import type { Expression } from '../../../syntax/expression.ts';
import type { Module } from '../../../syntax/module.ts';
import { dotnetBuild, type DotnetProject } from '../build/projects.ts';
import { dotnetSettings, settingsKey, type PlacedEntry } from '../configuration/effective.ts';

/** What a configuration key is worth in one project. */
export interface ProjectConfiguration {
  /** As shipped, by key; `null` when no file says. */
  entry(segments: readonly string[]): PlacedEntry | null;
  /** What files for other environments say. */
  elsewhere(segments: readonly string[]): PlacedEntry | null;
  /** Names right below a section, as the files write them. */
  below(segments: readonly string[]): readonly string[];
  /** What stands before the names of its variables, `null` where no variable overrides anything. */
  readonly prefix: string | null;
}

/** Configuration of the project a file belongs to, or of those that are built with it. */
export function configurations(
  modules: ReadonlyMap<string, Module>,
  projectOf: (path: string) => DotnetProject | null,
  repository: Repository,
): (path: string) => ProjectConfiguration | null {
  const build = dotnetBuild(repository);
  const settings = dotnetSettings(repository);
  const prefixes = prefixesOf(modules, projectOf);
  const users = new Map<string, string[]>();
  for (const [user, includes] of build.includes) for (const each of includes) users.set(each, [...(users.get(each) ?? []), user]);
  const made = new Map<string, ProjectConfiguration>();
  return (path) => {
    const project = projectOf(path);
    if (!project) return null;
    const before = made.get(project.path);
    if (before) return before;
    const chain = [project.path, ...(users.get(project.path) ?? [])];
    const own = chain.flatMap((each) => settings.get(each) ?? []);
    const said = chain.map((each) => prefixes.get(each)).find((each) => each !== undefined);
    const first = <T>(all: readonly (T | undefined)[]): T | null => all.find((each) => each !== undefined) ?? null;
    const configuration: ProjectConfiguration = {
      entry: (segments) => first(own.map((each) => each.entries.get(settingsKey(segments)))),
      elsewhere: (segments) => first(own.map((each) => each.elsewhere.get(settingsKey(segments)))),
      below: (segments) => {
        const start = `${settingsKey(segments)}:`;
        const names = own.flatMap((each) => [...each.entries.values()].filter((entry) => entry.key.toLowerCase().startsWith(start)));
        return [...new Set(names.map((entry) => entry.key.slice(start.length).split(':')[0] ?? ''))];
      },
      prefix: said === undefined ? '' : said,
    };
    made.set(project.path, configuration);
    return configuration;
  };
}

/** Hosts take every variable; a configuration built by hand takes those it is told to, under a prefix of its own. */
function prefixesOf(modules: ReadonlyMap<string, Module>, projectOf: (path: string) => DotnetProject | null): Map<string, string | null> {
  const hosts = new Set<string>();
  const built = new Map<string, string | null>();
  for (const [path, module] of modules) {
    const project = projectOf(path);
    if (!project) continue;
    const { calls } = indexOf(module);
    if (
      [
        'CreateBuilder',
        'CreateDefaultBuilder',
        'CreateApplicationBuilder',
        'CreateSlimBuilder',
        'CreateEmptyBuilder',
        'FunctionsApplication',
        'HostBuilder',
        'IConfiguration',
      ].some((name) => calls.has(name))
    )
      hosts.add(project.path);
    const [added] = calls.get('AddEnvironmentVariables') ?? [];
    const argument = added ? (added.call.args[0] ?? added.call.named['prefix']) : undefined;
    if (added) built.set(project.path, argument?.kind === 'literal' && typeof argument.value === 'string' ? argument.value : '');
    else if (calls.has('ConfigurationBuilder') && !built.has(project.path)) built.set(project.path, null);
  }
  for (const path of hosts) built.set(path, '');
  return built;
}

/** A configuration key as the variable that overrides it, with what files give it. */
export function keyRead(
  segments: readonly string[],
  configuration: ProjectConfiguration,
  fallback: Expression | null,
  line: number,
  required: boolean,
): Expression {
  const entry = configuration.entry(segments);
  const literal: Expression | null =
    entry && entry.value !== null && entry.value !== '' ? { kind: 'literal', value: entry.value, line } : null;
  if (configuration.prefix === null) return literal ?? fallback ?? { kind: 'unknown', children: [], line };
  const elsewhere = literal || fallback ? null : configuration.elsewhere(segments);
  const value = literal ?? fallback;
  return {
    kind: 'environment',
    variable: `${configuration.prefix}${segments.join('__')}`,
    fallback: value,
    required: value === null && (required || elsewhere !== null),
    ...(value === null ? {} : { implicit: true }),
    line,
  };
}
