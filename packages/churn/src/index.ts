export { readHistory, type History, type HistoryOptions } from './history/history.ts';
export type { Alive, Changes, Deaths, Ledger } from './history/ledger.ts';
export type { Rows } from './history/table.ts';
export type { Totals } from './history/totals.ts';
export { operationNames, operations, type Operation } from './operations/definitions.ts';
export type { CommitInfo } from './record/change.ts';
export type { Note } from './repository/note.ts';
