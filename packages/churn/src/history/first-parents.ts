import { silentHost } from '@groundwork/host';
import { LineTree } from '../lines/tree.ts';
import type { Scope } from '../paths/scope.ts';
import type { CommitChange, CommitInfo } from '../record/change.ts';
import { changeWeight, Store } from '../record/store.ts';
import { readChanges, usualShards } from '../read/read-changes.ts';
import type { Repository } from '../repository/repository.ts';
import { readCheckpoint, writeCheckpoint, type Checkpoint } from './checkpoint.ts';
import type { History, HistoryOptions } from './history.ts';
import { LedgerKeeper } from './ledger-keeper.ts';
import { RevertWatch } from './reverts.ts';

/** Changed whenever what is kept becomes worthless by a change of ours. */
const format = 'lines 3';

/** Changed lines (a commit counts as 64) since the last checkpoint that are worth another. */
const checkpointWeight = 40_000;

export interface WalkOptions extends HistoryOptions {
  /** Called once: what there is to read is being read, and will take a while, or it is little. */
  readonly onUnderway: () => void;
}

/** Commits after which a long reading is underway. */
const begun = 500;

export interface Walked extends Pick<History, 'commits' | 'ledger' | 'reverts' | 'tree' | 'notes' | 'read'> {
  /** Keeps all of it for the next time. */
  keep(): void;
}

/** Goes through the first parents of the head: those that are kept, then those git has to be asked for. */
export async function followFirstParents(repository: Repository, scope: Scope, options: WalkOptions): Promise<Walked> {
  const { shards = usualShards(), turn, host = silentHost, onUnderway } = options;
  const { state } = repository;
  const key = [format, repository.version, ...scope.globs].join('\n');
  const { listed, checkpoint } = await list(repository, state === null || options.onCommit ? null : readCheckpoint(state, key));
  const keeper = new LedgerKeeper(checkpoint?.ledger);
  const tree = new LineTree(keeper, checkpoint?.tree);
  const commits: CommitInfo[] = [...(checkpoint?.commits ?? [])];
  const watch = new RevertWatch(false, checkpoint?.reverts, commits);
  let weight = 0;
  const apply = (change: CommitChange): void => {
    tree.apply(commits.length, change);
    keeper.close(commits.length);
    watch.see(commits.length, change);
    commits.push(change.commit);
    options.onCommit?.(change.commit, () => tree.files);
    weight += changeWeight(change);
  };
  const store = new Store(state, key);
  if (checkpoint) store.resume(checkpoint.segment, checkpoint.after, commits.length);
  for (const change of store.known(listed)) apply(change);
  const known = commits.length;
  if (known < listed.length) host.notify({ type: 'started', task: 'churn.read', label: 'Reading history' });
  if (listed.length - known <= begun) onUnderway();
  for await (const change of readChanges(repository, listed.slice(known), { scope, signal: host.signal, shards, turn })) {
    store.add(change);
    apply(change);
    if (commits.length - known === begun) onUnderway();
    if (commits.length % 500 === 0) host.notify({ type: 'progress', task: 'churn.read', done: commits.length, total: listed.length });
  }
  store.flush();
  return {
    commits,
    ledger: keeper.ledger(tree.files),
    reverts: watch.reverts,
    tree,
    notes: [],
    read: commits.length - known,
    keep: () => {
      if (state === null || commits.length === 0 || (checkpoint && weight < checkpointWeight)) return;
      writeCheckpoint(state, key, { commits, ledger: keeper.kept(), tree, reverts: watch.kept(), ...store.close() });
    },
  };
}

interface Listed {
  /** Ids of the commits, from the first. */
  readonly listed: readonly string[];
  /** The one that was found, when the head comes after it. */
  readonly checkpoint: Checkpoint | null;
}

async function list(repository: Repository, checkpoint: Checkpoint | null): Promise<Listed> {
  const walk = ['rev-list', '--first-parent', '--reverse'];
  const last = checkpoint?.commits.at(-1)?.sha;
  if (checkpoint && last !== undefined) {
    // It fails when that commit is gone.
    const later = [...walk, '--parents', repository.head, `^${last}`];
    const rows = repository.head === last ? [] : await rowsOf(repository, later).catch(() => null);
    const follows = rows && (rows.length === 0 ? repository.head === last : rows[0]?.split(' ')[1] === last);
    if (rows && follows)
      return { listed: [...checkpoint.commits.map(({ sha }) => sha), ...rows.map((row) => row.split(' ')[0] ?? '')], checkpoint };
  }
  return { listed: await rowsOf(repository, [...walk, repository.head]), checkpoint: null };
}

async function rowsOf(repository: Repository, args: readonly string[]): Promise<readonly string[]> {
  return (await repository.run(args)).toString('latin1').split('\n').filter(Boolean);
}
