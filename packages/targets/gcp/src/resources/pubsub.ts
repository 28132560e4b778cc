import { namesIn, type DeployedResource } from '@groundwork/provision';
import type { Context, Made } from '../render/context.ts';
import { pubsubAccess } from '../roles/pubsub.ts';
import { labelOf, resource as block } from '../terraform/block.ts';
import { expression } from '../terraform/value.ts';

/** What Pub/Sub takes as a name: https://cloud.google.com/pubsub/docs/pubsub-basics#resource_names */
const isName = (name: string): boolean => /^[A-Za-z][\w.~+%-]{2,254}$/.test(name) && !name.startsWith('goog');

/**
 * Topics and subscriptions the code has variables for, under the names it has for them. A variable that says it is a subscription is
 * one, of the topic whose name it holds, else of the only one.
 */
export function pubsub(deployed: DeployedResource, { deployment }: Context): Made {
  const { told } = deployed;
  const subscribes = ({ name }: { readonly name: string }): boolean => /subscription|_sub(_|$)/i.test(name);
  const topics = namesIn({ ...told, variables: told.variables.filter((each) => !subscribes(each)) }, 'topic', 'events');
  const subscribed = told.variables.filter((each) => subscribes(each)).map((each) => ({ ...each, property: 'topic' as const }));
  const subscriptions = namesIn({ ...told, variables: subscribed }, 'topic', 'events-subscription');
  const names = {
    topics: [...new Set([...topics.all, ...(topics.all.length === 0 && subscriptions.all.length > 0 ? ['events'] : [])])].filter(isName),
    subscriptions: subscriptions.all.filter(isName),
  };
  const topicOf = (subscription: string): string =>
    names.topics.find((topic) => subscription.includes(topic)) ?? names.topics[0] ?? 'events';
  return {
    title: `Pub/Sub, ${names.topics.length} topics and ${names.subscriptions.length} subscriptions`,
    blocks: [
      ...names.topics.map((name) => block('main', 'google_pubsub_topic', labelOf(name), { name, message_retention_duration: '604800s' })),
      ...names.subscriptions.map((name) =>
        block('main', 'google_pubsub_subscription', labelOf(name), {
          name,
          topic: expression(`google_pubsub_topic.${labelOf(topicOf(name))}.id`),
          ack_deadline_seconds: 60,
          message_retention_duration: '604800s',
          expiration_policy: { ttl: '' },
          retry_policy: { minimum_backoff: '10s', maximum_backoff: '600s' },
        }),
      ),
    ],
    reach: {
      port: 443,
      host: ['pubsub.googleapis.com'],
      user: null,
      password: null,
      database: null,
      properties: {
        project: [{ of: 'resource', name: deployed.name, property: 'project' }],
        ...(names.topics[0] === undefined ? {} : { topic: [names.topics[0]] }),
      },
      variables: Object.fromEntries(
        Object.entries({ ...topics.variables, ...subscriptions.variables }).map(([name, value]) => [name, [value]]),
      ),
      environment: { GOOGLE_CLOUD_PROJECT: [{ of: 'resource', name: deployed.name, property: 'project' }] },
    },
    values: { project: expression('var.project') },
    quantities: [{ price: 'gcp.pubsub.data', label: 'messages', amount: null }],
    stateful: true,
    network: 'none',
    access: pubsubAccess(deployment, deployed, names),
    ...(names.topics.length === 0
      ? { notes: [`${deployed.name}: the code has no variable with the name of a topic; those it names itself have to be made by it`] }
      : {}),
  };
}
