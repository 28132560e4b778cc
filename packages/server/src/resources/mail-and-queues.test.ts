import type { WindowConnection } from '@groundwork/protocol';
import { programOnPath, requirement } from '@groundwork/testing';
import { reset, runningResource } from '@groundwork/toolkit';
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHarbour, type Harbour } from '../server.fixture.ts';

const files = {
  'package.json':
    '{ "name": "ferry", "scripts": { "start": "node ferry.js" }, "dependencies": { "express": "5", "nodemailer": "7", "amqplib": "0.10" } }',
  'ferry.js': `
require('amqplib').connect(process.env.AMQP_URL);
const mail = require('nodemailer').createTransport({ host: process.env.SMTP_HOST, port: process.env.SMTP_PORT });
require('express')().listen(process.env.PORT);
`,
};

let harbour: Harbour;
let window: WindowConnection;
let names: Record<string, string>;
const stateHome = process.env['XDG_STATE_HOME'];

beforeAll(async () => {
  harbour = await openHarbour(files);
  process.env['XDG_STATE_HOME'] = `${harbour.home}/state`;
  window = harbour.window();
  const { resources } = await window.call('environment/status', {});
  names = Object.fromEntries(resources.map(({ name, type }) => [type, name]));
}, 60_000);
afterAll(async () => {
  await reset(harbour.dir, async () => true);
  await harbour.close();
  if (stateHome === undefined) delete process.env['XDG_STATE_HOME'];
  else process.env['XDG_STATE_HOME'] = stateHome;
}, 60_000);

async function send(port: number, lines: readonly string[]): Promise<void> {
  const socket = connect({ host: '127.0.0.1', port });
  await once(socket, 'data');
  for (const line of lines) {
    socket.write(`${line}\r\n`);
    await once(socket, 'data');
  }
  socket.destroy();
}

describe('caught mail', () => {
  it('is listed by its subject, and read', async () => {
    // Optional, and so in no status: the code works without it.
    const name = 'mail';
    expect(await window.call('resources/open', { name })).toMatchObject({
      browse: true,
      query: null,
      page: expect.stringContaining('http://127.0.0.1:'),
    });
    const port = runningResource(harbour.dir, name)?.resource.connection.port ?? 0;
    await send(port, [
      'EHLO pier',
      'MAIL FROM:<pilot@ferry.example>',
      'RCPT TO:<crew@ferry.example>',
      'DATA',
      'Subject: Fog\r\n\r\nStay in the harbour.\r\n.',
    ]);
    const { entries } = await window.call('resources/list', { name, place: [] });
    expect(entries).toMatchObject([{ kind: 'message', title: 'Fog', detail: 'crew@ferry.example', readable: true }]);
    const { rows } = await window.call('resources/read', { name, place: [entries[0]?.name ?? ''], offset: 0, limit: 10 });
    expect(rows).toContainEqual(['text', expect.stringContaining('Stay in the harbour.')]);
    await window.call('resources/close', { name });
  }, 60_000);
});

const hasRabbit = requirement(
  'RabbitMQ',
  programOnPath('rabbitmq-server', `${process.env['PATH']}:/usr/sbin`) !== null,
  'apt-get install rabbitmq-server',
);

describe.runIf(hasRabbit)('queues', () => {
  it('are listed with what waits in them', async () => {
    const name = names['rabbitmq'] ?? '';
    const { page, browse } = await window.call('resources/open', { name });
    expect(browse).toBe(true);
    const { user, password } = runningResource(harbour.dir, name)?.resource.connection ?? {};
    const login = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
    const made = await fetch(`${page}/api/queues/%2F/crossings`, { method: 'PUT', body: '{}', headers: { authorization: login } });
    expect(made.status).toBe(201);
    const listed = async () => (await window.call('resources/list', { name, place: [] })).entries;
    expect(await listed()).toMatchObject([{ name: 'crossings', kind: 'queue', detail: '0 waiting, 0 consumers', readable: false }]);
    await window.call('resources/close', { name });
  }, 90_000);
});
