import type { Scope } from '../paths/scope.ts';
import type { CommitChange } from '../record/change.ts';
import type { MergeChange } from '../record/merge.ts';
import type { Repository } from '../repository/repository.ts';
import { Ahead } from './ahead.ts';
import { largeBlobs } from './blobs.ts';
import { readMerges } from './merges.ts';
import { readChanges, type ChangesOptions } from './read-changes.ts';

/** A commit and those before it, by ids. */
export interface Listed {
  readonly sha: string;
  readonly parents: readonly string[];
}

export interface CommitsOptions extends ChangesOptions {
  readonly scope: Pick<Scope, 'globs' | 'leavesOut'>;
  /** Settings of git for merges, as `name=value`: what tests compare with `git blame`. */
  readonly settings?: readonly string[];
}

/** Merges that git is asked for at a time. */
const mergesAtOnce = 500;

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

/** The changes of these commits, in their order. */
export async function* readCommits(
  repository: Repository,
  commits: readonly Listed[],
  options: CommitsOptions,
): AsyncGenerator<CommitChange | MergeChange> {
  const shas = (of: readonly Listed[]): string[] => of.map(({ sha }) => sha);
  const merges = new Ahead(readAllMerges(repository, shas(commits.filter(isMerge)), options), mergesAtOnce);
  const others = readChanges(repository, shas(commits.filter((commit) => !isMerge(commit))), options);
  try {
    for (const commit of commits) {
      const change = isMerge(commit) ? await merges.next() : (await others.next()).value;
      options.signal.throwIfAborted();
      if (change) yield change;
    }
  } finally {
    // A git that reads merges is ended with the repository.
    void merges.close();
    await others.return(undefined);
  }
}

function isMerge({ parents }: Listed): boolean {
  return parents.length > 1;
}

async function* readAllMerges(repository: Repository, merges: readonly string[], options: CommitsOptions): AsyncGenerator<MergeChange> {
  if (merges.length === 0) return;
  const large = await largeBlobs(repository);
  for (let at = 0; at < merges.length; at += mergesAtOnce)
    yield* await readMerges(repository, merges.slice(at, at + mergesAtOnce), { ...options, large });
}
