import { defineResource } from './define.ts';

export const sqlite = defineResource({
  type: 'sqlite',
  title: 'SQLite',
  group: 'database',
  port: null,
  schemes: ['sqlite'],
  properties: ['url', 'path', 'database'],
  stateful: true,
});
