import { defineResource } from './define.ts';

export const milvus = defineResource({
  type: 'milvus',
  title: 'Milvus',
  group: 'vector',
  port: 19530,
  schemes: ['milvus'],
  properties: ['url', 'host', 'port', 'user', 'password', 'apiKey', 'database', 'index'],
  stateful: true,
});
