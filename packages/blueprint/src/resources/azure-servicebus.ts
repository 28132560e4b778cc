import { defineResource } from './define.ts';

export const azureServicebus = defineResource({
  type: 'azure_servicebus',
  title: 'Azure Service Bus',
  group: 'queue',
  port: 5672,
  schemes: [],
  properties: ['url', 'host', 'queue', 'topic'],
  stateful: true,
});
