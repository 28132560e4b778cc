import { expression, joined, resourceId, secretExpression, value } from '../arm/expression.ts';
import { childName, nativeId } from '../arm/native.ts';
import { symbol } from '../arm/template.ts';
import { apiVersions } from '../arm/versions.ts';
import { location } from '../foundations/environment.ts';
import { tagsOf } from '../foundations/tags.ts';
import { plainName, worldName } from '../names.ts';
import { quantity } from '../quantities.ts';
import { namesIn } from './names.ts';
import { part, type PartRenderer } from './part.ts';

const namespace = 'Microsoft.EventHub/namespaces';

/** Event Hubs speak Kafka's protocol from the Standard tier on, to who logs in by SASL with a connection string as the password. */
export const eventHubs: PartRenderer = (resource, { deployment, users }) => {
  const { id, name: title } = resource;
  const tellsLogin = users.every(({ service }) =>
    service.env.some(({ binding }) => binding && 'resource' in binding && binding.resource === title && binding.property === 'password'),
  );
  if (!tellsLogin)
    return {
      unsupported:
        'its code has no variable for a login, and Event Hubs, which speak Kafka here, let nobody in without one: read user and password from the environment, or give another Kafka with `serving: external`',
    };
  const name = worldName(id, 50);
  const own = symbol(id);
  const topics = namesIn(resource, 'topic');
  const names = (topics.all.length === 0 ? [id] : topics.all).map(plainName);
  const rule = plainName('apps');
  return part({
    title: `Event Hubs for Kafka, ${names.length === 1 ? 'a topic' : `${names.length} topics`}`,
    resources: {
      [own]: {
        type: namespace,
        apiVersion: apiVersions[namespace],
        name: value(name.name),
        location: value(location),
        tags: tagsOf(deployment),
        sku: { name: 'Standard', tier: 'Standard', capacity: 1 },
        properties: { minimumTlsVersion: '1.2', kafkaEnabled: true, isAutoInflateEnabled: false },
      },
      ...Object.fromEntries(
        names.map((topic) => [
          symbol(id, topic.native, 'topic'),
          {
            type: `${namespace}/eventhubs`,
            apiVersion: apiVersions[`${namespace}/eventhubs`],
            name: childName(name, topic),
            dependsOn: [own],
            properties: { partitionCount: 4, retentionDescription: { cleanupPolicy: 'Delete', retentionTimeInHours: 168 } },
          },
        ]),
      ),
      [symbol(id, 'rule')]: {
        type: `${namespace}/authorizationRules`,
        apiVersion: apiVersions[`${namespace}/authorizationRules`],
        name: childName(name, rule),
        dependsOn: [own],
        properties: { rights: ['Listen', 'Send'] },
      },
    },
    native: [
      nativeId(namespace, name),
      ...names.map((topic) => nativeId(`${namespace}/eventhubs`, name, topic)),
      nativeId(`${namespace}/authorizationRules`, name, rule),
    ],
    reach: () => ({
      port: 9093,
      user: ['$ConnectionString'],
      properties: { topic: [names[0]?.native ?? ''] },
      variables: Object.fromEntries(Object.entries(topics.variables).map(([variable, is]) => [variable, [is]])),
    }),
    values: {
      host: joined([name.name, '.servicebus.windows.net']),
      password: secretExpression(
        `listKeys(${resourceId(`${namespace}/authorizationRules`, name.name, expression("'apps'"))}, '${apiVersions[namespace]}').primaryConnectionString`,
      ),
    },
    quantities: quantity.eventHubs(1),
    notes: [`${title}: clients have to speak SASL_SSL with the mechanism PLAIN`],
  });
};
