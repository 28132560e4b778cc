import { defineResource } from './define.ts';

export const qdrant = defineResource({
  type: 'qdrant',
  title: 'Qdrant',
  group: 'vector',
  port: 6333,
  schemes: [],
  properties: ['url', 'host', 'port', 'apiKey', 'index'],
  stateful: true,
});
