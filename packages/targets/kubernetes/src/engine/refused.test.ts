import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bakery, deploymentOf, renderedOf } from '../testing/bakery.fixture.ts';
import { engineOf } from '../testing/deploys.fixture.ts';

let home: string;
let server: Server | null = null;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'groundwork-refused-'));
});

afterEach(() => {
  server?.close();
  server = null;
  rmSync(home, { recursive: true, force: true });
});

function kubeconfig(address: string, contexts: readonly string[] = ['bakery']): string {
  const file = join(home, 'config');
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'bakery', cluster: { server: address, 'insecure-skip-tls-verify': true } }],
    users: [{ name: 'baker', user: { token: 'rye' } }],
    contexts: contexts.map((name) => ({ name, context: { cluster: 'bakery', user: 'baker' } })),
    'current-context': contexts[0],
  };
  writeFileSync(file, JSON.stringify(config));
  return file;
}

interface Answer {
  readonly code: number;
  readonly body: object;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A cluster that answers as it is told, by request. */
async function cluster(answer: (request: string) => Answer): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  server = createServer((request, response) => {
    const { code, body, headers = {} } = answer(`${request.method ?? ''} ${request.url ?? ''}`);
    response.writeHead(code, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  });
  server.listen(0, '127.0.0.1', () => {
    const address = server?.address();
    resolve(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`);
  });
  return promise;
}

const fine = { code: 201, body: {} };
const open = (file: string, settings = {}) => engineOf({ kubeconfig: file, environment: 'staging', settings });

describe('a cluster that is not reached', () => {
  it('is nobody knows which', async () => {
    await expect(open(join(home, 'nowhere'))).rejects.toMatchObject({ code: 'target.credentials', exit: 3 });
  });

  it('is a kubeconfig nobody can read', async () => {
    writeFileSync(join(home, 'config'), ': - {');
    await expect(open(join(home, 'config'))).rejects.toMatchObject({ code: 'target.credentials', where: join(home, 'config') });
  });

  it('is a context that is not there', async () => {
    await expect(open(kubeconfig('http://127.0.0.1:9', ['bakery', 'mill']), { context: 'brewery' })).rejects.toMatchObject({
      code: 'target.account',
      fix: expect.stringContaining('bakery, mill'),
    });
  });

  it('does not answer', async () => {
    const address = await cluster(() => fine);
    server?.close();
    await expect(open(kubeconfig(address))).rejects.toMatchObject({ code: 'target.unreachable', exit: 75 });
  });

  it('does not know who asks', async () => {
    const address = await cluster(() => ({ code: 401, body: { kind: 'Status', message: 'Unauthorized' } }));
    await expect(open(kubeconfig(address))).rejects.toMatchObject({ code: 'target.credentials' });
  });
});

describe('a cluster that is asked too much', () => {
  it('is asked again after as long as it wants', async () => {
    let asked = 0;
    const address = await cluster((request) => {
      if (request.startsWith('POST')) return fine;
      asked += 1;
      return asked < 3 ? { code: 429, body: { message: 'too many requests' }, headers: { 'retry-after': '0' } } : { code: 404, body: {} };
    });
    expect(await (await open(kubeconfig(address))).status()).toMatchObject({ phase: 'absent' });
    expect(asked).toBe(3);
  });

  it('is left alone when it wants more than a minute', async () => {
    const address = await cluster((request) =>
      request.startsWith('POST') ? fine : { code: 429, body: { message: 'too many requests' }, headers: { 'retry-after': '3600' } },
    );
    await expect((await open(kubeconfig(address))).status()).rejects.toMatchObject({ code: 'target.throttled', exit: 75 });
  });
});

it('an operator that is not there is named before anything is made', async () => {
  const made: string[] = [];
  const address = await cluster((request) => {
    if (request.includes('selfsubjectreviews')) return fine;
    made.push(request);
    return { code: 404, body: { message: 'the server could not find the requested resource' } };
  });
  const deployment = deploymentOf(bakery(), { resources: { db: { serving: 'operator' } } });
  await expect((await open(kubeconfig(address))).prepare(renderedOf(deployment), deployment)).rejects.toMatchObject({
    code: 'target.unsupported',
    message: expect.stringContaining('CloudNativePG'),
  });
  expect(made.filter((request) => !request.startsWith('GET'))).toEqual([]);
});
