import type { EnvironmentRead, Expression } from '../../syntax/expression.ts';
import { mapExpression, mapReads, readsEnvironment } from '../../syntax/map.ts';
import type { Module } from '../../syntax/module.ts';
import { folderOf } from '../../repository/paths.ts';
import type { JavaBuild } from './build/project.ts';
import type { Effective, JavaConfiguration } from './configuration/effective.ts';
import { textWithPlaceholders, variableOf } from './placeholders.ts';

/** Properties that code reads, answered by the configuration of the application it is part of. */
export function resolveReads(
  modules: ReadonlyMap<string, Module>,
  build: JavaBuild,
  { ofProject }: JavaConfiguration,
): Map<string, Module> {
  const tables = new Map<string, ReadonlyMap<string, Expression>>();
  const tableOf = (project: string): ReadonlyMap<string, Expression> => {
    const before = tables.get(project);
    if (before) return before;
    const users = [project, ...[...build.includes].flatMap(([path, includes]) => (includes.includes(project) ? [path] : []))];
    const table = new Map<string, Expression>();
    for (const user of users)
      for (const [variable, value] of valuesOf(ofProject.get(user))) if (!table.has(variable)) table.set(variable, value);
    tables.set(project, table);
    return table;
  };
  const resolved = new Map<string, Module>();
  for (const [path, module] of modules) {
    let folder = folderOf(path);
    while (!build.projects.has(folder) && folder !== '.') folder = folderOf(folder);
    const table = readsEnvironment(module) ? tableOf(folder) : null;
    if (table && table.size > 0)
      resolved.set(
        path,
        mapReads(module, (read) => answered(read, table)),
      );
  }
  return resolved;
}

/** What each key of a configuration is worth, by the variable that overrides it. */
export function valuesOf(effective: Effective | undefined): Map<string, Expression> {
  const values = new Map<string, Expression>();
  for (const [key, entry] of effective?.entries ?? []) {
    if (entry.value === null || entry.value === '') continue;
    values.set(
      variableOf(key),
      typeof entry.value === 'string'
        ? textWithPlaceholders(entry.value, entry.line)
        : { kind: 'literal', value: entry.value, line: entry.line },
    );
  }
  return values;
}

/** The value a file gives, with the variable that overrides it where the file writes none down. */
function answered(read: EnvironmentRead, table: ReadonlyMap<string, Expression>): Expression {
  const value = table.get(read.variable) ?? table.get(read.variable.replace(/_/g, ''));
  if (!value) return read;
  if (value.kind === 'environment' || value.kind === 'template') return { ...value, line: read.line };
  return { ...read, fallback: value, required: false, implicit: true };
}

const deepest = 6;

/** A value with the placeholders in it that name other keys of the same configuration answered: `${db.host}`. */
export function withOwnKeys(expression: Expression, table: ReadonlyMap<string, Expression>, key: string, depth = 0): Expression {
  return mapExpression(expression, (each) => {
    if (each.kind !== 'environment' || each.variable === key || depth > deepest) return each;
    const found = answered(each, table);
    return found === each ? each : withOwnKeys(found, table, each.variable, depth + 1);
  });
}
