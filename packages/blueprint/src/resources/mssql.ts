import { defineResource } from './define.ts';

export const mssql = defineResource({
  type: 'mssql',
  title: 'Microsoft SQL Server',
  group: 'database',
  port: 1433,
  schemes: ['mssql', 'sqlserver', 'sqlsrv', 'dblib', 'tinytds'],
  properties: ['url', 'host', 'port', 'user', 'password', 'database'],
  stateful: true,
});
