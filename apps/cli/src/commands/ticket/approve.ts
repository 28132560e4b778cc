import { exitCodes, GroundworkError } from '@groundwork/host';
import { approveTicket, findTicket, isApproved, requireDecided } from '@groundwork/toolkit';
import type { CliContext } from '../../context.ts';
import type { ApproveFlags } from './command.ts';
import { headLines, questionLines } from './head.ts';

/** Shows what a ticket would run, change and spend, asks once, and keeps the answer for exactly that head. */
export async function approve(this: CliContext, { dir = this.cwd, json = false, yes = false }: ApproveFlags, name: string): Promise<void> {
  const { ticket } = findTicket(dir, name, this.cwd);
  const { id, head } = ticket;
  requireDecided(id, head);
  const already = isApproved(dir, id, head);
  if (!already && !json) {
    for (const line of headLines(head, new Map(), this.err)) this.err.line(line);
    for (const line of questionLines(id, head, this.err)) this.err.line(line);
  }
  if (!already && !yes && !(await this.host.confirm('Is that what is wanted?', false))) {
    if (this.host.signal.aborted) return;
    throw new GroundworkError({
      code: 'ticket.not_approved',
      message: this.err.interactive ? 'It was not approved' : 'It is not approved, and nobody is here to be asked',
      fix: `gw ticket approve ${id} --yes, once you have read what \`gw ticket show ${id}\` prints`,
      exit: exitCodes.notPossibleHere,
    });
  }
  await approveTicket(dir, id, head);
  if (json) return this.out.line(JSON.stringify({ id, approved: true }));
  const { good, strong, command } = this.out.style;
  this.out.line(`${good('✔')} ${strong(id)} is approved as it stands  ${command(`gw solve ${id}`)}`);
}
