import { defineResource } from './define.ts';

export const mongodb = defineResource({
  type: 'mongodb',
  title: 'MongoDB',
  group: 'database',
  port: 27017,
  schemes: ['mongodb', 'mongodb+srv'],
  properties: ['url', 'host', 'port', 'user', 'password', 'database'],
  stateful: true,
});
