import type { Snapshot } from '../../model/snapshot.ts';
import { node, type TreeNode } from './node.ts';

type Status = Pick<NonNullable<Snapshot['status']>['services'][number], 'reason'>;

/** Why it is not well, as the end of a tooltip. */
export function reasonLines(known: Status | undefined): readonly string[] {
  if (!known?.reason) return [];
  const { message, fix } = known.reason;
  return ['', message, ...(fix === null ? [] : [fix])];
}

/** Why it is not well, as a line that leads to the place. */
export function reasonNodes(kind: 'service' | 'resource', name: string, known: Status | undefined): readonly TreeNode[] {
  if (!known?.reason) return [];
  const { message, where, fix } = known.reason;
  return [
    node({
      id: `${kind}:${name}:reason`,
      name,
      label: message,
      description: where ?? '',
      tooltip: fix ?? message,
      icon: { id: 'error', color: 'groundwork.failed' },
      context: ['reason'],
      command: { command: 'groundwork.showFailure', title: 'Show Why It Failed', arguments: [{ name }] },
    }),
  ];
}
