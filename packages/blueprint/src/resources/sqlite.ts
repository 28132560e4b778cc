import { defineResource } from './define.ts';

export const sqlite = defineResource({
  type: 'sqlite',
  title: 'SQLite',
  group: 'database',
  port: null,
  schemes: ['sqlite', 'sqlite3', 'pdo-sqlite', 'pdo_sqlite'],
  properties: ['url', 'path', 'database'],
  stateful: true,
});
