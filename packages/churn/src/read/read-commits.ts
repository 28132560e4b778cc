import type { Scope } from '../paths/scope.ts';
import type { CommitChange } from '../record/change.ts';
import type { MergeChange } from '../record/merge.ts';
import type { Repository } from '../repository/repository.ts';
import { largeBlobs } from './blobs.ts';
import { readMerges } from './merges.ts';
import { readLog } from './read-log.ts';

/** A commit and those before it, by ids. */
export interface Listed {
  readonly sha: string;
  readonly parents: readonly string[];
}

export interface CommitsOptions {
  readonly scope: Pick<Scope, 'globs' | 'leavesOut'>;
  readonly signal: AbortSignal;
  /** Pieces of the list that are read at once. */
  readonly shards: number;
  /** Settings of git, as `name=value`, and every file for text: what tests compare with `git blame`. */
  readonly settings?: readonly string[];
  readonly text?: boolean;
}

/** What is read ahead is held in memory. */
const pieceCommits = 500;

/** Every commit that leads to a head, parents before their children, and otherwise by their dates. */
export async function listCommits(repository: Repository): Promise<Listed[]> {
  const listed = await repository.run(['rev-list', '--date-order', '--reverse', '--parents', repository.head]);
  return listed
    .toString('latin1')
    .trimEnd()
    .split('\n')
    .map((row) => {
      const [sha = '', ...parents] = row.split(' ');
      return { sha, parents };
    });
}

/** The changes of these commits, in their order. Where pieces end makes no difference. */
export async function* readCommits(
  repository: Repository,
  commits: readonly Listed[],
  { shards, ...options }: CommitsOptions,
): AsyncGenerator<CommitChange | MergeChange> {
  const stop = new AbortController();
  const signal = AbortSignal.any([options.signal, stop.signal]);
  const pieces: Promise<readonly (CommitChange | MergeChange)[]>[] = [];
  let next = 0;
  const large = commits.some(isMerge) ? await largeBlobs(repository) : new Set<string>();
  const start = (): void => {
    if (next >= commits.length) return;
    const piece = readPiece(repository, commits.slice(next, next + pieceCommits), { ...options, large, signal });
    // It is awaited in its turn.
    piece.catch(() => {});
    pieces.push(piece);
    next += pieceCommits;
  };
  try {
    while (pieces.length < shards && next < commits.length) start();
    for (let piece = pieces.shift(); piece !== undefined; piece = pieces.shift()) {
      const changes = await piece;
      signal.throwIfAborted();
      start();
      yield* changes;
    }
  } finally {
    stop.abort();
    await Promise.allSettled(pieces);
  }
}

function isMerge({ parents }: Listed): boolean {
  return parents.length > 1;
}

async function readPiece(
  repository: Repository,
  commits: readonly Listed[],
  options: Omit<CommitsOptions, 'shards'> & { readonly large: ReadonlySet<string> },
): Promise<(CommitChange | MergeChange)[]> {
  const shas = (of: readonly Listed[]): string[] => of.map(({ sha }) => sha);
  const merges = await readMerges(repository, shas(commits.filter(isMerge)), options);
  const others: CommitChange[] = [];
  const ordinary = shas(commits.filter((commit) => !isMerge(commit)));
  if (ordinary.length > 0)
    for await (const change of readLog(repository, { ...options, range: [], commits: ordinary })) others.push(change);
  let [merge, other] = [0, 0];
  return commits.flatMap((commit): (CommitChange | MergeChange)[] =>
    isMerge(commit) ? merges.slice(merge, ++merge) : others.slice(other, ++other),
  );
}
