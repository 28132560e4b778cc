import { defineResource } from './define.ts';

export const labelStudio = defineResource({
  type: 'label_studio',
  title: 'Label Studio',
  group: 'telemetry',
  port: 8080,
  schemes: [],
  properties: ['url', 'host', 'port', 'apiKey'],
  stateful: true,
});
