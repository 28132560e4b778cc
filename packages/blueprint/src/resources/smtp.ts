import { defineResource } from './define.ts';

export const smtp = defineResource({
  type: 'smtp',
  title: 'SMTP',
  group: 'mail',
  port: 1025,
  schemes: ['smtp', 'smtps'],
  properties: ['url', 'host', 'port', 'user', 'password'],
  stateful: false,
});
