import { indexOf } from '../evaluate/module-index.ts';
import type { Repository } from '../repository/repository.ts';
import { childrenOf, visit, type Expression, type ObjectExpression } from '../syntax/expression.ts';
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
  if (!fact?.className) return false;
  const { keys, defaults } = tablesOf(repository);
  const named = [...(keys.get(fact.className) ?? []), ...inLateModules(fact.className, repository)];
  return named.length > 0 && named.every((key) => !defaults.has(key.toLowerCase()));
}

interface Tables {
  /** Class to the keys it is chosen by. */
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
    noteTables(module, keys);
    for (const { value } of module.assignments) {
      if (value.kind !== 'object') noteTexts(value, defaults);
    }
    for (const { fields } of module.classes)
      for (const { value } of fields) {
        if (!value) continue;
        if (value.kind !== 'object') noteTexts(value, defaults);
      }
    for (const { parameters } of module.functions) for (const { fallback } of parameters) if (fallback) noteTexts(fallback, defaults);
  }
  const made = { keys, defaults };
  known.set(repository, made);
  return made;
}

/** Files that have nothing but such a table are read only when something asks for them. */
function inLateModules(className: string, repository: Repository): readonly string[] {
  const keys = new Map<string, string[]>();
  for (const module of repository.modules.importing(className, `: ${className}`, 'python')) noteTables(module, keys);
  return keys.get(className) ?? [];
}

/** The classes of a module's tables, with the keys they stand under. */
function noteTables(module: Module, keys: Map<string, string[]>): void {
  const look = (expression: Expression): void =>
    visit(expression, (each) => {
      if (each.kind !== 'object' || !isTable(each, module)) return;
      for (const { key, value } of each.entries)
        if (key !== null && value.kind === 'name') keys.set(value.name, [...(keys.get(value.name) ?? []), key]);
    });
  for (const { value } of module.assignments) look(value);
  for (const { fields } of module.classes) for (const { value } of fields) if (value) look(value);
}

/** Several classes under keys of their own. Functions in a table are often what requests are handed to, each of them needed. */
function isTable(table: ObjectExpression, module: Module): boolean {
  const { imports, classes } = indexOf(module);
  return (
    table.entries.length > 1 &&
    table.entries.every(
      ({ key, value }) =>
        key !== null && value.kind === 'name' && /^[A-Z]/.test(value.name) && (imports.has(value.name) || classes.has(value.name)),
    )
  );
}

/** Texts that a value is where nothing else is said: itself, the second of an `or`, the default of a call that reads it. */
function noteTexts(expression: Expression, into: Set<string>): void {
  switch (expression.kind) {
    case 'literal':
      if (typeof expression.value === 'string') into.add(expression.value.toLowerCase());
      return;
    case 'fallback':
    case 'conditional':
      for (const child of childrenOf(expression)) noteTexts(child, into);
      return;
    case 'environment':
      if (expression.fallback) noteTexts(expression.fallback, into);
      return;
    case 'call': {
      const { callee, args, named } = expression;
      const first = 'name' in callee && /^field$/i.test(callee.name) ? args[0] : undefined;
      for (const each of [first, args[1], args[2], named.default]) if (each) noteTexts(each, into);
      // `os.getenv("KIND", "wood").lower()`
      if (callee.kind === 'member') noteTexts(callee.object, into);
      return;
    }
    default:
  }
}
