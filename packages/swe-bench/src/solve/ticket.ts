import { ticketHeadSchema, type Ticket } from '@groundwork/agent/contract';
import type { Budget } from '@groundwork/gateway/budget';
import type { Instance } from '../instance/instance.ts';

export interface TicketOptions {
  readonly budget: Budget & { readonly minutes: number | null };
  /** Globs of what may be changed; everything where left out. */
  readonly scope?: (instance: Instance) => readonly string[];
}

/**
 * An instance as a ticket: the issue, and nothing of how it is graded. There is no acceptance, since the tests that decide
 * are hidden; what a person would refuse anyway is refused here too.
 */
export function ticketOf(instance: Instance, { budget, scope = () => ['**'] }: TicketOptions): Ticket {
  const { id, repository, statement } = instance;
  const [title = ''] = statement.trim().split('\n');
  const head = ticketHeadSchema.parse({
    goal: `Resolve an issue of ${repository}: ${title.trim().slice(0, 200)}`,
    scope: [...scope(instance)],
    budget,
  });
  return { id, head, text: `${statement.trim()}\n\n${rules}`, from: `SWE-bench, ${id}` };
}

const rules = `Change the code so that the issue is resolved. Tests that are there stay as they are; new files of tests are fine.
The change is graded by tests that are not shown to you.`;
