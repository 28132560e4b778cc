import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reportChurn } from '../report/report.ts';
import { generateHistory } from '../testing/generate.fixture.ts';
import { importHistory, type Fixture, type FixtureCommit } from '../testing/import.fixture.ts';
import { readHistory, type HistoryOptions } from './history.ts';

/** Several generated histories, one after the other: some 150 commits. */
function longHistory(): FixtureCommit[] {
  return [1, 3, 5, 7, 8, 9, 11, 13, 15, 17, 19, 20].flatMap((seed) => {
    const trunk = generateHistory(seed);
    return trunk.map(({ files, message = '', author = 'Mira' }): FixtureCommit => ({ files, message, author }));
  });
}

const state = mkdtempSync(join(tmpdir(), 'groundwork-churn-state-'));
let fixture: Fixture;
let whole = '';
beforeAll(async () => {
  fixture = importHistory(longHistory());
  whole = await json({ state: null });
});
afterAll(() => {
  fixture.remove();
  rmSync(state, { recursive: true, force: true });
});

async function json(options: HistoryOptions): Promise<string> {
  return JSON.stringify(reportChurn(await readHistory(fixture.folder, { everything: true, ...options })));
}

async function read(options: HistoryOptions): Promise<number> {
  return (await readHistory(fixture.folder, { everything: true, ...options })).read;
}

function folder(name: string): string {
  return join(state, name);
}

test('the same bytes at once, in shards, and bit by bit', async () => {
  expect(await json({ state: null, shards: 3, turn: 1 })).toBe(whole);
  const kept = folder('bits');
  for (const at of [10, 11, 60, 61, 90]) await read({ state: kept, revision: fixture.commits[at] ?? '' });
  expect(await read({ state: kept, revision: fixture.commits[91] ?? '' })).toBe(1);
  expect(await json({ state: kept, shards: 2, turn: 1 })).toBe(whole);
  expect(await read({ state: kept })).toBe(0);
  expect(await json({ state: kept })).toBe(whole);
});

test('history that was rewritten is read again from where it differs', async () => {
  const kept = folder('rewritten');
  await read({ state: kept });
  const commits = longHistory();
  const from = commits.length - 20;
  const other = importHistory(commits.map((commit, index) => (index < from ? commit : { ...commit, author: 'Ben' })));
  try {
    const options = { state: kept, everything: true };
    const history = await readHistory(other.folder, options);
    expect(history.read).toBe(20);
    expect(JSON.stringify(reportChurn(history))).toBe(
      JSON.stringify(reportChurn(await readHistory(other.folder, { ...options, state: null }))),
    );
    expect(await read({ state: kept })).toBe(20);
    expect(await json({ state: kept })).toBe(whole);
  } finally {
    other.remove();
  }
});

test('what is damaged, half written, or of another kind is read again', async () => {
  const kept = folder('damaged');
  await read({ state: kept });
  const file = join(kept, readdirSync(kept).find((name) => name.endsWith('.lines')) ?? '');
  const good = readFileSync(file);
  truncateSync(file, good.length - 7);
  expect(await json({ state: kept })).toBe(whole);
  const damage = (path: string): void => {
    const changed = readFileSync(path);
    changed[changed.length - 100] = (changed[changed.length - 100] ?? 0) ^ 1;
    writeFileSync(path, changed);
  };
  const checkpoint = join(kept, 'checkpoint');
  damage(checkpoint);
  expect(await read({ state: kept })).toBeGreaterThan(0);
  expect(await json({ state: kept })).toBe(whole);
  damage(checkpoint);
  damage(file);
  expect(await json({ state: kept })).toBe(whole);
  rmSync(checkpoint);
  expect(await read({ state: kept })).toBe(0);
  expect(await json({ state: kept })).toBe(whole);
  expect(await read({ state: kept, exclude: ['quay/**'] })).toBe(fixture.commits.length);
  expect(await json({ state: kept })).toBe(whole);
});

test('killed at any point and run again, it says the same', { timeout: 120_000 }, async () => {
  const kept = folder('killed');
  mkdirSync(kept);
  const run = async (after: number): Promise<boolean> => {
    const code = `import { readHistory } from '@groundwork/churn'; await readHistory(process.argv[1], { state: process.argv[2], everything: true });`;
    const args = ['--conditions=groundwork-source', '--input-type=module', '-e', code, fixture.folder, kept];
    try {
      await promisify(execFile)(process.execPath, args, { cwd: import.meta.dirname, timeout: after, killSignal: 'SIGKILL' });
      return true;
    } catch {
      return false;
    }
  };
  let [finished, kills] = [false, 0];
  for (let after = 150; !finished; after = Math.ceil(after * 1.4)) {
    finished = await run(after);
    kills += finished ? 0 : 1;
    const copy = folder(`killed-${after}`);
    cpSync(kept, copy, { recursive: true });
    expect(await json({ state: copy })).toBe(whole);
  }
  expect(kills).toBeGreaterThan(2);
});
