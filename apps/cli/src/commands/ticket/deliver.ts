import { deliverTicket, findTicket } from '@groundwork/toolkit';
import type { CliContext } from '../../context.ts';
import type { TicketFlags } from './command.ts';

/** Makes a branch of what was verified; the person's own branch, index and files stay as they are. */
export async function deliver(this: CliContext, { dir = this.cwd, json = false }: TicketFlags, name: string): Promise<void> {
  const { id } = findTicket(dir, name, this.cwd).ticket;
  const delivered = await deliverTicket(dir, id, this.host);
  const { good, strong, command } = this.out.style;
  const { branch, commit, again } = delivered;
  this.out.line(
    json
      ? JSON.stringify({ id, ...delivered }, null, 2)
      : `${good('✔')} ${strong(branch)} ${again ? 'was there already' : `has the change of ${id}`}, ${commit.slice(0, 10)}  ${command(`git show ${branch}`)}`,
  );
}
