import { defineResource } from './define.ts';

export const objectStorage = defineResource({
  type: 'object_storage',
  title: 'Object storage',
  group: 'storage',
  port: 9000,
  schemes: ['s3', 'gs'],
  properties: ['url', 'host', 'port', 'bucket', 'region', 'accessKey', 'secretKey'],
  stateful: true,
});
