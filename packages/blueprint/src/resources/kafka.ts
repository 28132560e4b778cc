import { defineResource } from './define.ts';

export const kafka = defineResource({
  type: 'kafka',
  title: 'Kafka',
  group: 'queue',
  port: 9092,
  schemes: ['kafka'],
  properties: ['url', 'host', 'port', 'user', 'password', 'topic'],
  stateful: true,
});
