import { indexOf } from '../evaluate/module-index.ts';
import type { Repository } from '../repository/repository.ts';
import { visit, type Expression, type ObjectExpression } from '../syntax/expression.ts';
import type { Module, Scope } from '../syntax/module.ts';

/**
 * Whether the code around a connection is one entry of a table that a setting chooses from
 * (`{"local": LocalShelf, "s3": BucketShelf}`), and not the one that some default names.
 */
export function isChosenFromTable(module: Module, scope: Scope, repository: Repository): boolean {
  if (module.language !== 'python' || scope < 0) return false;
  let at = scope;
  while (at >= 0 && module.functions[at]?.className === null && (indexOf(module).enclosing[at] ?? -1) >= 0)
    at = indexOf(module).enclosing[at] ?? -1;
  const fact = module.functions[at];
  if (!fact) return false;
  const { keys, defaults } = tablesOf(repository);
  const named = keys.get(fact.className ?? fact.name) ?? [];
  return named.length > 0 && named.every((key) => !defaults.has(key.toLowerCase()));
}

interface Tables {
  /** Class or function to the keys it is chosen by. */
  readonly keys: ReadonlyMap<string, readonly string[]>;
  /** Texts that something is set to unless it is told otherwise. */
  readonly defaults: ReadonlySet<string>;
}

const known = new WeakMap<Repository, Tables>();

function tablesOf(repository: Repository): Tables {
  const remembered = known.get(repository);
  if (remembered) return remembered;
  const keys = new Map<string, string[]>();
  const defaults = new Set<string>();
  for (const module of repository.modules.values()) {
    if (module.language !== 'python') continue;
    const look = (expression: Expression): void =>
      visit(expression, (each) => {
        if (each.kind === 'object' && isTable(each, module))
          for (const { key, value } of each.entries)
            if (key !== null && value.kind === 'name') keys.set(value.name, [...(keys.get(value.name) ?? []), key]);
      });
    for (const { value } of module.assignments) {
      look(value);
      if (value.kind !== 'object') noteTexts(value, defaults);
    }
    for (const { fields } of module.classes)
      for (const { value } of fields) {
        if (!value) continue;
        look(value);
        if (value.kind !== 'object') noteTexts(value, defaults);
      }
    for (const { parameters } of module.functions) for (const { fallback } of parameters) if (fallback) noteTexts(fallback, defaults);
  }
  const made = { keys, defaults };
  known.set(repository, made);
  return made;
}

/** Several classes or functions of the repository under keys of their own. */
function isTable(table: ObjectExpression, module: Module): boolean {
  const { imports, classes, functions } = indexOf(module);
  return (
    table.entries.length > 1 &&
    table.entries.every(
      ({ key, value }) =>
        key !== null && value.kind === 'name' && (imports.has(value.name) || classes.has(value.name) || functions.has(value.name)),
    )
  );
}

function noteTexts(expression: Expression, into: Set<string>): void {
  visit(expression, (each) => {
    if (each.kind === 'literal' && typeof each.value === 'string') into.add(each.value.toLowerCase());
  });
}
