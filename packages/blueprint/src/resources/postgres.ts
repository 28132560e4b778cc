import { defineResource } from './define.ts';

export const postgres = defineResource({
  type: 'postgres',
  title: 'PostgreSQL',
  group: 'database',
  port: 5432,
  schemes: ['postgresql', 'postgres', 'pgsql', 'pdo-pgsql', 'pdo_pgsql', 'postgis'],
  properties: ['url', 'host', 'port', 'user', 'password', 'database'],
  stateful: true,
});
