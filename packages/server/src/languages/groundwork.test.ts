import { transportOver } from '@groundwork/protocol';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createMessageConnection, type MessageConnection } from 'vscode-jsonrpc';
import { WebSocket } from 'ws';
import { openHarbour, type Harbour } from '../server.fixture.ts';

let harbour: Harbour;
beforeEach(async () => {
  harbour = await openHarbour({ Procfile: 'quay: python quay.py\n', 'requirements.txt': '', 'quay.py': 'print(1)\n' });
});
afterEach(() => harbour.close());

async function open(id: string): Promise<MessageConnection> {
  const socket = new WebSocket(`${harbour.served.origin.replace('http', 'ws')}/lsp/${id}?token=${harbour.served.token}`);
  await new Promise((done, failed) => socket.once('open', done).once('error', failed));
  const { reader, writer } = transportOver(socket);
  const connection = createMessageConnection(reader, writer);
  connection.listen();
  return connection;
}

const start = async (connection: MessageConnection): Promise<unknown> => {
  await connection.sendRequest('initialize', { processId: null, rootUri: `file://${harbour.dir}`, capabilities: {} });
  await connection.sendNotification('initialized', {});
  return await connection.sendRequest('groundwork/blueprint', {});
};

it('tells every window that asks what the folder needs, and lives on when one says exit', async () => {
  const [one, two] = [await open('groundwork'), await open('groundwork')];
  expect(await start(one)).toMatchObject({ blueprint: { services: [{ name: 'quay' }] } });
  await one.sendRequest('shutdown');
  await one.sendNotification('exit');
  one.dispose();
  expect(await start(two)).toMatchObject({ blueprint: { services: [{ name: 'quay' }] } });
  two.dispose();
});

it('knows no other server by that address', async () => {
  await expect(open('harbour')).rejects.toThrow('404');
});
