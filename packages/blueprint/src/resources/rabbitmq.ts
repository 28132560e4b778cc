import { defineResource } from './define.ts';

export const rabbitmq = defineResource({
  type: 'rabbitmq',
  title: 'RabbitMQ',
  group: 'queue',
  port: 5672,
  schemes: ['amqp', 'amqps', 'pyamqp'],
  properties: ['url', 'host', 'port', 'user', 'password', 'database', 'queue'],
  stateful: true,
});
