import { defineResource } from './define.ts';

export const gotenberg = defineResource({
  type: 'gotenberg',
  title: 'Gotenberg',
  group: 'document',
  port: 3000,
  schemes: [],
  properties: ['url', 'host', 'port'],
  stateful: false,
});
