import { defineResource } from './define.ts';

export const ollama = defineResource({
  type: 'ollama',
  title: 'Ollama',
  group: 'model',
  port: 11434,
  schemes: [],
  properties: ['url', 'host', 'port', 'model'],
  stateful: false,
});
