import { growingInts } from '../read/growing.ts';

/** Rows of numbers, column by column: `rows` is how many there are, `column.name[row]` a number of one. */
export interface Rows<Name extends string> {
  readonly rows: number;
  readonly column: Readonly<Record<Name, Int32Array>>;
}

export interface Table<Name extends string> {
  add(row: Readonly<Record<Name, number>>): void;
  /** The rows that were added so far. */
  rows(): Rows<Name>;
}

/** `kept`: rows that were added before. */
export function table<Name extends string>(names: readonly Name[], kept: Rows<Name> | null = null): Table<Name> {
  const columns = names.map((name) => ({ name, values: growingInts(kept?.column[name]) }));
  let rows = kept?.rows ?? 0;
  return {
    add: (row) => {
      rows++;
      for (const { name, values } of columns) values.push(row[name]);
    },
    rows: () => {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every name has its column
      const column = Object.fromEntries(columns.map(({ name, values }) => [name, values.view()])) as Record<Name, Int32Array>;
      return { rows, column };
    },
  };
}
