import { activityDetail } from '../../model/activities.ts';
import { summaryOf, type Summary } from '../../model/summary.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { cloudNodes } from './clouds.ts';
import { node, type TreeNode } from './node.ts';

const icons: Readonly<Record<Summary['kind'], { readonly id: string; readonly color: string | null }>> = {
  none: { id: 'loading~spin', color: null },
  stopped: { id: 'circle-outline', color: null },
  starting: { id: 'loading~spin', color: 'groundwork.starting' },
  up: { id: 'pass-filled', color: 'groundwork.ready' },
  failed: { id: 'error', color: 'groundwork.failed' },
  lost: { id: 'debug-disconnect', color: null },
};

/** The environments there are, with what goes on in them now. */
export function environmentsTree(snapshot: Snapshot): readonly TreeNode[] {
  const { status, activities, clouds } = snapshot;
  if (!status) return cloudNodes(clouds);
  const { kind, text, tooltip } = summaryOf(snapshot);
  const name = status.environment;
  return [
    node({
      id: `environment:${name}`,
      name,
      label: name,
      description: text.startsWith(`${name} `) ? text.slice(name.length + 1) : text,
      tooltip,
      icon: icons[kind],
      context: ['environment', kind],
      open: true,
      children: activities.map((activity) =>
        node({
          id: `activity:${activity.task}`,
          name: activity.task,
          label: activity.label,
          description: activityDetail(activity),
          icon: { id: 'loading~spin', color: null },
          context: ['activity'],
        }),
      ),
    }),
    ...cloudNodes(clouds),
  ];
}
