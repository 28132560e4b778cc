import { defineResource } from './define.ts';

export const azureAiSearch = defineResource({
  type: 'azure_ai_search',
  title: 'Azure AI Search',
  group: 'search',
  port: null,
  schemes: [],
  properties: ['url', 'host', 'apiKey', 'index'],
  stateful: true,
});
