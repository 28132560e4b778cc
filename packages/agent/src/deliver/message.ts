import { inertTitle } from '@groundwork/forge/text';
import { hashOf } from '../receipt/canonical.ts';
import type { Receipt } from '../receipt/receipt.ts';

const subjectLength = 72;

/**
 * The message of the commit: the goal, what proved it, and trailers. `Assisted-by` is the Linux kernel's
 * (Documentation/process/coding-assistants.rst): the agent, and the model after a colon without its provider. Who commits is the person, who read the receipt.
 */
export function commitMessage(receipt: Receipt): string {
  const { ticket, checks, agent, model } = receipt;
  const goal = line(ticket.goal);
  const subject = goal.length <= subjectLength ? goal : `${goal.slice(0, subjectLength - 1).trimEnd()}…`;
  const ran = checks
    .filter(({ before, after, state }) => state === 'passed' && (before ?? after) !== null)
    .map(({ title }) => `- ${line(title)}`);
  const proof = ran.length === 0 ? [] : ['Verified on a clean tree:', ...ran, ''];
  return [
    subject,
    '',
    ...(subject === goal ? [] : [goal, '']),
    ...proof,
    `Assisted-by: ${line(agent.name)}${model === null ? '' : `:${line(model.slice(model.indexOf('/') + 1))}`}`,
    `Groundwork-Receipt: ${hashOf(receipt)}`,
    '',
  ].join('\n');
}

/** One line that a terminal does not obey, and that closes no issue and calls nobody where the commit is pushed to. */
const line = (text: string): string => inertTitle(text, 2000);
