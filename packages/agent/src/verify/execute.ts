import { isTest } from '@groundwork/scan';
import type { Entries } from '../git/objects.ts';
import type { Jail } from '../jail/jail.ts';
import type { TicketHead } from '../ticket/ticket.ts';
import { askAcceptance, testPath } from './acceptance/acceptance.ts';
import { unasked, type Held, type OpenPreview, type Place } from './acceptance/held.ts';
import { judgeAcceptance, type Asked } from './acceptance/judge.ts';
import type { Change } from './change/change.ts';
import type { Workspace } from './clean/workspace.ts';
import type { Judged } from './judged.ts';
import type { Prepare, Prepared } from './prepare/prepare.ts';
import { readRepository, type Read } from './repository.ts';
import { told, type Finished, type RunOptions } from './run/jailed.ts';
import { runTested, type Tested } from './run/tested.ts';
import { compareTests, judgeCommand } from './tests/compare.ts';
import { below } from './acceptance/commands.ts';

export interface Execution {
  readonly head: TicketHead;
  readonly change: Change;
  /** The change, with what holds the proof up as it was before. */
  readonly judged: { readonly tree: string; readonly entries: Entries };
  /** Writes a tree of these entries. */
  readonly writeTree: (entries: Entries) => Promise<string>;
  readonly workspace: Workspace;
  readonly openJail: (folder: string) => Promise<Jail>;
  readonly preview: OpenPreview | null;
  readonly prepare: Prepare;
  readonly run: RunOptions;
  readonly tell: (judged: Judged) => void;
}

interface Stood {
  readonly held: readonly Held[];
  readonly tested: readonly Tested[];
}

/** Executes acceptance and tests on the base, then on the change: each in a jail of its own, on a tree nobody else wrote to. */
export async function execute(execution: Execution): Promise<void> {
  const { head, change, judged, workspace, tell } = execution;
  const changed = new Set(change.files.map(({ path }) => path));
  // No tree is made and nothing installed to find out that there is nothing to execute.
  if (head['done when'].length + head.tests.length === 0) return judgeAcceptance([], changed).forEach(tell);
  await workspace.openBase();
  const atBase = await readRepository(workspace.base);
  const installed = await inJail(execution, workspace.base, atBase, ({ prepared }) => Promise.resolve(prepared));
  if (installed.failed) {
    const why = 'What the repository needs could not be installed, before anything was changed';
    return tell(notInstalled(installed.failed, 'not_verifiable', why));
  }
  await workspace.openChange(judged.tree);
  const before = await inJail(execution, workspace.base, atBase, ({ place }) => stand(head, place(change.base), false), installed);
  const atChange = await readRepository(workspace.change);
  const after = await inJail(
    execution,
    workspace.change,
    atChange,
    async ({ prepared, place }) => prepared.failed ?? stand(head, place(judged.entries), true),
  );
  if (!('held' in after)) return tell(notInstalled(after, 'acceptance_failed', 'What the change needs could not be installed'));
  const again = await flaky(execution, atBase, installed, before, after);
  const asked = await withNewTests(execution, atChange, installed, pair(head, before, after));
  judgeAcceptance(asked, changed).forEach(tell);
  for (const [at, command] of head.tests.entries()) {
    const [was, is] = [before.tested[at], after.tested[at]];
    if (was && is) tell(judgeCommand(at, command, { before: was, after: is, again: again.get(at) ?? null }));
  }
}

async function stand(head: TicketHead, place: Place, newTests: boolean): Promise<Stood> {
  const held: Held[] = [];
  for (const item of head['done when'])
    held.push(newTests || !('test' in item) ? await askAcceptance(item, place) : unasked('it was not there'));
  const tested: Tested[] = [];
  for (const { run, in: folder } of head.tests) tested.push(await runTested({ command: run, in: below(folder) }, place));
  return { held, tested };
}

function pair(head: TicketHead, before: Stood, after: Stood): readonly Asked[] {
  return head['done when'].flatMap((item, at) => {
    const [was, is] = [before.held[at], after.held[at]];
    return was && is ? [{ item, before: was, after: is }] : [];
  });
}

/** What broke is run once more on the base: tests that fail there now and then say nothing of the change. */
async function flaky(
  execution: Execution,
  read: Read,
  installed: Prepared,
  before: Stood,
  after: Stood,
): Promise<ReadonlyMap<number, Tested>> {
  const { head, change, workspace } = execution;
  const broken = head.tests.flatMap((command, at) => {
    const [was, is] = [before.tested[at], after.tested[at]];
    if (!was || !is) return [];
    const { names, command: whole } = compareTests(was, is);
    return names.length > 0 || whole ? [{ at, command }] : [];
  });
  if (broken.length === 0) return new Map();
  return inJail(
    execution,
    workspace.base,
    read,
    async ({ place }) => {
      const again = new Map<number, Tested>();
      for (const { at, command } of broken)
        again.set(at, await runTested({ command: command.run, in: below(command.in) }, place(change.base)));
      return again;
    },
    installed,
  );
}

/**
 * A test that is added has to fail without the change: it is run on the base together with the other tests of the change. That comes
 * last, as it is the only code of the change that is run on the base.
 */
async function withNewTests(execution: Execution, read: Read, installed: Prepared, asked: readonly Asked[]): Promise<readonly Asked[]> {
  const { change, judged, workspace } = execution;
  if (!asked.some(({ item }) => 'test' in item)) return asked;
  const named = new Set(asked.flatMap(({ item }) => ('test' in item ? [testPath(item)] : [])));
  const tests = [...judged.entries].filter(([path]) => named.has(path) || isTest(path));
  const entries = new Map([...change.base, ...tests]);
  await workspace.moveBase(await execution.writeTree(entries));
  return inJail(
    execution,
    workspace.base,
    read,
    async ({ place }) => {
      const all: Asked[] = [];
      for (const each of asked) all.push('test' in each.item ? { ...each, before: await askAcceptance(each.item, place(entries)) } : each);
      return all;
    },
    installed,
  );
}

interface Inside {
  readonly prepared: Prepared;
  readonly place: (files: Entries) => Place;
}

/** A fresh jail on a tree; it is closed afterwards, with all that runs in it. */
async function inJail<Result>(
  execution: Execution,
  folder: string,
  read: Read,
  act: (inside: Inside) => Promise<Result>,
  installed?: Prepared,
): Promise<Result> {
  const { openJail, prepare, preview, run } = execution;
  const jail = await openJail(folder);
  try {
    const prepared = installed ?? (await prepare(jail, read.components, run));
    const place = (files: Entries): Place => ({
      jail,
      env: prepared.env,
      hasFile: (path) => files.has(path),
      testCommand: read.testCommand,
      preview,
      options: run,
    });
    return await act({ prepared, place });
  } finally {
    await jail.close();
  }
}

function notInstalled(ran: Finished, reason: 'not_verifiable' | 'acceptance_failed', why: string): Judged {
  const before = reason === 'not_verifiable' ? told(ran) : null;
  const after = reason === 'not_verifiable' ? null : told(ran);
  return { check: { id: 'install', title: 'What it needs is installed', state: 'failed', why, before, after, places: [] }, reason };
}
