import { requirement } from '@groundwork/testing';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHarbour, resourceOf, type Harbour } from '../../harbour.fixture.ts';
import { serverPrograms } from '../programs.ts';
import { killServer, toldAs, upWith } from '../servers.fixture.ts';

const here = serverPrograms('memcached').length > 0;

/** Sends one request and gives everything that is answered up to a line that ends an answer. */
const ask = (address: string, request: string): Promise<string> =>
  new Promise((done, failed) => {
    const [host = '', port] = address.split(':');
    const socket = connect({ host, port: Number(port) }, () => socket.write(request));
    let read = '';
    socket.on('error', failed);
    socket.on('data', (data) => {
      read += data.toString();
      if (/(?:STORED|END)\r\n$/u.test(read)) socket.end(() => done(read));
    });
  });

describe.runIf(requirement('Memcached', here, 'apt-get install memcached'))('a cache of Memcached', () => {
  const buoys = resourceOf('buoys', 'memcached');
  let harbour: Harbour;

  beforeEach(() => {
    harbour = createHarbour();
  });

  afterEach(() => harbour.remove(), 60_000);

  it('keeps what is put into it, and is there again after it was killed, empty', async () => {
    const env = [toldAs(buoys, 'url', 'host:port')];
    const { told, state } = await upWith(harbour, buoys, env);
    const address = told['TOLD_URL'] ?? '';
    expect(await ask(address, 'set red 0 0 4\r\nport\r\n')).toBe('STORED\r\n');
    expect(await ask(address, 'get red\r\n')).toBe('VALUE red 0 4\r\nport\r\nEND\r\n');
    await killServer(state);
    const again = await upWith(harbour, buoys, env);
    expect(again.told).toEqual(told);
    expect(await ask(address, 'get red\r\n')).toBe('END\r\n');
  }, 60_000);
});
