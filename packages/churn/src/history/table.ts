import { growingInts, type Growing } from '../read/growing.ts';

/** Rows of numbers, column by column: `rows` is how many there are, `column.name[row]` a number of one. */
export interface Rows<Name extends string> {
  readonly rows: number;
  readonly column: Readonly<Record<Name, Int32Array>>;
}

/** Rows that are added one by one: a number to each column. */
export interface Table<Name extends string> {
  readonly column: Readonly<Record<Name, Growing<Int32Array>>>;
  /** The rows that were added so far. */
  rows(): Rows<Name>;
}

/** `kept`: rows that were added before. */
export function table<Name extends string>(names: readonly Name[], kept: Rows<Name> | null = null): Table<Name> {
  const columns = names.map((name) => [name, growingInts(kept?.column[name])] as const);
  return {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every name has its column
    column: Object.fromEntries(columns) as Table<Name>['column'],
    rows: () => {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every name has its column
      const column = Object.fromEntries(columns.map(([name, values]) => [name, values.view()])) as Record<Name, Int32Array>;
      return { rows: columns[0]?.[1].length ?? 0, column };
    },
  };
}
