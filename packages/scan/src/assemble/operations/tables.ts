import type { PermittedType } from '@groundwork/blueprint';
import { operationTables } from '../../catalog/operations/index.ts';
import { frameworkOperations, type FrameworkOperations } from '../../catalog/operations/frameworks.ts';
import type { Component } from '../../languages/language.ts';
import type { Library } from '../../catalog/library.ts';
import type { Does, OperationTable } from '../../catalog/operations/table.ts';

/** The tables that speak of one library's part in one type of resource. */
export const tablesFor = (library: Library, type: PermittedType): readonly OperationTable[] =>
  operationTables.filter(
    (table) =>
      table.language === library.language && table.resource === type && table.packages.some((name) => library.packages.includes(name)),
  );

/** What frameworks do for the code: those that a connection is made through, and those that are merely installed. */
export const frameworksFor = (
  libraries: readonly Library[],
  { language, dependencies }: Component,
  type: PermittedType,
): readonly FrameworkOperations[] =>
  frameworkOperations.filter(
    (each) =>
      each.language === language &&
      each.resource === type &&
      each.packages.some((name) =>
        each.installed ? dependencies.get(name)?.development === false : libraries.some(({ packages }) => packages.includes(name)),
      ),
  );

/** What is looked up for a table while calls are gone through, made once. */
export interface IndexedTable {
  readonly table: OperationTable;
  /** Last names of everything it knows. */
  readonly lastNames: ReadonlySet<string>;
  readonly methods: ReadonlyMap<string, Does>;
  readonly calls: ReadonlyMap<string, Does>;
  /** Last names of `calls`. */
  readonly callNames: ReadonlySet<string>;
  /** Last names of what makes its clients, and of their types. */
  readonly makers: ReadonlySet<string>;
  /** Commands and requests by their last names, which tell by themselves: `PutObjectCommand`. */
  readonly commands: ReadonlyMap<string, Does>;
  readonly telling: ReadonlySet<string>;
  readonly quiet: ReadonlySet<string> | null;
  /** Methods whose answers are data. */
  readonly answers: ReadonlySet<string>;
  /** Names that tell in whichever file they stand. */
  readonly pattern: RegExp;
}

export const isCommand = (name: string): boolean => /[a-z0-9](Command|Input|Request)$/.test(name);

/** Of several words, and not of the shortest: `get_object`, but neither `get` nor `waitFor`. */
const isTellingName = (name: string): boolean => /^\w{8,}$/.test(name) && /_|[a-z][A-Z]/.test(name);

const indexed = new WeakMap<OperationTable, IndexedTable>();

export function indexTable(table: OperationTable): IndexedTable {
  const known = indexed.get(table);
  if (known) return known;
  const methods = new Map(Object.entries(table.methods ?? {}));
  const calls = new Map(Object.entries(table.calls ?? {}));
  const last = (name: string): string => name.slice(name.lastIndexOf('.') + 1);
  const lastNames = new Set([...methods.keys(), ...[...calls.keys()].map(last)]);
  const made: IndexedTable = {
    table,
    lastNames,
    methods,
    calls,
    callNames: new Set([...calls.keys()].map(last)),
    makers: new Set(table.clients.map((each) => /(\w+)(?:\([^)]*\))?$/.exec(each)?.[1] ?? each)),
    commands: new Map([...calls].map(([name, does]) => [last(name), does] as const).filter(([name]) => isCommand(name))),
    telling: new Set(table.telling ?? []),
    answers: new Set([...methods.keys()].filter((name) => !table.gives?.includes(name))),
    quiet: table.quiet ? new Set(table.quiet) : null,
    pattern: new RegExp(`\\b(?:${[...lastNames].filter(isTellingName).sort().join('|')})\\b`),
  };
  indexed.set(table, made);
  return made;
}

/** The part of an origin behind what made the client, `null` where none of the table's did: `''` is the client itself. */
export function behindClient({ table }: IndexedTable, origin: string): string | null {
  for (const client of table.clients) {
    if (client.startsWith('*')) {
      const at = origin.indexOf(client.slice(1));
      if (at >= 0) return origin.slice(at + client.length - 1);
      continue;
    }
    if (origin.startsWith(client) && (origin.length === client.length || /^[.[(]/.test(origin.slice(client.length))))
      return origin.slice(client.length);
  }
  return null;
}

/** What an operation answered is data: what is asked of it asks no server. */
export const isAnswer = (behind: string, { answers }: IndexedTable): boolean =>
  (behind.match(/\w+(?=\()/g) ?? []).some((name) => answers.has(name));

/** Whether an imported module is of the table's libraries. */
export const imports = ({ table }: IndexedTable, module: string): boolean =>
  table.packages.some(
    (name) =>
      module === name || module.startsWith(`${name}/`) || module.startsWith(`${name}.`) || module.startsWith(name.replaceAll('-', '.')),
  );
