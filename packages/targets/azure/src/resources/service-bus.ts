import type { Grant } from '@groundwork/provision';
import { expression, joined, resourceId, secretExpression, value } from '../arm/expression.ts';
import { childName, nativeId } from '../arm/native.ts';
import { symbol, type ArmResource } from '../arm/template.ts';
import { apiVersions } from '../arm/versions.ts';
import { location } from '../foundations/environment.ts';
import { tagsOf } from '../foundations/tags.ts';
import { plainName, worldName } from '../names.ts';
import { quantity } from '../quantities.ts';
import type { BuiltInRole } from '../roles/table.ts';
import { namesIn } from './names.ts';
import { part, type PartRenderer } from './part.ts';

const namespace = 'Microsoft.ServiceBus/namespaces';

/** The roles what the code does takes: sending and receiving are two of them. */
export function busRoles({ operations, access }: Pick<Grant, 'operations' | 'access'>): BuiltInRole[] {
  const done = new Set(operations.map(({ name }) => name));
  if (done.size === 0) {
    if (access.includes('admin')) return ['Azure Service Bus Data Owner'];
    return [
      ...(access.includes('read') ? (['Azure Service Bus Data Receiver'] as const) : []),
      ...(access.includes('write') ? (['Azure Service Bus Data Sender'] as const) : []),
    ];
  }
  if (done.has('create') || done.has('attributes')) return ['Azure Service Bus Data Owner'];
  return [
    ...(['receive', 'delete', 'subscribe'].some((each) => done.has(each)) ? (['Azure Service Bus Data Receiver'] as const) : []),
    ...(['send', 'publish'].some((each) => done.has(each)) ? (['Azure Service Bus Data Sender'] as const) : []),
  ];
}

export const serviceBus: PartRenderer = (resource, { deployment, users }) => {
  const { id, name: title } = resource;
  const name = worldName(id, 50);
  const own = symbol(id);
  const queues = namesIn(resource, 'queue');
  const topics = namesIn(resource, 'topic');
  const queueNames = (queues.all.length === 0 && topics.all.length === 0 ? [id] : queues.all).map(plainName);
  const topicNames = topics.all.map(plainName);
  // A namespace is told by its host where the code comes as itself, and by a connection string where it has none.
  const keyed = users.some(({ service }) =>
    service.env.some(
      ({ binding, name: variable }) =>
        binding &&
        'resource' in binding &&
        binding.resource === title &&
        binding.property === 'url' &&
        /CONN|STR(?:ING)?$|URL$/i.test(variable),
    ),
  );
  const things: Record<string, ArmResource> = {};
  for (const queue of queueNames)
    things[symbol(id, queue.native, 'queue')] = {
      type: `${namespace}/queues`,
      apiVersion: apiVersions[`${namespace}/queues`],
      name: childName(name, queue),
      dependsOn: [own],
      properties: { maxDeliveryCount: 10, deadLetteringOnMessageExpiration: true },
    };
  for (const topic of topicNames)
    things[symbol(id, topic.native, 'topic')] = {
      type: `${namespace}/topics`,
      apiVersion: apiVersions[`${namespace}/topics`],
      name: childName(name, topic),
      dependsOn: [own],
      properties: {},
    };
  const host = joined([name.name, '.servicebus.windows.net']);
  return part({
    title: `Service Bus, ${[countOf(queueNames.length, 'queue'), countOf(topicNames.length, 'topic')].filter((each) => each !== '').join(', ')}`,
    resources: {
      [own]: {
        type: namespace,
        apiVersion: apiVersions[namespace],
        name: value(name.name),
        location: value(location),
        tags: tagsOf(deployment),
        sku: { name: 'Standard', tier: 'Standard' },
        // TLS 1.2 is what it takes by default, which this version cannot say.
        properties: { disableLocalAuth: !keyed },
      },
      ...things,
    },
    native: [
      nativeId(namespace, name),
      ...queueNames.map((queue) => nativeId(`${namespace}/queues`, name, queue)),
      ...topicNames.map((topic) => nativeId(`${namespace}/topics`, name, topic)),
    ],
    reach: () => ({
      port: 5671,
      user: null,
      properties: {
        url: [{ of: 'resource', name: title, property: 'url' }],
        queue: [queueNames[0]?.native ?? ''],
        topic: [topicNames[0]?.native ?? ''],
      },
      variables: Object.fromEntries(Object.entries({ ...queues.variables, ...topics.variables }).map(([variable, is]) => [variable, [is]])),
    }),
    values: {
      host,
      url: keyed
        ? secretExpression(
            `listKeys(${resourceId('Microsoft.ServiceBus/namespaces/authorizationRules', name.name, expression("'RootManageSharedAccessKey'"))}, '${apiVersions[namespace]}').primaryConnectionString`,
          )
        : host,
    },
    roles: (grant) =>
      keyed
        ? []
        : busRoles(grant).map((role) => ({
            role,
            scope: { symbol: own, id: expression(resourceId(namespace, name.name)), native: nativeId(namespace, name) },
            on: title,
            evidence: grant.evidence,
          })),
    quantities: quantity.serviceBus(),
    notes: keyed ? [`${title}: the code is told a connection string, so roles do not narrow what it may do there`] : [],
  });
};

const countOf = (count: number, what: string): string => (count === 0 ? '' : count === 1 ? `a ${what}` : `${count} ${what}s`);
