import type { WindowConnection } from '@groundwork/protocol';
import { reset, runningResource } from '@groundwork/toolkit';
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHarbour, type Harbour } from '../../server.fixture.ts';

const files = {
  'package.json': '{ "name": "ferry", "scripts": { "start": "node ferry.js" }, "dependencies": { "express": "5", "nodemailer": "7" } }',
  'ferry.js': `
const mail = require('nodemailer').createTransport({ host: process.env.SMTP_HOST, port: process.env.SMTP_PORT });
require('express')().listen(process.env.PORT);
`,
};

let harbour: Harbour;
let window: WindowConnection;
const stateHome = process.env['XDG_STATE_HOME'];

beforeAll(async () => {
  harbour = await openHarbour(files);
  process.env['XDG_STATE_HOME'] = `${harbour.home}/state`;
  window = harbour.window();
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
