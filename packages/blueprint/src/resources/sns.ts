import { defineResource } from './define.ts';

export const sns = defineResource({
  type: 'sns',
  title: 'Amazon SNS',
  group: 'queue',
  port: null,
  schemes: [],
  properties: ['url', 'topic', 'region', 'accessKey', 'secretKey'],
  stateful: true,
});
