import { defineResource } from './define.ts';

export const clickhouse = defineResource({
  type: 'clickhouse',
  title: 'ClickHouse',
  group: 'database',
  port: 8123,
  schemes: ['clickhouse'],
  properties: ['url', 'host', 'port', 'user', 'password', 'database'],
  stateful: true,
});
