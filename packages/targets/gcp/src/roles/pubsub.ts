import type { DeployedResource, DeployedService, Deployment, Grant, Permission } from '@groundwork/provision';
import type { Access } from '../render/context.ts';
import { labelOf, resource as block, type Block } from '../terraform/block.ts';
import { expression } from '../terraform/value.ts';
import { memberOf, roleFor, type Needed } from './permissions.ts';

type Kind = 'publish' | 'consume' | 'look' | 'create';

/** https://cloud.google.com/pubsub/docs/access-control */
const kinds: Readonly<Record<string, Kind>> = {
  publish: 'publish',
  send: 'publish',
  receive: 'consume',
  subscribe: 'consume',
  delete: 'consume',
  attributes: 'look',
  create: 'create',
};

const roles = { publish: 'roles/pubsub.publisher', consume: 'roles/pubsub.subscriber', look: 'roles/pubsub.viewer' } as const;

interface Topics {
  readonly topics: readonly string[];
  readonly subscriptions: readonly string[];
}

/** Publishing to topics and taking from subscriptions: on those the code has names for, on the project's where it has none. */
export function pubsubAccess(deployment: Deployment, resource: DeployedResource, { topics, subscriptions }: Topics) {
  return (service: DeployedService, grant: Grant): Access => {
    const wanted = kindsOf(grant);
    const blocks: Block[] = [];
    const permissions: Permission[] = [];
    for (const [kind, evidence] of wanted) {
      if (kind === 'create') continue;
      const role = roles[kind];
      permissions.push({ action: role, on: resource.name, evidence });
      const on = kind === 'consume' ? subscriptions : topics;
      const type = kind === 'consume' ? 'subscription' : 'topic';
      if (on.length === 0) {
        blocks.push(
          block('main', 'google_project_iam_member', labelOf(`${service.id}-${resource.id}-${kind}`), {
            project: expression('var.project'),
            role,
            member: memberOf(service),
          }),
        );
      }
      for (const name of on) {
        blocks.push(
          block('main', `google_pubsub_${type}_iam_member`, labelOf(`${service.id}-${name}-${kind}`), {
            [type]: expression(`google_pubsub_${type}.${labelOf(name)}.name`),
            role,
            member: memberOf(service),
          }),
        );
      }
    }
    const create = wanted.get('create');
    const made = create ? creating(create) : [];
    const role = roleFor(made, { deployment, service, on: resource.name, label: resource.id, predefined: [] });
    if (role)
      blocks.push(
        ...role.blocks,
        block('main', 'google_project_iam_member', labelOf(`${service.id}-${resource.id}-create`), {
          project: expression('var.project'),
          role: role.role,
          member: memberOf(service),
        }),
      );
    return { blocks, permissions: [...permissions, ...(role?.permissions ?? [])] };
  };
}

function kindsOf(grant: Grant): ReadonlyMap<Kind, Grant['evidence']> {
  const found = new Map<Kind, Grant['evidence']>();
  for (const { name, evidence } of grant.operations) {
    const kind = kinds[name];
    if (kind) found.set(kind, [...(found.get(kind) ?? []), ...evidence]);
  }
  if (found.size > 0) return found;
  if (grant.access.includes('read')) found.set('consume', grant.evidence);
  if (grant.access.includes('write')) found.set('publish', grant.evidence);
  return found;
}

const creating = (evidence: Grant['evidence']): Needed[] =>
  ['pubsub.subscriptions.create', 'pubsub.topics.attachSubscription', 'pubsub.topics.create'].map((permission) => ({
    permission,
    evidence,
  }));
