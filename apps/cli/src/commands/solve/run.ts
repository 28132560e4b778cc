import type { Delivered, PlanAnswer } from '@groundwork/agent';
import { exitCodes, GroundworkError } from '@groundwork/host';
import {
  deliverTicket,
  findTicket,
  isApproved,
  openProposals,
  readTicketSource,
  saveProposal,
  solveTicket,
  standingOf,
} from '@groundwork/toolkit';
import type { CliContext } from '../../context.ts';
import { ownCommand } from '../../ide/pages.ts';
import { ask } from '../../terminal/ask.ts';
import { approve } from '../ticket/approve.ts';
import type { SolveFlags } from './command.ts';
import { showSession } from './live.ts';
import { receiptLines } from './receipt.ts';

/** Has a ticket solved, says how it goes, and ends with what came of it: 0 where every check passed, 1 where not. */
export async function solve(this: CliContext, flags: SolveFlags, given: string): Promise<void> {
  const { dir = this.cwd, json = false, yes = false, resume = false, agent = null, model = null } = flags;
  const id = /^https?:/.test(given) ? await fromIssue(this, dir, given) : findTicket(dir, given, this.cwd).ticket.id;
  const { ticket } = standingOf(dir, id);
  if (!isApproved(dir, id, ticket.head)) await approve.call(quietly(this), { dir, yes, json: false }, id);
  if (this.host.signal.aborted) return;
  const show = showSession(this, ticket);
  try {
    const receipt = await solveTicket(dir, id, {
      host: { ...this.host, notify: show.notify },
      env: this.env,
      own: ownCommand(),
      agent,
      model,
      resume,
      plan: yes ? async () => ({ answer: 'approve' }) : (_entries, signal) => askPlan(this, signal, id),
      tell: show.tell,
    });
    show.stop();
    const resolved = receipt.outcome.state === 'resolved';
    const delivered = resolved ? await branchOf(this, dir, id) : null;
    if (json) this.out.line(JSON.stringify({ ...receipt, delivered }, null, 2));
    else for (const line of receiptLines(receipt, delivered, this.out)) this.out.line(line);
    if (receipt.outcome.state === 'unresolved') this.endWith(exitCodes.failed);
  } catch (cause) {
    show.stop();
    const isLeft = cause instanceof GroundworkError && cause.code === 'session.left';
    // Whoever pressed Ctrl-C sees nothing else.
    if (isLeft && !json) this.err.line(`  Stopped. What is there stays:  ${this.err.style.command(`gw solve ${id} --resume`)}`);
    if (isLeft && this.host.signal.aborted) return;
    if (isLeft)
      throw new GroundworkError({ code: cause.code, message: cause.message, fix: `gw solve ${id} --resume`, exit: cause.exit, cause });
    throw cause;
  }
}

/** Whatever keeps a branch from being made, the receipt stands; it can be made later. */
async function branchOf(context: CliContext, dir: string, id: string): Promise<Delivered | null> {
  try {
    return await deliverTicket(dir, id, context.host);
  } catch (cause) {
    if (!(cause instanceof GroundworkError)) throw cause;
    const { message, fix } = cause;
    context.err.line(`  ${context.err.style.warning('!')} No branch was made: ${message}${fix === null ? '' : `\n    ${fix}`}`);
    context.err.line(`    then  ${context.err.style.command(`gw ticket deliver ${id}`)}`);
    return null;
  }
}

/** An issue becomes a ticket of this repository first: what it says is somebody else's text, and is approved by a person. */
async function fromIssue({ host, env, cwd, err, json }: CliContext, dir: string, url: string): Promise<string> {
  const source = await readTicketSource(dir, url, { host, env, cwd });
  const number = source.issue?.address.number;
  try {
    const { ticket } = findTicket(dir, `issue-${number}`);
    if (ticket.head.issue === source.issue?.address.url) return ticket.id;
  } catch (cause) {
    if (!(cause instanceof GroundworkError) || cause.code !== 'ticket.unknown') throw cause;
  }
  const proposed = (await openProposals(dir, source, host))({});
  await saveProposal(dir, proposed, source);
  if (!json) err.line(`${err.style.good('✔')} ${err.style.strong(proposed.id)} is in ${proposed.file}`);
  return proposed.id;
}

/** What approving says goes to the other stream: this command prints a receipt. */
const quietly = (context: CliContext): CliContext => ({ ...context, out: context.err });

async function askPlan({ err, json }: CliContext, signal: AbortSignal, id: string): Promise<PlanAnswer> {
  if (!err.interactive || json) {
    // A window or another terminal may answer; where nobody is there, it is left for later.
    return { answer: 'leave' };
  }
  err.line(`  Enter goes on with it, words say what to do otherwise, Ctrl-C leaves ${id} for later.`);
  const said = await ask('  > ', signal);
  if (said === null) return { answer: 'leave' };
  return said.trim() === '' ? { answer: 'approve' } : { answer: 'steer', text: said.trim() };
}
