import { defineResource } from './define.ts';

export const meilisearch = defineResource({
  type: 'meilisearch',
  title: 'Meilisearch',
  group: 'search',
  port: 7700,
  schemes: [],
  properties: ['url', 'host', 'port', 'apiKey', 'index'],
  stateful: true,
});
