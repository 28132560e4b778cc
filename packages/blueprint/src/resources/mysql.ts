import { defineResource } from './define.ts';

export const mysql = defineResource({
  type: 'mysql',
  title: 'MySQL or MariaDB',
  group: 'database',
  port: 3306,
  schemes: ['mysql', 'mariadb', 'mysql2', 'trilogy', 'mysqli', 'pdo-mysql', 'pdo_mysql'],
  properties: ['url', 'host', 'port', 'user', 'password', 'database'],
  stateful: true,
});
