import { defineResource } from './define.ts';

export const spanner = defineResource({
  type: 'spanner',
  title: 'Cloud Spanner',
  group: 'database',
  port: 9010,
  schemes: [],
  properties: ['url', 'host', 'project', 'database'],
  stateful: true,
});
