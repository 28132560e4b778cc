import { defineResource } from './define.ts';

export const sqs = defineResource({
  type: 'sqs',
  title: 'Amazon SQS',
  group: 'queue',
  port: 9324,
  schemes: ['sqs'],
  properties: ['url', 'queue', 'region', 'accessKey', 'secretKey', 'endpoint'],
  stateful: true,
});
