import type { Naming } from '../../../configuration/variables.ts';
import { isMentioned, variableOf, variableRead } from '../../../configuration/variables.ts';
import type { Repository } from '../../../repository/repository.ts';
import type { Expression } from '../../../syntax/expression.ts';
import { valueIn, type PlacedFile } from './files.ts';

/** What a program's store of settings (viper, koanf) is filled from. */
export interface Store {
  /** Each environment it looks into, `null` prefix of none. */
  readonly environments: readonly Naming[];
  /** Keys with variables of their own. */
  readonly bound: ReadonlyMap<string, readonly string[]>;
  readonly defaults: ReadonlyMap<string, Expression>;
  readonly file: PlacedFile | null;
  /** What stands between the steps of a key. */
  readonly separator: string;
}

/** What a key of a store is read from: its variable above the file above the default. */
export function readOf(key: string, store: Store, line: number, repository: Repository): Expression | null {
  const plain = key.toLowerCase();
  const fallback = valueIn(store.file, key.split(store.separator)) ?? store.defaults.get(plain) ?? null;
  const [bound] = store.bound.get(plain) ?? [];
  if (bound !== undefined) return variableRead(bound, fallback, false, line);
  const [naming] = store.environments;
  if (!naming) return fallback;
  const variable = variableOf(key, naming, repository);
  const read = variableRead(variable, fallback, false, line);
  // Where a file lists the settings, what it leaves out can be set by a variable too, but nobody says so.
  return store.file && fallback === null && read.kind === 'environment' && !isMentioned(variable, naming.prefix, repository)
    ? { ...read, implicit: true }
    : read;
}
