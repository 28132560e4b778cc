import { defineResource } from './define.ts';

export const mysql = defineResource({
  type: 'mysql',
  title: 'MySQL or MariaDB',
  group: 'database',
  port: 3306,
  schemes: ['mysql', 'mariadb'],
  properties: ['url', 'host', 'port', 'user', 'password', 'database'],
  stateful: true,
});
