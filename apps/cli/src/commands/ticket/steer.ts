import { askSession, findTicket } from '@groundwork/toolkit';
import type { CliContext } from '../../context.ts';
import type { TicketFlags } from './command.ts';

/** Says something to the agent that works on a ticket, wherever that was begun. */
export async function steer(
  this: CliContext,
  { dir = this.cwd, json = false }: TicketFlags,
  name: string,
  ...words: string[]
): Promise<void> {
  const { id } = findTicket(dir, name, this.cwd).ticket;
  askSession(dir, id, { kind: 'steer', text: words.join(' ') });
  this.out.line(json ? JSON.stringify({ id, steered: true }) : `${this.out.style.good('✔')} ${id} is told`);
}

export async function stop(this: CliContext, { dir = this.cwd, json = false }: TicketFlags, name: string): Promise<void> {
  const { id } = findTicket(dir, name, this.cwd).ticket;
  askSession(dir, id, { kind: 'stop' });
  this.out.line(
    json
      ? JSON.stringify({ id, stopped: true })
      : `${this.out.style.good('✔')} ${id} is stopped  ${this.out.style.command(`gw solve ${id} --resume`)}`,
  );
}
