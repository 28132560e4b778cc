import { defineResource } from './define.ts';

export const pubsub = defineResource({
  type: 'pubsub',
  title: 'Google Pub/Sub',
  group: 'queue',
  port: 8085,
  schemes: [],
  properties: ['url', 'host', 'project', 'topic'],
  stateful: true,
});
