import { defineResource } from './define.ts';

export const cassandra = defineResource({
  type: 'cassandra',
  title: 'Cassandra or ScyllaDB',
  group: 'database',
  port: 9042,
  schemes: ['cassandra'],
  properties: ['url', 'host', 'port', 'user', 'password', 'database'],
  stateful: true,
});
