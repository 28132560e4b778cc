import { defineResource } from './define.ts';

export const pinecone = defineResource({
  type: 'pinecone',
  title: 'Pinecone',
  group: 'vector',
  port: null,
  schemes: [],
  properties: ['url', 'apiKey', 'index', 'region'],
  stateful: true,
});
