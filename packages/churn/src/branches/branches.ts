import { linesFrom } from '../lines/blocks.ts';
import { FileLines, perLine } from '../lines/file.ts';
import { LineTree } from '../lines/tree.ts';
import { LedgerKeeper } from '../history/ledger-keeper.ts';
import type { Ledger } from '../history/ledger.ts';
import { blockLines } from '../operations/definitions.ts';
import type { CommitChange, CommitInfo } from '../record/change.ts';
import type { MergeChange } from '../record/merge.ts';
import type { Listed } from '../read/read-commits.ts';
import type { Note } from '../repository/note.ts';
import { Ancestry } from './ancestry.ts';
import { BranchTree, Paths } from './branch-tree.ts';
import { Lives, type LivesTold } from './lives.ts';
import { applyMerge } from './merge.ts';
import { applyCommit } from './ordinary.ts';

/** Lines of every branch, commit by commit: parents have to come before their children. */
export class Branches {
  readonly commits: CommitInfo[] = [];
  readonly #indexes = new Map<string, number>();
  readonly #trees = new Map<number, BranchTree>();
  /** How many children of a commit are still to come, by its id. */
  readonly #children: ReadonlyMap<string, number>;
  readonly #awaited = new Map<number, number>();
  readonly #lives = new Lives();
  readonly #paths = new Paths();
  readonly #ancestry = new Ancestry();

  /** All that will be applied. */
  constructor(listed: readonly Listed[]) {
    const children = new Map<string, number>();
    for (const { parents } of listed) for (const parent of new Set(parents)) children.set(parent, (children.get(parent) ?? 0) + 1);
    this.#children = children;
  }

  apply(change: CommitChange | MergeChange): void {
    const index = this.commits.length;
    const { sha, parents: ids } = change.commit;
    const parents = ids.map((id) => this.#indexes.get(id) ?? -1);
    const trees = parents.map((parent) => this.#trees.get(parent) ?? new BranchTree());
    const tree = (trees[0] ?? new BranchTree()).fork();
    this.#ancestry.add(parents);
    if ('unlikeFirst' in change) {
      const merging = {
        index,
        parents: trees,
        apart: this.#ancestry.apart(parents),
        lives: this.#lives,
        paths: this.#paths,
        result: new Map(),
        twins: new Set<number>(),
        combined: new Set<number>(),
        unseen: new Set<number>(),
      };
      for (const [path, version] of applyMerge(change, merging)) tree.set(path, version);
    } else applyCommit(index, change, tree, this.#lives, this.#paths);
    this.commits.push(change.commit);
    this.#indexes.set(sha, index);
    this.#trees.set(index, tree);
    this.#awaited.set(index, this.#children.get(sha) ?? 0);
    for (const parent of new Set(parents)) this.#forget(parent);
  }

  /** A tree is needed until the last child has come. */
  #forget(parent: number): void {
    const left = (this.#awaited.get(parent) ?? 0) - 1;
    this.#awaited.set(parent, left);
    if (left > 0) return;
    this.#trees.delete(parent);
    this.#awaited.delete(parent);
  }

  /** Files as a commit left them: who wrote each line. Known until its last child was applied. */
  filesOf(commit: number): ReadonlyMap<string, FileLines> {
    const files = new Map<string, FileLines>();
    for (const [path, version] of this.#trees.get(commit)?.files() ?? []) {
      const numbers = new Int32Array(version.lines.length * perLine);
      for (const [at, line] of version.lines.entries()) {
        numbers[at * perLine] = this.#lives.birth(line);
        numbers[at * perLine + 1] = this.#lives.origin(line);
        numbers[at * perLine + 2] = this.#lives.content(line);
      }
      files.set(this.#paths.names[path] ?? '', new FileLines(version.id, numbers));
    }
    return files;
  }

  /** Everything was applied: the ledger of all commits, and the lines as the last one left them. */
  finish(): { readonly ledger: Ledger; readonly tree: LineTree; readonly told: LivesTold } {
    const last = this.commits.length - 1;
    const keeper = new LedgerKeeper();
    const tree = new LineTree(keeper);
    for (const [path, file] of this.filesOf(last)) {
      tree.files.set(path, file);
      tree.blocks.addAll(file.run, linesFrom(0, Math.max(0, file.length - blockLines + 1)));
    }
    const alive = new Set<number>();
    for (const [, { lines }] of this.#trees.get(last)?.files() ?? []) for (const line of lines) alive.add(line);
    const told = this.#lives.tell(keeper, alive, this.#paths.names, this.commits.length, this.#ancestry);
    return { ledger: keeper.ledger(tree.files), tree, told };
  }
}

/** What a reader has to know of lines that branches share. */
export function parallel({ again, back }: LivesTold): Note[] {
  if (again + back === 0) return [];
  const parts = [
    ...(again > 0 ? [`${again} times a line was taken out on more than one branch: it counts once, where that was first`] : []),
    ...(back > 0 ? [`${back} lines came back with a merge of a branch that had kept them: they go on living`] : []),
  ];
  return [{ code: 'branches', message: `${parts.join('; ')}.` }];
}
