import { defineResource } from './define.ts';

export const logstash = defineResource({
  type: 'logstash',
  title: 'Logstash',
  group: 'telemetry',
  port: 5044,
  schemes: [],
  properties: ['url', 'host', 'port'],
  stateful: false,
});
