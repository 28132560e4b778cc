import { findTicket, isApproved } from '@groundwork/toolkit';
import type { CliContext } from '../../context.ts';
import { visible } from '../../terminal/text.ts';
import type { TicketFlags } from './command.ts';
import { headLines, questionLines } from './head.ts';

/** Prints a ticket's head and text, and whether it was approved as it stands. */
export async function show(this: CliContext, { dir = this.cwd, json = false }: TicketFlags, name: string): Promise<void> {
  const { ticket, file } = findTicket(dir, name, this.cwd);
  const approved = isApproved(dir, ticket.id, ticket.head);
  if (json) return this.out.line(JSON.stringify({ id: ticket.id, file, approved, head: ticket.head, text: ticket.text }, null, 2));
  const { strong, quiet, good, command } = this.out.style;
  this.out.line(`${strong(ticket.id)}  ${quiet(visible(file))}  ${approved ? good('approved') : 'not approved as it stands'}`);
  for (const line of headLines(ticket.head, new Map(), this.out)) this.out.line(line);
  for (const line of questionLines(ticket.id, ticket.head, this.out)) this.out.line(line);
  if (ticket.text !== '') this.out.line(`\n${visible(ticket.text, { keepLineEnds: true }).replace(/^/gm, '  ')}\n`);
  this.out.line(
    `  ${approved ? 'solve it' : 'agree to it'}  ${command(approved ? `gw solve ${ticket.id}` : `gw ticket approve ${ticket.id}`)}`,
  );
}
