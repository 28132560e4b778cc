import { defineResource } from './define.ts';

export const neo4j = defineResource({
  type: 'neo4j',
  title: 'Neo4j',
  group: 'database',
  port: 7687,
  schemes: ['bolt', 'neo4j', 'neo4j+s', 'bolt+s'],
  properties: ['url', 'host', 'port', 'user', 'password', 'database'],
  stateful: true,
});
