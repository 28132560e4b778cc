import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fileOf } from '../ledger/ledger.ts';
import { dayOf } from '../ledger/totals.ts';
import { wires } from '../model/provider.ts';
import { openGateway } from '../open-gateway.ts';
import { bakery, boundless, requests, type Bakery } from '../testing/ask.fixture.ts';
import { scriptedModel } from '../testing/scripted-model.ts';
import { mostBytes } from './body.ts';

let open: Bakery | null = null;
let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'bakery-'))));
afterEach(async () => {
  await open?.close();
  open = null;
  rmSync(folder, { recursive: true });
});
const start = async (...args: Parameters<typeof bakery>) => (open = await bakery(...args));
const urlOf = ({ gateway }: Bakery) => (gateway.address !== null && 'url' in gateway.address ? gateway.address.url : '');
const loaf = () => ({ text: 'A loaf.' });
const key = 'sk-flour-and-water';

describe('who may come in', () => {
  test.each([
    ['authorization', (token: string) => ({ authorization: `Bearer ${token}` })],
    ['x-api-key', (token: string) => ({ 'x-api-key': token })],
    ['x-goog-api-key', (token: string) => ({ 'x-goog-api-key': token })],
    ['x-api-key beside another key', (token: string) => ({ authorization: 'Bearer sk-real', 'x-api-key': token })],
  ])('shows its token as %s', async (_where, headers) => {
    const it = await start(loaf);
    const response = await fetch(`${urlOf(it)}/openai/v1/chat/completions`, {
      method: 'POST',
      headers: headers(it.token),
      body: '{"messages":[]}',
    });
    expect(response.status).toBe(200);
    expect(JSON.stringify(it.model.requests[0]?.headers)).not.toContain('sk-real');
  });

  test('or in the address, as clients of Google do, and it does not go further', async () => {
    const it = await start(loaf);
    const { body } = requests.google(false);
    const response = await fetch(`${urlOf(it)}/google/v1beta/models/x:generateContent?key=${it.token}`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    expect(response.status).toBe(200);
    expect(it.model.requests[0]?.path).toBe('/v1/models/rye-1:generateContent');
  });

  test.each(wires)('%s: nobody else, and it is told in the form of the wire', async (wire) => {
    const it = await start(loaf);
    const { path, body } = requests[wire](true);
    for (const authorization of ['', 'Bearer ', `Bearer ${key}`, `Bearer ${it.token}x`, it.token.slice(0, -1)]) {
      const response = await it.post(path, body, { headers: { authorization } });
      expect([response.status, await response.json()]).toEqual([401, expect.objectContaining({ error: expect.anything() })]);
    }
    expect(it.model.requests).toEqual([]);
  });
});

describe('it is no proxy', () => {
  test.each([
    ['POST', '/openai/v1/files'],
    ['POST', '/openai/v1/chat/completions/../../../v1/files'],
    ['POST', '/openai/v1//chat/completions'],
    ['GET', '/openai/v1/chat/completions'],
    ['PUT', '/openai/v1/models'],
    ['POST', '/anthropic/v1/messages/batches'],
    ['POST', '/google/v1beta/models/x:batchGenerateContent'],
    ['POST', '/google/v1beta/models/..%2f..%2ffiles'],
    ['POST', '/google/v1beta/cachedContents'],
    ['POST', '/native/api/pull'],
    ['GET', '/'],
  ])('%s %s', async (method, path) => {
    const it = await start(loaf);
    const { hostname, port } = new URL(urlOf(it));
    const status = await new Promise((resolve, reject) => {
      const sent = httpRequest({ hostname, port, method, path, headers: { authorization: `Bearer ${it.token}` } }, (response) =>
        resolve(response.resume().statusCode),
      );
      sent.once('error', reject).end(method === 'GET' ? undefined : '{}');
    });
    expect([status, it.model.requests.length]).toEqual([404, 0]);
  });

  test.each([
    'GET http://elsewhere.example/openai/v1/models HTTP/1.1\r\nHost: elsewhere.example\r\n\r\n',
    'CONNECT elsewhere.example:443 HTTP/1.1\r\nHost: elsewhere.example:443\r\n\r\n',
    'POST /openai/v1/chat/completions HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}',
  ])('%j', async (raw) => {
    const it = await start(loaf);
    const socket = connect(Number(new URL(urlOf(it)).port), '127.0.0.1');
    socket.end(raw);
    const said = await text(socket).catch(() => '');
    expect(said).not.toMatch(/^HTTP\/1.1 2/);
    expect(it.model.requests).toEqual([]);
  });

  test('where a request goes is the provider’s address, whatever its headers say', async () => {
    const it = await start(loaf);
    const headers = {
      'x-forwarded-host': 'elsewhere.example',
      'x-original-url': '/files',
      cookie: 'a=b',
      'openai-organization': 'org',
      'x-custom': 'leak',
    };
    expect((await it.post('/openai/v1/chat/completions', { messages: [] }, { headers })).status).toBe(200);
    expect(Object.keys(it.model.requests[0]?.headers ?? {}).sort((one, other) => one.localeCompare(other))).toEqual([
      'accept',
      'accept-encoding',
      'authorization',
      'connection',
      'content-length',
      'content-type',
      'host',
      'user-agent',
    ]);
  });

  test('a redirect is not followed, and the key goes nowhere else', async () => {
    const elsewhere = await scriptedModel(loaf);
    const redirecting = createServer((_request, response) => response.writeHead(307, { location: `${elsewhere.url}/v1/messages` }).end());
    await new Promise<void>((resolve) => redirecting.listen(0, '127.0.0.1', resolve));
    const address = redirecting.address();
    const baseUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/v1`;
    const it = await start(loaf, { providers: [{ name: 'mill', wires: ['anthropic'], baseUrl, key: async () => key }] });
    const response = await it.ask('anthropic', false);
    expect([response.status, response.headers.get('x-groundwork-error')]).toEqual([502, 'gateway.upstream_elsewhere']);
    expect(elsewhere.requests).toEqual([]);
    redirecting.close();
    await elsewhere.close();
  });
});

describe('bodies', () => {
  test.each([
    ['no JSON', '{"a":', 400],
    ['a list', '[]', 400],
    ['nothing', '', 400],
    ['of another wire', '{"contents":[]}', 400],
    ['nested without end', `{"messages":${'['.repeat(200_000)}${']'.repeat(200_000)}}`, 400],
  ])('%s', async (_what, body, status) => {
    const it = await start(loaf, { speaks: ['google'] });
    expect((await it.post('/anthropic/v1/messages', body)).status).toBe(status);
    expect(it.model.requests).toEqual([]);
  });

  test('too large is refused before it is all there', async () => {
    const it = await start(loaf);
    const chunk = new Uint8Array(1024 * 1024).fill(32);
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1;
        controller.enqueue(chunk);
      },
    });
    const request = new Request('http://gateway/openai/v1/chat/completions', {
      method: 'POST',
      headers: { 'x-api-key': it.token },
      body,
      duplex: 'half',
    });
    expect((await it.gateway.fetch(request)).status).toBe(413);
    expect(sent).toBeLessThan(mostBytes / chunk.length + 5);
  });

  test('compressed is not read', async () => {
    const it = await start(loaf);
    const request = new Request('http://gateway/openai/v1/chat/completions', {
      method: 'POST',
      headers: { 'x-api-key': it.token, 'content-encoding': 'gzip' },
      body: gzipSync('{"messages":[]}'),
    });
    expect((await it.gateway.fetch(request)).status).toBe(415);
  });
});

describe('the key', () => {
  test.each(wires.flatMap((wire) => [true, false].flatMap((stream) => [true, false].map((passes) => ({ wire, stream, passes })))))(
    'is in no answer, error or ledger: %j',
    async ({ wire, stream, passes }) => {
      const ledger = join(folder, 'ledger.jsonl');
      const it = await start(
        [
          { text: `It is ${key}.` },
          { fault: { kind: 'status', status: 401, message: `Incorrect API key provided: ${key}` } },
          { fault: { kind: 'status', status: 500, message: key } },
        ],
        { ledger, speaks: passes ? wires : wires.filter((one) => one !== wire).slice(-1) },
      );
      const answers = [];
      for (let turn = 0; turn < 3; turn++) {
        const response = await it.ask(wire, stream);
        answers.push(JSON.stringify(Object.fromEntries(response.headers)) + (await response.text()));
      }
      expect(answers[1]).toContain('[key]');
      expect(answers.join('') + readFileSync(fileOf(ledger, dayOf(new Date())), 'utf8')).not.toContain(key);
      expect(readFileSync(fileOf(ledger, dayOf(new Date())), 'utf8')).not.toContain(it.token);
    },
  );
});

describe('a socket', () => {
  const options = (socket: string) => ({ providers: [], listen: { socket }, ledger: null });

  test('is its owner’s only, is served, and is taken over from a gateway that was killed', async () => {
    const socket = join(folder, 'gateway.sock');
    const model = await scriptedModel(loaf);
    const gateway = await openGateway({ ...options(socket), providers: [model.provider()] });
    expect(statSync(socket).mode & 0o077).toBe(0);
    const { token } = gateway.grant({ subject: 'bakery', budget: boundless, model: { provider: 'scripted', id: 'rye' } });
    const { path, body } = requests.anthropic(true);
    const answer = await new Promise<string>((resolve, reject) => {
      const sent = httpRequest({ socketPath: socket, method: 'POST', path, headers: { 'x-api-key': token } }, (response) =>
        resolve(text(response)),
      );
      sent.once('error', reject).end(JSON.stringify(body));
    });
    expect(answer).toContain('A loaf.');
    await expect(openGateway(options(socket))).rejects.toMatchObject({ code: 'gateway.not_listening', where: socket });
    await gateway.close();
    await model.close();
    // As a kill leaves it: a file without anybody behind it.
    const left = createServer().listen(socket);
    await new Promise((resolve) => left.once('listening', resolve));
    const { renameSync } = await import('node:fs');
    renameSync(socket, `${socket}.kept`);
    left.close();
    renameSync(`${socket}.kept`, socket);
    await (await openGateway(options(socket))).close();
  });
});
