import { Branches, parallel } from '../branches/branches.ts';
import { silentHost, type Host } from '@groundwork/host';
import type { FileLines } from '../lines/file.ts';
import type { LineTree } from '../lines/tree.ts';
import { scopeOf, type Scope, type ScopeOptions } from '../paths/scope.ts';
import type { CommitInfo } from '../record/change.ts';
import { usualShards, type ChangesOptions } from '../read/read-changes.ts';
import { listCommits, readCommits } from '../read/read-commits.ts';
import { openRepository, type OpenOptions, type Repository } from '../repository/repository.ts';
import type { Note } from '../repository/note.ts';
import { identitiesOf, type Identity } from './identities.ts';
import { lastFiles } from './last-files.ts';
import { followFirstParents, type Walked, type WalkOptions } from './first-parents.ts';
import type { Ledger } from './ledger.ts';
import { doubtfulTimes } from './times.ts';
import { RevertWatch, type Revert } from './reverts.ts';
import { totalsOf, type Totals } from './totals.ts';
import { verify } from './verify.ts';
import type { Walk } from './walk.ts';

export interface HistoryOptions extends OpenOptions, ScopeOptions {
  /** `first-parent` by default. Of all commits nothing is kept: each time they are read again. */
  readonly walk?: Walk;
  /** Gits that read at once, `usualShards` by default. The result is the same. */
  readonly shards?: number;
  readonly turn?: ChangesOptions['turn'];
  readonly host?: Host;
  /** Told of each commit once it was read, with the files as it left them: these are good for as long as the call lasts. */
  readonly onCommit?: (commit: CommitInfo, files: () => ReadonlyMap<string, FileLines>) => void;
}

/** A history that was read: who wrote each line, and what became of it. */
export interface History {
  /** Where the repository is. */
  readonly path: string;
  readonly head: string;
  readonly walk: Walk;
  /** From the first to the last; everything else names them by their index. */
  readonly commits: readonly CommitInfo[];
  /** Who wrote each commit, by `.mailmap` of the last one. */
  readonly authors: readonly Identity[];
  readonly ledger: Ledger;
  readonly totals: Totals;
  readonly reverts: readonly Revert[];
  /** The lines as they stand at the last commit. */
  readonly tree: LineTree;
  readonly scope: Scope;
  readonly notes: readonly Note[];
  /** Commits that were read from git this time; the others were kept. */
  readonly read: number;
}

/**
 * Reads the history of a repository once: along first parents, or all commits of it. What it counted is checked against the files of the
 * last commit; throws `churn.wrong` when they differ.
 */
export async function readHistory(folder: string, options: HistoryOptions = {}): Promise<History> {
  const repository = await openRepository(folder, options);
  try {
    return await historyOf(repository, options);
  } finally {
    repository.close();
  }
}

/**
 * The same, of a repository that is open. `onUnderway`: from then on something else may be read beside it; at the very start that would be
 * one thing too many.
 */
export async function historyOf(repository: Repository, options: HistoryOptions, onUnderway = (): void => {}): Promise<History> {
  const { host = silentHost, walk = 'first-parent' } = options;
  const scope = await scopeOf(repository, options);
  const follow = walk === 'first-parent' ? followFirstParents : followAll;
  const underway = Promise.withResolvers<void>();
  void underway.promise.then(onUnderway);
  const [{ tree, commits, keep, ...walked }, last] = await Promise.all([
    follow(repository, scope, { ...options, onUnderway: underway.resolve }),
    underway.promise.then(() => lastFiles(repository, scope)),
  ]);
  const totals = totalsOf(walked.ledger, tree);
  verify(repository, last, tree, totals);
  keep();
  const authors = await identitiesOf(repository, commits);
  const notes = [...repository.notes, ...scope.notes, ...walked.notes, ...doubtfulTimes(commits)];
  host.notify({ type: 'finished', task: 'churn.read', outcome: 'done', ms: 0 });
  return { path: repository.path, head: repository.head, walk, authors, totals, scope, ...walked, commits, tree, notes };
}

async function followAll(repository: Repository, scope: Scope, options: WalkOptions): Promise<Walked> {
  const { shards = usualShards(), turn, host = silentHost } = options;
  const listed = await listCommits(repository);
  const branches = new Branches(listed);
  const watch = new RevertWatch(true);
  host.notify({ type: 'started', task: 'churn.read', label: 'Reading every commit' });
  options.onUnderway();
  for await (const change of readCommits(repository, listed, { scope, signal: host.signal, shards, turn })) {
    watch.see(branches.commits.length, 'unlikeFirst' in change ? { commit: change.commit, files: [] } : change);
    branches.apply(change);
    options.onCommit?.(change.commit, () => branches.filesOf(branches.commits.length - 1));
    const done = branches.commits.length;
    if (done % 500 === 0) host.notify({ type: 'progress', task: 'churn.read', done, total: listed.length });
  }
  const { ledger, tree, told } = branches.finish();
  return { commits: branches.commits, ledger, reverts: watch.reverts, tree, notes: parallel(told), read: listed.length, keep: () => {} };
}
