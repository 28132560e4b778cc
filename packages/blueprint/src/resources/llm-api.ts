import { defineResource } from './define.ts';

export const llmApi = defineResource({
  type: 'llm_api',
  title: 'Language model API',
  group: 'model',
  port: null,
  schemes: [],
  properties: ['url', 'apiKey', 'model', 'organization', 'region'],
  stateful: false,
});
