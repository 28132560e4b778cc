import { defineResource } from './define.ts';

export const memcached = defineResource({
  type: 'memcached',
  title: 'Memcached',
  group: 'cache',
  port: 11211,
  schemes: ['memcached', 'memcache'],
  properties: ['url', 'host', 'port', 'user', 'password'],
  stateful: false,
});
