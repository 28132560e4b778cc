import type { Jail } from '../jail/jail.ts';
import type { TicketHead } from '../ticket/ticket.ts';
import { askAcceptance, type Held, type Place } from './acceptance/acceptance.ts';
import { judgeAcceptance } from './acceptance/judge.ts';
import type { Change } from './change/change.ts';
import type { Workspace } from './clean/workspace.ts';
import type { Judged } from './judged.ts';
import type { Prepare, Prepared } from './prepare/prepare.ts';
import { told, type Finished, type RunOptions } from './run/jailed.ts';

export interface Execution {
  readonly head: TicketHead;
  readonly change: Change;
  /** The change, with what holds the proof up as it was before. */
  readonly judgedTree: string;
  readonly workspace: Workspace;
  readonly openJail: (folder: string) => Promise<Jail>;
  readonly prepare: Prepare;
  readonly run: RunOptions;
  readonly tell: (judged: Judged) => void;
}

/** Executes acceptance and tests on the base, then on the change: each in a jail of its own, on a tree nobody else wrote to. */
export async function execute(execution: Execution): Promise<void> {
  const { head, change, workspace, tell } = execution;
  const items = head['done when'];
  await workspace.openBase();
  const installed = await inJail(execution, workspace.base, ({ prepared }) => Promise.resolve(prepared));
  if (installed.failed) {
    const why = 'What the repository needs could not be installed, before anything was changed';
    return tell(notInstalled(installed.failed, 'not_verifiable', why));
  }
  await workspace.openChange(execution.judgedTree);
  const before = await inJail(execution, workspace.base, ({ place }) => askAll(items, place(change.base)), installed);
  const after = await inJail(
    execution,
    workspace.change,
    async ({ prepared, place }) => prepared.failed ?? askAll(items, place(change.entries)),
  );
  if (!Array.isArray(after)) return tell(notInstalled(after, 'acceptance_failed', 'What the change needs could not be installed'));
  const asked = items.flatMap((item, at) => {
    const [was, is] = [before[at], after[at]];
    return was && is ? [{ item, before: was, after: is }] : [];
  });
  judgeAcceptance(asked).forEach(tell);
}

async function askAll(items: TicketHead['done when'], place: Place): Promise<Held[]> {
  const held: Held[] = [];
  for (const item of items) held.push(await askAcceptance(item, place));
  return held;
}

interface Inside {
  readonly prepared: Prepared;
  readonly place: (files: ReadonlyMap<string, unknown>) => Place;
}

/** A fresh jail on the tree as it is now; it is closed afterwards, with all that runs in it. */
async function inJail<Result>(
  execution: Execution,
  folder: string,
  act: (inside: Inside) => Promise<Result>,
  installed?: Prepared,
): Promise<Result> {
  const { openJail, prepare, run } = execution;
  const jail = await openJail(folder);
  try {
    const prepared = installed ?? (await prepare(jail, folder, run));
    return await act({ prepared, place: (files) => ({ jail, env: prepared.env, hasFile: (path) => files.has(path), options: run }) });
  } finally {
    await jail.close();
  }
}

function notInstalled(ran: Finished, reason: 'not_verifiable' | 'acceptance_failed', why: string): Judged {
  const before = reason === 'not_verifiable' ? told(ran) : null;
  const after = reason === 'not_verifiable' ? null : told(ran);
  return { check: { id: 'install', title: 'What it needs is installed', state: 'failed', why, before, after, places: [] }, reason };
}
