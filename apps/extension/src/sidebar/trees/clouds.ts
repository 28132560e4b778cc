import { aboutText } from '@groundwork/cost/amount';
import { activityDetail } from '../../model/activities.ts';
import { stateLooks } from '../../model/look.ts';
import type { Cloud } from '../../model/snapshot.ts';
import { node, type TreeNode } from './node.ts';

/** Environments of clouds and clusters: where they are, how they are, and what they cost a month. */
export function cloudNodes(clouds: readonly Cloud[]): readonly TreeNode[] {
  return clouds.map((cloud) => {
    const { name, target, region, declared, deployed, underway, activities, status } = cloud;
    const words = [target === name ? '' : target, region ?? '', stateOf(cloud), deployed ? aboutText(deployed.cost) : ''];
    return node({
      id: `cloud:${name}`,
      name,
      label: name,
      description: words.filter(Boolean).join(' · '),
      tooltip: tooltipOf(cloud),
      icon: iconOf(cloud),
      context: ['cloud', underway ?? (deployed ? 'deployed' : 'absent'), ...(declared ? ['declared'] : [])],
      open: underway !== null || status !== null,
      command: { command: 'groundwork.planEnvironment', title: 'Show the Plan', arguments: [{ name }] },
      children: [
        ...activities.map((activity) =>
          node({
            id: `activity:${name}:${activity.task}`,
            name: activity.task,
            label: activity.label,
            description: activityDetail(activity),
            icon: { id: 'loading~spin', color: null },
            context: ['activity'],
          }),
        ),
        ...(status?.services ?? []).map(({ name: service, state, url, ready, wanted, reason }) =>
          node({
            id: `cloud:${name}:service:${service}`,
            name: service,
            label: service,
            description: [stateLooks[state].word, wanted > 1 ? `${ready} of ${wanted}` : '', reason ?? url ?? '']
              .filter(Boolean)
              .join(' · '),
            tooltip: reason ?? url ?? service,
            icon: { id: stateLooks[state].icon, color: stateLooks[state].color },
            context: ['cloudService'],
            command: url === null ? null : { command: 'vscode.open', title: 'Open in Browser', arguments: [url] },
          }),
        ),
        ...(cloud.drifted ?? []).map((native) =>
          node({
            id: `cloud:${name}:drift:${native}`,
            name: native,
            label: native,
            description: 'changed by somebody else',
            icon: { id: 'warning', color: 'groundwork.starting' },
            context: ['drift'],
          }),
        ),
      ],
    });
  });
}

/** How an environment is, in a word or two. */
export function stateOf({ underway, failed, deployed, status, drifted }: Cloud): string {
  if (underway !== null) return underway === 'deploy' ? 'deploying' : 'being removed';
  if (failed !== null) return 'failed';
  if (status?.phase === 'failed' || status?.phase === 'half') return status.phase === 'failed' ? 'failed' : 'half made';
  if (drifted !== null && drifted.length > 0) return 'drifted';
  return deployed ? 'deployed' : 'not deployed';
}

function iconOf(cloud: Cloud): TreeNode['icon'] {
  const state = stateOf(cloud);
  if (cloud.underway !== null) return { id: 'loading~spin', color: 'groundwork.starting' };
  if (state === 'failed' || state === 'half made') return { id: 'error', color: 'groundwork.failed' };
  if (state === 'drifted') return { id: 'warning', color: 'groundwork.starting' };
  return cloud.deployed ? { id: 'cloud', color: 'groundwork.ready' } : { id: 'cloud', color: null };
}

function tooltipOf({ deployed, failed, status }: Cloud): string {
  if (failed !== null) return [failed.message, failed.fix].filter(Boolean).join('\n');
  const where = status?.where ?? deployed?.where;
  return [
    where,
    deployed ? `deployed ${deployed.at.slice(0, 16).replace('T', ' ')} UTC from this machine` : 'nothing was deployed from this machine',
  ]
    .filter(Boolean)
    .join('\n');
}
