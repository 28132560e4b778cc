import { availableParallelism } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import type { CommitChange } from '../record/change.ts';
import type { Repository } from '../repository/repository.ts';
import { Ahead } from './ahead.ts';
import { readLog, type ReadOptions } from './read-log.ts';

export interface ChangesOptions extends ReadOptions {
  /** How many gits read at once. */
  readonly shards: number;
  /** Commits one git reads in a row before it is another's turn; few, so that all have as much to do. */
  readonly turn?: number | undefined;
}

/** Two where there are two processors. A third git would only wait: what two say takes this process as long to read as them to say it. */
export function usualShards(): number {
  return Math.min(2, availableParallelism());
}

/** Turns that a git has to have to be worth its start. */
const fewestTurns = 2;
/** Turns of each git that wait for others. */
const turnsAhead = 8;
/** Milliseconds after which gits are heard again, so that none waits for long. */
const patience = 4;

/**
 * The changes of these commits, in their order. Git's diff is what takes the time, so several gits take turns; what they say is put
 * together in order, and no figure depends on how many there are.
 */
export async function* readChanges(
  repository: Repository,
  commits: readonly string[],
  { shards, turn = 64, ...options }: ChangesOptions,
): AsyncGenerator<CommitChange> {
  const many = Math.min(shards, Math.floor(commits.length / (turn * fewestTurns)));
  if (many <= 1) {
    yield* readLog(repository, commits, options);
    return;
  }
  const stop = new AbortController();
  const signal = AbortSignal.any([options.signal, stop.signal]);
  const whose = (index: number): number => Math.floor(index / turn) % many;
  const readers = Array.from({ length: many }, (_, reader) => {
    const own = commits.filter((_commit, index) => whose(index) === reader);
    return new Ahead(readLog(repository, own, { ...options, signal }), turn * turnsAhead);
  });
  try {
    let heard = performance.now();
    for (let index = 0; index < commits.length; index++) {
      const change = await readers[whose(index)]?.next();
      if (!change) return;
      yield change;
      if (performance.now() - heard < patience) continue;
      await setImmediate();
      heard = performance.now();
    }
  } finally {
    stop.abort();
    await Promise.all(readers.map((reader) => reader.close()));
  }
}
