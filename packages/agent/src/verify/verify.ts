import { mkdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { Objects, type Entries } from '../git/objects.ts';
import type { Jail } from '../jail/jail.ts';
import type { Check, Receipt } from '../receipt/receipt.ts';
import type { Ticket } from '../ticket/ticket.ts';
import type { OpenPreview } from './acceptance/held.ts';
import { readChange, type Change } from './change/change.ts';
import { readWorktree, type Oddity } from './change/worktree.ts';
import { Workspace } from './clean/workspace.ts';
import { execute } from './execute.ts';
import { judge, outcomeOf, type Judged } from './judged.ts';
import type { Prepare } from './prepare/prepare.ts';
import { reportChurn, reportDuplicates, type Predict } from './reports.ts';
import { judgeContent } from './rules/content.ts';
import { judgeLockfiles } from './rules/lockfiles.ts';
import { judgeScope } from './rules/scope.ts';
import { judgeSecrets } from './rules/secrets.ts';
import { judgeTests } from './rules/tests.ts';

export interface VerifyOptions {
  readonly ticket: Ticket;
  /** The person's repository: objects of the base are read from it, nothing else. */
  readonly repository: string;
  /** The commit the work began on. */
  readonly base: string;
  /**
   * What is verified: the folder an agent worked in, whose processes have ended (nothing in it is trusted, its `.git` is not read), or a
   * tree of the repository.
   */
  readonly work: { readonly folder: string } | { readonly tree: string };
  /** Where clean trees are made; they are removed. */
  readonly scratch: string;
  /** A fresh jail on a folder of ours. */
  readonly openJail: (folder: string) => Promise<Jail>;
  /** Installs what the tree in a jail needs. */
  readonly prepare: Prepare;
  /** Brings the services of a tree up in its jail, for items that ask them. */
  readonly preview?: OpenPreview;
  /** What the history says of files that are written to. */
  readonly predict?: Predict;
  readonly mask: (text: string) => string;
  /** Told of each check as soon as it is decided. */
  readonly report: (check: Check) => void;
  readonly signal: AbortSignal;
  /** Of one command, in milliseconds. */
  readonly timeoutMs?: number;
}

export interface Verification {
  readonly checks: readonly Check[];
  readonly outcome: Receipt['outcome'];
  /** The git tree that was verified. Its objects are in `objects` until `close` was called. */
  readonly tree: string;
  readonly diffHash: string;
  readonly files: Receipt['files'];
  readonly change: Change;
  readonly objects: Objects;
  close(): void;
}

const tenMinutes = 600_000;

/** Verifies a change by ourselves on clean trees: what it holds is looked at, then acceptance and tests are executed before and after. */
export async function verify(options: VerifyOptions): Promise<Verification> {
  const { ticket, signal } = options;
  mkdirSync(options.scratch, { recursive: true });
  const root = mkdtempSync(join(options.scratch, 'verify-'));
  const objects = await Objects.open(join(root, 'objects'), options.repository, signal);
  const baseTree = await objects.treeOf(options.base);
  const workspace = new Workspace(objects, root, baseTree, signal);
  try {
    const { tree, oddities } = await treeOf(options, objects, baseTree, root);
    const change = await readChange(objects, baseTree, tree);
    const judged: Judged[] = [];
    const tell = (each: Judged): void => {
      judged.push(each);
      options.report(each.check);
    };
    tell(judgeSomething(change, oddities));
    if (change.files.length > 0 || oddities.length > 0) {
      judgeScope(ticket.head, change).forEach(tell);
      const tests = judgeTests(ticket.head, change);
      tell(tests.judged);
      (await judgeContent(ticket.head, change, oddities, objects)).forEach(tell);
      tell(judgeSecrets(change));
      tell(await reportDuplicates(change, objects));
      if (options.predict) tell(await reportChurn(change, options.predict));
      tell(await judgeLockfiles(change, objects));
      const writeTree = (entries: Entries): Promise<string> => objects.writeTree(entries, join(root, 'judged.index'));
      const run = { timeoutMs: options.timeoutMs ?? tenMinutes, signal, mask: options.mask };
      await execute({
        head: ticket.head,
        change,
        judged: { tree: await writeTree(tests.entries), entries: tests.entries },
        writeTree,
        workspace,
        openJail: options.openJail,
        preview: options.preview ?? null,
        prepare: options.prepare,
        run,
        tell,
      });
    }
    return {
      checks: judged.map(({ check }) => check),
      outcome: outcomeOf(judged),
      tree,
      diffHash: change.hash,
      files: change.files.map(({ path, added, deleted }) => ({ path, added, deleted })),
      change,
      objects,
      close: () => workspace.remove(),
    };
  } catch (error) {
    workspace.remove();
    throw error;
  }
}

/** What is verified, as a tree of ours. */
async function treeOf(
  { work }: VerifyOptions,
  objects: Objects,
  baseTree: string,
  root: string,
): Promise<{ readonly tree: string; readonly oddities: readonly Oddity[] }> {
  if ('tree' in work) return { tree: await objects.treeOf(work.tree), oddities: [] };
  const { entries, oddities } = await readWorktree(objects, work.folder, await objects.entries(baseTree), baseTree);
  return { tree: await objects.writeTree(entries, join(root, 'change.index')), oddities };
}

function judgeSomething(change: Change, oddities: readonly Oddity[]): Judged {
  const nothing = change.files.length + oddities.length === 0 ? [{ file: '.', line: null, why: 'As it was' }] : [];
  return judge('change', 'Something was changed', 'no_change', nothing, {
    passed: `${change.files.length === 1 ? '1 file was' : `${change.files.length} files were`} changed`,
    failed: 'No file of the repository was changed; what git ignores does not count',
  });
}
