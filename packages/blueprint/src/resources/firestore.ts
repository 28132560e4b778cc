import { defineResource } from './define.ts';

export const firestore = defineResource({
  type: 'firestore',
  title: 'Firestore',
  group: 'database',
  port: 8080,
  schemes: [],
  properties: ['url', 'host', 'project', 'database'],
  stateful: true,
});
