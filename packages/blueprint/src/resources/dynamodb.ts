import { defineResource } from './define.ts';

export const dynamodb = defineResource({
  type: 'dynamodb',
  title: 'DynamoDB',
  group: 'database',
  port: 8000,
  schemes: [],
  properties: ['url', 'table', 'region', 'accessKey', 'secretKey'],
  stateful: true,
});
