import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { wires, type Wire } from '../model/provider.ts';
import { bakery, requests, type Bakery } from '../testing/ask.fixture.ts';
import type { Script } from '../testing/turn.ts';
import { differenceOf, essenceOf } from './key.ts';

let folder: string;
let open: Bakery[] = [];
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'harbour-'))));
afterEach(async () => {
  for (const one of open) await one.close();
  open = [];
  rmSync(folder, { recursive: true });
});
const start = async (...args: Parameters<typeof bakery>) => {
  const it = await bakery(...args);
  open.push(it);
  return it;
};
const session = (mode: 'record' | 'replay', script: Script, speaks: readonly Wire[] = wires) =>
  start(script, { recording: { mode, folder }, speaks });
const nobody: Script = () => {
  throw new Error('A replayed session asks nobody.');
};

/** Each chunk by itself, within this process: a network may join some. */
async function chunksOf(
  { gateway, token }: Bakery,
  wire: Wire,
  stream: boolean,
  change: object = {},
): Promise<{ status: number; headers: unknown; chunks: string[] }> {
  const { path, body } = requests[wire](stream);
  const response = await gateway.fetch(
    new Request(`http://gateway${path}`, { method: 'POST', headers: { 'x-api-key': token }, body: JSON.stringify({ ...body, ...change }) }),
  );
  const chunks: string[] = [];
  for await (const chunk of response.body ?? []) chunks.push(Buffer.from(chunk).toString('base64'));
  return { status: response.status, headers: Object.fromEntries(response.headers), chunks };
}

describe.each(wires.flatMap((wire) => [false, true].flatMap((stream) => [true, false].map((passes) => ({ wire, stream, passes })))))(
  '$wire, stream: $stream, passed through: $passes',
  ({ wire, stream, passes }) => {
    test('a session is replayed to the byte and the chunk, with its errors and what it cost', async () => {
      const speaks = passes ? wires : wires.filter((one) => one !== wire).slice(0, 1);
      const recording = await session(
        'record',
        [
          { text: 'Berth 4 ⚓ is free until noon.' },
          { fault: { kind: 'status', status: 400, message: 'No.' } },
          { tools: [{ name: 'moor', input: { berth: 4 } }], fault: { kind: 'split' } },
          { text: 'Berth 4 is free until noon, I said.', fault: { kind: 'cut' } },
          ...(stream ? [] : [{ fault: { kind: 'cut' } as const }, { fault: { kind: 'cut' } as const }]),
        ],
        speaks,
      );
      const first = [];
      for (let turn = 0; turn < 4; turn++) first.push(await chunksOf(recording, wire, stream));
      expect(first.map(({ status }) => status)).toEqual([200, 400, 200, stream ? 200 : 502]);
      const replaying = await session('replay', nobody, speaks);
      const second = [];
      for (let turn = 0; turn < 4; turn++) second.push(await chunksOf(replaying, wire, stream));
      expect(second).toEqual(first);
      expect(replaying.model.requests).toEqual([]);
      expect(replaying.gateway.usage('bakery')).toEqual(recording.gateway.usage('bakery'));
      const over = await chunksOf(replaying, wire, stream);
      expect([over.status, Buffer.from(over.chunks.join(''), 'base64').toString()]).toEqual([
        404,
        expect.stringContaining('asked once more'),
      ]);
    });
  },
);

test('a request that is not recorded is told with the place where it differs', async () => {
  const recording = await session('record', [{ text: 'Berth 4' }]);
  await chunksOf(recording, 'openai-chat', true);
  const replaying = await session('replay', nobody);
  const { status, headers, chunks } = await chunksOf(replaying, 'openai-chat', true, {
    messages: [{ role: 'user', content: 'Three loaves.' }],
  });
  expect(status).toBe(404);
  expect(headers).toMatchObject({ 'x-groundwork-error': 'gateway.replay_miss' });
  expect(Buffer.from(chunks.join(''), 'base64').toString()).toContain('at messages.0.content');
  expect(replaying.gateway.usage('bakery').requests).toBe(0);
});

test('recordings are readable by their owner only, and hold no key', async () => {
  const recording = await session('record', [
    { text: 'Your key is sk-flour-and-water, isn’t it?' },
    { fault: { kind: 'status', status: 401, message: 'sk-flour-and-water is wrong' } },
  ]);
  await chunksOf(recording, 'anthropic', false);
  const refused = await chunksOf(recording, 'anthropic', false);
  const files = readdirSync(folder).map((file) => join(folder, file));
  expect(files).toHaveLength(2);
  for (const file of files) {
    expect(statSync(file).mode & 0o077).toBe(0);
    expect(readFileSync(file, 'utf8')).not.toContain('sk-flour');
    expect(readFileSync(file, 'utf8')).not.toContain(recording.token);
  }
  expect(Buffer.from(refused.chunks.join(''), 'base64').toString()).toContain('[key] is wrong');
});

test('a session that was killed is recorded on', async () => {
  await chunksOf(await session('record', [{ text: 'one' }]), 'google', true);
  await chunksOf(await session('record', [{ text: 'two' }]), 'google', true);
  const replaying = await session('replay', nobody);
  const said = [await chunksOf(replaying, 'google', true), await chunksOf(replaying, 'google', true)];
  expect(
    said.map(({ chunks }) =>
      Buffer.from(chunks[0] ?? '', 'base64')
        .toString()
        .includes('one'),
    ),
  ).toEqual([true, false]);
});

describe('what a request is recognised by', () => {
  const essence = (content: string) => essenceOf({ model: content, messages: [{ role: 'user', content }] }, [/ses_\w+/g]);
  test.each([
    ['Today is 2026-11-26.', 'Today is 2027-01-03.'],
    ['Today is Thursday, November 26, 2026', 'Today is Sunday, January 3, 2027'],
    ['It is 2026-11-26T07:16:41.123Z now', 'It is 2027-01-03 09:00 now'],
    ['ran in 3.41 s', 'ran in 12 ms'],
    ['at http://127.0.0.1:54021/', 'at http://127.0.0.1:8080/'],
    ['cd /tmp/harbour-Xy12/src', 'cd /tmp/harbour-zz/src'],
    ['id 5d2dc05f-0000-4000-8000-aaaaaaaaaaaa', 'id 6d2dc05f-1111-4000-8000-bbbbbbbbbbbb'],
    ['commit 5d2dc05', 'commit bc20856'],
    ['session ses_abc', 'session ses_def'],
  ])('%s', (one, other) => {
    expect(essence(one)).toEqual(essence(other));
  });

  test.each([
    ['Berth 4', 'Berth 5'],
    ['port 54021 of the harbour', 'port 8080 of the harbour'],
  ])('not %s', (one, other) => {
    expect(differenceOf(essence(one), essence(other))).toBe('messages.0.content');
  });

  test('the order of names is none of it', () => {
    expect(JSON.stringify(essenceOf({ b: { d: 1, c: 2 }, a: 3 }, []))).toBe(JSON.stringify(essenceOf({ a: 3, b: { c: 2, d: 1 } }, [])));
  });
});
