import type { PermittedType } from '@groundwork/blueprint';
import { operationTables } from '../../catalog/operations/index.ts';
import type { Library } from '../../catalog/library.ts';
import type { Does, OperationTable } from '../../catalog/operations/table.ts';

/** The tables that speak of one library's part in one type of resource. */
export const tablesFor = (library: Library, type: PermittedType): readonly OperationTable[] =>
  operationTables.filter(
    (table) =>
      table.language === library.language && table.resource === type && table.packages.some((name) => library.packages.includes(name)),
  );

/** What is looked up for a table while calls are gone through, made once. */
export interface IndexedTable {
  readonly table: OperationTable;
  /** Last names of everything it knows. */
  readonly lastNames: ReadonlySet<string>;
  readonly methods: ReadonlyMap<string, Does>;
  readonly calls: ReadonlyMap<string, Does>;
  /** Commands and requests by their last names, which tell by themselves: `PutObjectCommand`. */
  readonly commands: ReadonlyMap<string, Does>;
  readonly telling: ReadonlySet<string>;
  readonly quiet: ReadonlySet<string> | null;
  /** Files in which one of its calls may stand. */
  readonly pattern: RegExp;
}

export const isCommand = (name: string): boolean => /[a-z0-9](Command|Input|Request)$/.test(name);

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
    commands: new Map([...calls].map(([name, does]) => [last(name), does] as const).filter(([name]) => isCommand(name))),
    telling: new Set(table.telling ?? []),
    quiet: table.quiet ? new Set(table.quiet) : null,
    pattern: new RegExp(
      `\\b(?:${[...lastNames]
        .filter((name) => /^\w+$/.test(name))
        .sort()
        .join('|')})\\b`,
    ),
  };
  indexed.set(table, made);
  return made;
}

/** The part of an origin behind what made the client, `null` where none of the table's did: `''` is the client itself. */
export function behindClient({ table }: IndexedTable, origin: string): string | null {
  for (const client of table.clients)
    if (origin.startsWith(client) && (origin.length === client.length || /^[.[(]/.test(origin.slice(client.length))))
      return origin.slice(client.length);
  return null;
}
