import { defineResource } from './define.ts';

export const nats = defineResource({
  type: 'nats',
  title: 'NATS',
  group: 'queue',
  port: 4222,
  schemes: ['nats', 'tls+nats'],
  properties: ['url', 'host', 'port', 'user', 'password', 'topic'],
  stateful: true,
});
