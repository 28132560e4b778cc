import { defineResource } from './define.ts';

export const pgvector = defineResource({
  type: 'pgvector',
  title: 'pgvector',
  group: 'vector',
  port: 5432,
  schemes: [],
  properties: ['url', 'host', 'port', 'user', 'password', 'database'],
  stateful: true,
});
