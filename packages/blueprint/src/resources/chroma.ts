import { defineResource } from './define.ts';

export const chroma = defineResource({
  type: 'chroma',
  title: 'Chroma',
  group: 'vector',
  port: 8000,
  schemes: ['chroma'],
  properties: ['url', 'host', 'port', 'apiKey', 'database', 'index'],
  stateful: true,
});
