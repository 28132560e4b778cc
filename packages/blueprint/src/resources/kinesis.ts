import { defineResource } from './define.ts';

export const kinesis = defineResource({
  type: 'kinesis',
  title: 'Amazon Kinesis',
  group: 'queue',
  port: null,
  schemes: [],
  properties: ['url', 'stream', 'region', 'accessKey', 'secretKey'],
  stateful: true,
});
