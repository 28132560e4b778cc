import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { digestOf } from './registry.ts';

const digest = `sha256:${'7'.repeat(64)}`;
const login = { user: 'harbour', password: 'tides' };
const basic = `Basic ${Buffer.from('harbour:tides').toString('base64')}`;
const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A registry that speaks the protocol over a socket; gives its `host:port`. */
async function registry(answer: (request: IncomingMessage, response: ServerResponse, host: string) => void): Promise<string> {
  const server = createServer((request, response) => answer(request, response, host));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return host;
}

const found = (response: ServerResponse): void => void response.writeHead(200, { 'docker-content-digest': digest }).end();

it('gives the digest a tag has', async () => {
  const asked: (string | undefined)[] = [];
  const host = await registry((request, response) => {
    asked.push(request.url);
    found(response);
  });
  expect(await digestOf(`${host}/harbour/pier:7`, { login: null, insecure: true })).toBe(digest);
  expect(asked).toEqual(['/v2/harbour/pier/manifests/7']);
});

it('gives its login only when it is asked for', async () => {
  const seen: (string | undefined)[] = [];
  const host = await registry((request, response) => {
    seen.push(request.headers.authorization);
    if (request.headers.authorization === basic) found(response);
    else response.writeHead(401, { 'www-authenticate': 'Basic realm="harbour"' }).end();
  });
  expect(await digestOf(`${host}/pier:7`, { login, insecure: true })).toBe(digest);
  expect(seen).toEqual([undefined, basic]);
});

it('fetches a token where the registry sends it', async () => {
  const host = await registry((request, response, own) => {
    if (request.url?.startsWith('/token')) {
      const { searchParams } = new URL(request.url, 'http://x');
      const right =
        request.headers.authorization === basic &&
        searchParams.get('scope') === 'repository:pier:pull' &&
        searchParams.get('service') === 'quay';
      response
        .writeHead(right ? 200 : 403, { 'content-type': 'application/json' })
        .end(JSON.stringify(right ? { access_token: 'ebb' } : {}));
    } else if (request.headers.authorization === 'Bearer ebb') found(response);
    else response.writeHead(401, { 'www-authenticate': `Bearer realm="http://${own}/token",service="quay"` }).end();
  });
  expect(await digestOf(`${host}/pier:7`, { login, insecure: true })).toBe(digest);
});

it.each(['not there', 'denied', 'no registry', 'no name'])('%s is no digest', async (what) => {
  const host = await registry((_, response) => response.writeHead(what === 'denied' ? 403 : 404).end());
  const image = what === 'no registry' ? '127.0.0.1:1/pier:7' : what === 'no name' ? 'Pier ; rm' : `${host}/pier:7`;
  expect(await digestOf(image, { login: null, insecure: true })).toBeNull();
});
