import { defineResource } from './define.ts';

export const mlflow = defineResource({
  type: 'mlflow',
  title: 'MLflow tracking server',
  group: 'telemetry',
  port: 5000,
  schemes: [],
  properties: ['url', 'host', 'port', 'user', 'password', 'apiKey'],
  stateful: true,
});
