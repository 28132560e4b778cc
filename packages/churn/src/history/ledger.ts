import { operationNames, operations, type Operation } from '../operations/definitions.ts';
import type { Rows } from './table.ts';

/** What commits did, by path. */
export type Changes = Rows<
  | 'commit'
  | 'path'
  /** An `Operation`, as in `operations`; where it is 0, what came was `added` and what went `deleted`. */
  | 'operation'
  | 'came'
  | 'gone'
  /** Of the lines that came: those in blocks that stood, or stand, elsewhere. On the row of `added` alone, for all operations. */
  | 'duplicated'
>;

/** Lines that died. `origin` is the commit that first wrote them; `operation` is `deleted` (0), `updated`, `findReplaced`, or
 * `transition`, which says nothing about how long they would have lived. */
export type Deaths = Rows<'origin' | 'commit' | 'path' | 'operation' | 'lines'>;

/** Lines that live, at the last commit. */
export type Alive = Rows<'origin' | 'path' | 'lines'>;

/**
 * All that is known of the lines of a history, from which every report is made without reading it again. Lines are counted where they
 * stood at the time. Blank lines have no life: they are in `changes` only.
 */
export interface Ledger {
  /** Bytes as `latin1`, see `FileChange`. */
  readonly paths: readonly string[];
  readonly changes: Changes;
  readonly deaths: Deaths;
  /** At the last commit. */
  readonly alive: Alive;
}

export const changeColumns = ['commit', 'path', 'operation', 'came', 'gone', 'duplicated'] as const;
export const deathColumns = ['origin', 'commit', 'path', 'operation', 'lines'] as const;

/** A ledger underway. */
export type KeptLedger = Omit<Ledger, 'alive'>;

/** The word for an operation of a row. */
export function operationName(operation: number, side: 'came' | 'gone'): Operation {
  if (operation === operations.added) return side === 'came' ? 'added' : 'deleted';
  return operationNames.find((name) => operations[name] === operation) ?? 'transition';
}
