import { defineResource } from './define.ts';

export const elasticsearch = defineResource({
  type: 'elasticsearch',
  title: 'Elasticsearch or OpenSearch',
  group: 'search',
  port: 9200,
  schemes: ['elasticsearch'],
  properties: ['url', 'host', 'port', 'user', 'password', 'index', 'apiKey'],
  stateful: true,
});
