import type { TicketState } from '@groundwork/protocol';
import type { Snapshot } from '../../model/snapshot.ts';
import { node, type TreeNode } from './node.ts';

const looks: Readonly<Record<TicketState, { readonly word: string; readonly icon: string; readonly color: string | null }>> = {
  wrong: { word: 'wrong', icon: 'error', color: 'groundwork.failed' },
  open: { word: 'a question is open', icon: 'question', color: 'groundwork.starting' },
  proposed: { word: 'not approved', icon: 'circle-outline', color: null },
  approved: { word: 'approved', icon: 'circle-filled', color: null },
  working: { word: 'being worked on', icon: 'loading~spin', color: 'groundwork.starting' },
  waiting: { word: 'waits for you', icon: 'bell', color: 'groundwork.starting' },
  paused: { word: 'paused', icon: 'debug-pause', color: null },
  resolved: { word: 'resolved', icon: 'pass-filled', color: 'groundwork.ready' },
  unresolved: { word: 'not resolved', icon: 'error', color: 'groundwork.failed' },
};

const phases: Readonly<Record<string, string>> = { planning: 'planning', working: 'working', verifying: 'verifying' };

/** Tickets of the folder, and where each is. */
export function ticketsTree({ tickets }: Snapshot): readonly TreeNode[] {
  return tickets.map(({ id, goal, state, phase, spent, where }) => {
    const { word, icon, color } = looks[state];
    const doing = state === 'working' && phase !== null ? (phases[phase] ?? word) : word;
    return node({
      id: `ticket:${id}`,
      name: id,
      label: id,
      description: [doing, spent === null ? '' : `$${spent.toFixed(2)}`].filter(Boolean).join(' · '),
      tooltip: [goal, where ?? ''].filter(Boolean).join('\n'),
      icon: { id: icon, color },
      context: ['ticket', state, ...(state === 'working' || state === 'waiting' ? ['underway'] : [])],
      command: { command: 'groundwork.showTicket', title: 'Show the Ticket', arguments: [{ name: id }] },
    });
  });
}
