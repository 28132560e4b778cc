import { allStandings } from '@groundwork/toolkit';
import type { CliContext } from '../../context.ts';
import { cutEnd, visible } from '../../terminal/text.ts';
import type { TicketFlags } from './command.ts';

/** One line for each ticket. */
export async function list(this: CliContext, { dir = this.cwd, json = false }: TicketFlags): Promise<void> {
  const tickets = allStandings(dir).map((each) => {
    if ('error' in each) return { id: each.file, state: 'wrong', goal: each.error.message, where: each.error.where, file: each.file };
    const { id, head } = each.ticket;
    return { id, state: each.state, goal: head.goal, where: null, file: each.file };
  });
  if (json) return this.out.line(JSON.stringify(tickets, null, 2));
  const { strong, quiet, bad, good, command } = this.out.style;
  if (tickets.length === 0) return this.out.line(`No ticket is written down.  ${command('gw ticket new "what is wanted"')}`);
  const width = Math.max(...tickets.map(({ id }) => id.length));
  for (const { id, state, goal, where } of tickets) {
    const look = state === 'wrong' || state === 'unresolved' ? bad : state === 'approved' || state === 'resolved' ? good : quiet;
    this.out.line(
      `  ${strong(visible(id).padEnd(width))}  ${look(state.padEnd(10))}  ${cutEnd(visible(goal), Math.max(20, this.out.width - width - 18))}`,
    );
    if (where !== null) this.out.line(`  ${' '.repeat(width)}  ${quiet(visible(where))}`);
  }
}
