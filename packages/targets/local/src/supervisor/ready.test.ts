import { requirement } from '@groundwork/testing';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterEach, describe, expect, it } from 'vitest';
import { askHttp } from './ready.ts';

const hasIpv6 = Object.values(networkInterfaces()).some((each) => each?.some(({ address }) => address === '::1'));
const opened: Server[] = [];

afterEach(() => {
  for (const server of opened.splice(0)) server.close();
});

async function listen(server: Server, host: string, port = 0): Promise<number> {
  opened.push(server);
  server.listen({ host, port });
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

describe.runIf(requirement('the loopback of IPv6', hasIpv6, 'sysctl -w net.ipv6.conf.lo.disable_ipv6=0'))('asking over HTTP', () => {
  it('names the loopback of IPv6 for what listens on no other', async () => {
    const port = await listen(
      createServer((_request, response) => response.end('moored')),
      '::1',
    );
    expect(await askHttp(port, '/')).toEqual({ status: 200, host: 'localhost' });
  });

  it('names 127.0.0.1 for what began to listen while it was asked', async () => {
    const late = createServer((_request, response) => response.end('moored'));
    const early = createServer((_request, response) => {
      void listen(late, '127.0.0.1', port).then(() => response.end('moored'));
    });
    const port = await listen(early, '::1');
    expect(await askHttp(port, '/')).toEqual({ status: 200, host: '127.0.0.1' });
  });
});
