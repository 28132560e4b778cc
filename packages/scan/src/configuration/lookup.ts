import type { Expression } from '../syntax/expression.ts';

/** Names that one setting goes by in files, code and variables: `database_name`, `DatabaseName`, `database-name`. */
export const plainKey = (key: string): string => key.toLowerCase().replace(/[-_]/g, '');

/** What stands at a path of a configuration object, keys compared without case and separators. */
export function at(value: Expression | null, path: readonly string[]): Expression | null {
  let current: Expression | null = value;
  for (const segment of path) {
    if (current?.kind !== 'object') return null;
    const wanted = plainKey(segment);
    current =
      current.entries.find((entry) => entry.key === segment)?.value ??
      current.entries.find((entry) => entry.key !== null && plainKey(entry.key) === wanted)?.value ??
      null;
  }
  return current;
}

/** Every path to a scalar or list of a configuration object. */
export function pathsIn(value: Expression | null, before: readonly string[] = []): { path: readonly string[]; value: Expression }[] {
  if (value?.kind !== 'object') return value === null || before.length === 0 ? [] : [{ path: before, value }];
  return value.entries.flatMap((entry) => (entry.key === null ? [] : pathsIn(entry.value, [...before, entry.key])));
}
