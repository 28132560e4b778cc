import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { firstOf, type Candidate } from './chain.ts';
import { requestOf } from './request.fixture.ts';
import { foundWeb } from './web/found.ts';

let home: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'groundwork-chain-'));
});

afterEach(() => rmSync(home, { recursive: true }));

const way =
  (name: string): Candidate =>
  (request) =>
    foundWeb('qdrant', request, `/opt/${name}`, { name, arguments: [], ready: [] });
const none: Candidate = () => null;
const chosen = async (...candidates: Candidate[]): Promise<string> =>
  (await firstOf(candidates, requestOf('pilots', 'qdrant', home), { apt: 'pilot-book', brew: 'pilots' })).title;

it('takes the first way there is', async () => {
  expect(await chosen(none, way('Chart'), way('Almanac'))).toBe('Chart');
});

it('stays with the server whose data is there, whatever came to this machine since', async () => {
  mkdirSync(join(home, 'pilots', 'almanac'), { recursive: true });
  expect(await chosen(none, way('Chart'), way('Almanac'))).toBe('Almanac');
});

it('says what gets one where there is none', async () => {
  await expect(chosen(none, none)).rejects.toMatchObject({ code: 'server.missing', exit: 3, fix: expect.stringMatching(/pilot/u) });
});
