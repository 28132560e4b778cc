import { defineResource } from './define.ts';

export const typesense = defineResource({
  type: 'typesense',
  title: 'Typesense',
  group: 'search',
  port: 8108,
  schemes: [],
  properties: ['url', 'host', 'port', 'apiKey'],
  stateful: true,
});
