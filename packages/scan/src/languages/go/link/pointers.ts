import { environmentSites } from '../../../evaluate/environment-sites.ts';
import { indexOf } from '../../../evaluate/module-index.ts';
import { folderOf } from '../../../repository/paths.ts';
import type { Repository } from '../../../repository/repository.ts';
import type { Call, Expression } from '../../../syntax/expression.ts';
import type { Assignment, FunctionFact, Module } from '../../../syntax/module.ts';
import { sourcesIn } from '../imports.ts';
import { pathOf } from '../targets.ts';

/**
 * `parseInt(&c.Port, "PORT")`: a function that reads the variable it is told the name of and writes it where it is told to.
 * Each call is an assignment; gives those to add, by the file they stand in.
 */
export function writtenThroughPointers(modules: ReadonlyMap<string, Module>, repository: Repository): Map<string, Assignment[]> {
  const found = new Map<string, Assignment[]>();
  for (const module of modules.values()) {
    if (environmentSites(module).wrapped.size === 0) continue;
    const folder = folderOf(module.path);
    const names = new Set(['Getenv', 'LookupEnv', ...wrappersIn(folder, repository)]);
    for (const [position, fact] of module.functions.entries()) {
      const written = fact.parameters.findIndex(({ name }) =>
        module.assignments.some((each) => each.scope === position && each.target.length === 1 && each.target[0] === name),
      );
      const reading = written < 0 ? null : readingIn(module, position, fact, names);
      if (!reading) continue;
      for (const { call, module: from, scope, guards } of repository.callersOf(module, position)) {
        const argument = call.args[written];
        const target = argument ? pathOf(argument) : null;
        if (!target || target.length < 2 || folderOf(from.path) !== folder) continue;
        const added = found.get(from.path) ?? [];
        found.set(from.path, added);
        added.push({ target, value: bound(reading, call, fact), type: null, scope, guards, line: call.line });
      }
    }
  }
  return found;
}

/** Functions of a package that read a variable named by their parameter. */
const wrappersIn = (folder: string, repository: Repository): string[] =>
  sourcesIn(folder, repository).flatMap((path) => {
    const module = repository.modules.known(path);
    return module ? [...environmentSites(module).wrapped.keys()].flatMap((position) => module.functions[position]?.name ?? []) : [];
  });

/** The call in a function that reads the variable one of its parameters names. */
function readingIn(module: Module, position: number, fact: FunctionFact, names: ReadonlySet<string>): Call | null {
  const isParameter = (each: Expression | undefined): boolean =>
    each?.kind === 'name' && fact.parameters.some((parameter) => parameter.name === each.name);
  for (const name of names)
    for (const { call, scope } of indexOf(module).calls.get(name) ?? []) if (scope === position && isParameter(call.args[0])) return call;
  return null;
}

/** A call of the function's body with what the caller passes for its parameters. */
const bound = (inner: Call, call: Call, fact: FunctionFact): Call => ({
  ...inner,
  line: call.line,
  args: inner.args.map((each) => {
    const at = each.kind === 'name' ? fact.parameters.findIndex((parameter) => parameter.name === each.name) : -1;
    return (at < 0 ? undefined : call.args[at]) ?? each;
  }),
});
