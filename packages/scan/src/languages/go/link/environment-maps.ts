import { variableRead } from '../../../configuration/variables.ts';
import { indexOf } from '../../../evaluate/module-index.ts';
import { folderOf } from '../../../repository/paths.ts';
import type { Repository } from '../../../repository/repository.ts';
import { visit, type Expression, type ObjectExpression } from '../../../syntax/expression.ts';
import type { Module } from '../../../syntax/module.ts';
import { sourcesIn } from '../imports.ts';

const variableName = /^[A-Z][A-Z0-9_]{2,}$/;

/** The files of packages that go through the whole environment: what they look for in it may stand in any of them. */
export function readingAll(modules: ReadonlyMap<string, Module>, repository: Repository): Module[] {
  const folders = new Set(
    [...modules.values()].filter((module) => (indexOf(module).calls.get('Environ') ?? []).length > 0).map(({ path }) => folderOf(path)),
  );
  return [...folders].flatMap((folder) => sourcesIn(folder, repository)).flatMap((path) => repository.modules.get(path) ?? []);
}

/** A map of settings by variable in such a file: each entry is read from the variable it is named after, its constants standing in. */
export function readEnvironmentMaps(modules: readonly Module[], replaced: Map<Expression, Expression>): void {
  for (const module of modules)
    for (const { expression } of module.statements)
      visit(expression, (each) => {
        if (each.kind !== 'object' || each.type !== null || each.entries.length < 3) return;
        if (!each.entries.every((entry) => entry.key !== null && variableName.test(entry.key))) return;
        replaced.set(each, { ...each, entries: each.entries.map((entry) => ({ ...entry, value: read(entry.key ?? '', entry.value) })) });
      });
}

function read(variable: string, value: Expression): Expression {
  if (value.kind === 'object') return readMembers(variable, value);
  return value.kind === 'literal' || value.kind === 'list' ? variableRead(variable, constant(value), false, value.line) : value;
}

const readMembers = (variable: string, value: ObjectExpression): Expression => ({
  ...value,
  entries: value.entries.map((entry) =>
    entry.value.kind === 'literal' || entry.value.kind === 'list'
      ? { ...entry, value: variableRead(variable, constant(entry.value), false, entry.line) }
      : entry,
  ),
});

const constant = (value: Expression): Expression | null => (value.kind === 'list' ? (value.items[0] ?? null) : value);
