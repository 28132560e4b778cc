import { defineResource } from './define.ts';

export const otel = defineResource({
  type: 'otel',
  title: 'OpenTelemetry collector',
  group: 'telemetry',
  port: 4318,
  schemes: [],
  properties: ['url', 'host', 'port', 'apiKey'],
  stateful: false,
});
