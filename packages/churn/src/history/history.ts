import { silentHost, type Host } from '@groundwork/host';
import { LineTree } from '../lines/tree.ts';
import type { CommitChange, CommitInfo } from '../record/change.ts';
import { readLog } from '../read/read-log.ts';
import { openRepository, type OpenOptions } from '../repository/repository.ts';
import type { Note } from '../repository/note.ts';
import { LedgerKeeper, type Ledger } from './ledger.ts';
import { totalsOf, type Totals } from './totals.ts';
import { verify } from './verify.ts';

export interface HistoryOptions extends OpenOptions {
  /** Paths that are left out, as git's pathspecs: `:(exclude,glob)**` and so on. */
  readonly exclude?: readonly string[];
  readonly host?: Host;
}

/** A history that was read: who wrote each line, and what became of it. */
export interface History {
  readonly head: string;
  /** From the first to the last; everything else names them by their index. */
  readonly commits: readonly CommitInfo[];
  readonly ledger: Ledger;
  readonly totals: Totals;
  /** The lines as they stand at the last commit. */
  readonly tree: LineTree;
  readonly notes: readonly Note[];
}

/**
 * Reads the history of a repository once, along first parents: a merge is one change of the branch it was merged into.
 * What it counted is checked against the files of the last commit; throws `churn.wrong` when they differ.
 */
export async function readHistory(folder: string, options: HistoryOptions = {}): Promise<History> {
  const { exclude = [], host = silentHost } = options;
  const repository = await openRepository(folder, options);
  try {
    const keeper = new LedgerKeeper();
    const tree = new LineTree(keeper);
    const commits: CommitInfo[] = [];
    const apply = (change: CommitChange): void => {
      tree.apply(commits.length, change);
      keeper.close(commits.length);
      commits.push(change.commit);
    };
    for await (const change of readLog(repository, { range: [repository.head], pathspec: exclude, signal: host.signal })) apply(change);
    const ledger = keeper.ledger(tree.files);
    const totals = totalsOf(ledger, tree);
    await verify(repository, exclude, tree, totals);
    return { head: repository.head, commits, ledger, totals, tree, notes: repository.notes };
  } finally {
    repository.close();
  }
}
