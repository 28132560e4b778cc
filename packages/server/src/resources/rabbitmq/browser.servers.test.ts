import type { WindowConnection } from '@groundwork/protocol';
import { programOnPath, requirement } from '@groundwork/testing';
import { reset, runningResource } from '@groundwork/toolkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHarbour, type Harbour } from '../../server.fixture.ts';

const files = {
  'package.json': '{ "name": "ferry", "scripts": { "start": "node ferry.js" }, "dependencies": { "express": "5", "amqplib": "0.10" } }',
  'ferry.js': `
require('amqplib').connect(process.env.AMQP_URL);
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
