import { defineResource } from './define.ts';

export const weaviate = defineResource({
  type: 'weaviate',
  title: 'Weaviate',
  group: 'vector',
  port: 8080,
  schemes: [],
  properties: ['url', 'host', 'port', 'apiKey', 'index'],
  stateful: true,
});
