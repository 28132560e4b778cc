import { standingOf } from '@groundwork/toolkit';
import type { CliContext } from '../../context.ts';
import { visible } from '../../terminal/text.ts';
import { receiptLines } from '../solve/receipt.ts';
import type { TicketFlags } from './command.ts';
import { headLines, questionLines } from './head.ts';

/** Prints a ticket's head and text, whether it was approved as it stands, and what came of it. */
export async function show(this: CliContext, { dir = this.cwd, json = false }: TicketFlags, name: string): Promise<void> {
  const { ticket, file, approved, state, session, delivered } = standingOf(dir, name, this.cwd);
  const receipt = session?.receipt ?? null;
  if (json) {
    const { id, head, text } = ticket;
    return this.out.line(JSON.stringify({ id, file, state, approved, head, text, receipt, delivered }, null, 2));
  }
  const { strong, quiet, good, command } = this.out.style;
  this.out.line(`${strong(ticket.id)}  ${quiet(visible(file))}  ${approved ? good('approved') : 'not approved as it stands'}`);
  for (const line of headLines(ticket.head, new Map(), this.out)) this.out.line(line);
  for (const line of questionLines(ticket.id, ticket.head, this.out)) this.out.line(line);
  if (ticket.text !== '') this.out.line(`\n${visible(ticket.text, { keepLineEnds: true }).replace(/^/gm, '  ')}\n`);
  if (receipt !== null) for (const line of receiptLines(receipt, delivered, this.out)) this.out.line(line);
  if (state === 'resolved') return;
  this.out.line(
    `  ${approved ? 'solve it' : 'agree to it'}  ${command(approved ? `gw solve ${ticket.id}` : `gw ticket approve ${ticket.id}`)}`,
  );
}
