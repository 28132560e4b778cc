import { defineResource } from './define.ts';

export const redis = defineResource({
  type: 'redis',
  title: 'Redis or Valkey',
  group: 'cache',
  port: 6379,
  schemes: ['redis', 'rediss', 'valkey'],
  properties: ['url', 'host', 'port', 'user', 'password', 'database'],
  stateful: true,
});
