import { afterEach, describe, expect, it } from 'vitest';
import { socketAddress } from './endpoint.ts';
import { StartedServers } from './started-server.ts';

const bakery = { fsPath: '/srv/bakery' };
const listening = `
  console.error('reading', process.argv.slice(1).join(' '));
  console.log('not the line that is waited for');
  console.log(JSON.stringify({ url: 'http://127.0.0.1:4000/', origin: 'http://127.0.0.1:4000', token: String(process.pid) }));
  process.stdin.resume().on('end', () => process.exit(0));
`;

describe('the server of a desktop editor', () => {
  const said: string[] = [];
  let servers: StartedServers;
  const start = (script: string): void => {
    servers = new StartedServers(
      () => ({ file: process.execPath, arguments: ['-e', script, '--'] }),
      (line) => said.push(line),
    );
  };
  afterEach(() => servers.dispose());

  it('is started once a folder, and says where it listens', async () => {
    start(listening);
    const [first, again, other] = await Promise.all([
      servers.endpoint(bakery),
      servers.endpoint(bakery),
      servers.endpoint({ fsPath: '/srv/harbour' }),
    ]);
    expect(first.origin).toBe('http://127.0.0.1:4000');
    expect(again.token).toBe(first.token);
    expect(other.token).not.toBe(first.token);
    expect(said.some((line) => line.includes('serve --json /srv/bakery'))).toBe(true);
  });

  it('is started anew after it ended', async () => {
    start(listening);
    const first = await servers.endpoint(bakery);
    process.kill(Number(first.token));
    await expect.poll(async () => (await servers.endpoint(bakery)).token).not.toBe(first.token);
  });

  it('ends with the editor', async () => {
    start(listening);
    const { token } = await servers.endpoint(bakery);
    servers.dispose();
    await expect.poll(() => isAlive(Number(token))).toBe(false);
  });

  it('says in its own words why it did not start', async () => {
    start(`console.error('gw: the folder has a server already'); process.exit(1)`);
    await expect(servers.endpoint(bakery)).rejects.toMatchObject({
      code: 'extension.server_ended',
      message: 'gw: the folder has a server already',
    });
  });

  it('says what to install where there is no command line', async () => {
    servers = new StartedServers(
      () => ({ file: '/srv/bakery/no-such-program', arguments: [] }),
      () => {},
    );
    await expect(servers.endpoint(bakery)).rejects.toMatchObject({ code: 'extension.no_command_line' });
  });

  it('is spoken to with its token', () => {
    start(listening);
    expect(socketAddress({ origin: 'http://127.0.0.1:4000', token: 'a b' }, '/rpc')).toBe('ws://127.0.0.1:4000/rpc?token=a+b');
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
