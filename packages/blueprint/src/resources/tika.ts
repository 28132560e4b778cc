import { defineResource } from './define.ts';

export const tika = defineResource({
  type: 'tika',
  title: 'Apache Tika',
  group: 'document',
  port: 9998,
  schemes: [],
  properties: ['url', 'host', 'port'],
  stateful: false,
});
