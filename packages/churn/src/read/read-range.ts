import type { Scope } from '../paths/scope.ts';
import type { CommitChange } from '../record/change.ts';
import type { Repository } from '../repository/repository.ts';
import { readLog } from './read-log.ts';

export interface RangeOptions {
  readonly scope: Pick<Scope, 'leavesOut'>;
  readonly signal: AbortSignal;
  /** How many gits read at once. */
  readonly shards: number;
}

/** Commits a shard reads at a time: git has to be started for each, and what is read ahead is held in memory. */
const pieceCommits = 1500;
const smallestPiece = 50;

/**
 * The changes of the last commits of a branch, from `first` on, in order. Git's diff is what takes the time, so several gits read
 * different pieces of the range; what they say is put together in order, and no figure depends on where the pieces end.
 */
export async function* readRange(
  repository: Repository,
  commits: readonly string[],
  first: number,
  { shards, ...options }: RangeOptions,
): AsyncGenerator<CommitChange> {
  const stop = new AbortController();
  const signal = AbortSignal.any([options.signal, stop.signal]);
  const read = (from: number, to: number): AsyncGenerator<CommitChange> => {
    const before = commits[from - 1];
    const range = [...(before === undefined ? [] : [`^${before}`]), commits[to - 1] ?? repository.head];
    return readLog(repository, { scope: options.scope, signal, range });
  };
  if (first >= commits.length) return;
  const size = Math.max(Math.min(pieceCommits, Math.ceil((commits.length - first) / shards)), smallestPiece);
  if (shards === 1 || commits.length - first <= size) {
    yield* read(first, commits.length);
    return;
  }
  const pieces: Promise<readonly CommitChange[]>[] = [];
  let next = first;
  const startNext = (): void => {
    if (next >= commits.length) return;
    const piece = all(read(next, Math.min(next + size, commits.length)));
    // It is awaited in its turn.
    piece.catch(() => {});
    pieces.push(piece);
    next += size;
  };
  try {
    while (pieces.length < shards && next < commits.length) startNext();
    for (let piece = pieces.shift(); piece !== undefined; piece = pieces.shift()) {
      const changes = await piece;
      startNext();
      yield* changes;
    }
  } finally {
    stop.abort();
    await Promise.allSettled(pieces);
  }
}

async function all(changes: AsyncGenerator<CommitChange>): Promise<readonly CommitChange[]> {
  const list: CommitChange[] = [];
  for await (const change of changes) list.push(change);
  return list;
}
