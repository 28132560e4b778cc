import { afterEach, describe, expect, test } from 'vitest';
import { importHistory, type Files, type Fixture } from '../testing/import.fixture.ts';
import { readHistory } from '../history/history.ts';
import { reportChurn } from '../report/report.ts';

let fixture: Fixture | null = null;
afterEach(() => fixture?.remove());

/** Operations of the last of some trees, those that happened. */
async function operationsOf(...trees: readonly Files[]): Promise<Record<string, number>> {
  fixture = importHistory(trees.map((files) => ({ files })));
  const count = async (revision: string): Promise<Record<string, number>> => ({
    ...reportChurn(await readHistory(fixture?.folder ?? '', { revision, state: null })).operations,
  });
  const before = await count(fixture.commits.at(-2) ?? '');
  const after = await count('HEAD');
  return Object.fromEntries(
    Object.entries(after).flatMap(([name, lines]) => (lines === before[name] ? [] : [[name, lines - (before[name] ?? 0)]])),
  );
}

const text = (...lines: readonly string[]): string => `${lines.join('\n')}\n`;
const bells = [
  'ring the harbour bell twice',
  'light the northern beacon',
  'raise the storm warning flag',
  'close the outer harbour gate',
  'call the pilot boats home',
  'note the time in the log',
];

describe('each word for a changed line', () => {
  test('added and deleted', async () => {
    expect(await operationsOf({ a: text(...bells) }, { a: text(...bells.slice(1), 'have supper with the crew') })).toEqual({
      added: 1,
      deleted: 1,
    });
  });
  test('updated: what is beside what went', async () => {
    expect(await operationsOf({ a: text(...bells) }, { a: text('sound the fog horn thrice', ...bells.slice(1)) })).toEqual({ updated: 1 });
  });
  test('moved: within a file, between files, with the plain lines that follow', async () => {
    expect(await operationsOf({ a: text(...bells), b: 'x\n' }, { a: text(...bells.slice(2)), b: text('x', ...bells.slice(0, 2)) })).toEqual(
      { moved: 2 },
    );
    const gate = ['if (storm && harbour.isOpen) {', '}'];
    expect(await operationsOf({ a: text(...gate, ...bells), b: 'x\n' }, { a: text(...bells), b: text('x', ...gate) })).toEqual({
      moved: 2,
    });
  });
  test('a plain line does not move by itself', async () => {
    expect(await operationsOf({ a: text('}', ...bells), b: 'x\n' }, { a: text(...bells), b: text('x', '}') })).toEqual({
      added: 1,
      deleted: 1,
    });
  });
  test('copied within the commit, and not twice in one place', async () => {
    const line = 'ring the harbour bell twice';
    expect(await operationsOf({ a: 'x\n', b: 'y\n' }, { a: text('x', line), b: text('y', line) })).toEqual({ added: 1, copied: 1 });
    expect(await operationsOf({ a: 'x\n' }, { a: text('x', line, line) })).toEqual({ added: 2 });
  });
  test('copied from the repository: blocks of five, not of four', async () => {
    const base = { a: text(...bells), b: 'x\n' };
    expect(await operationsOf(base, { ...base, b: text('x', ...bells.slice(0, 5)) })).toEqual({ copiedFromRepository: 5 });
    expect(await operationsOf(base, { ...base, b: text('x', ...bells.slice(0, 4)) })).toEqual({ added: 4 });
  });
  test('found and replaced: three times the same, whole words', async () => {
    const replaced = (files: readonly string[]): string => text(...files.map((line) => line.replace('harbour', 'port')));
    const lines = ['the harbour is wide', 'the harbour is deep', 'no ship leaves harbour today'];
    expect(await operationsOf({ a: text(...lines) }, { a: replaced(lines) })).toEqual({ findReplaced: 3 });
    expect(
      await operationsOf(
        { a: text(...lines) },
        { a: text(...lines.map((line, index) => (index === 0 ? line : line.replace('harbour', 'port')))) },
      ),
    ).toEqual({
      updated: 2,
    });
  });
  test('no-op: indentation, line ends, blank lines', async () => {
    expect(await operationsOf({ a: text(...bells) }, { a: `\n${bells.map((line) => `  ${line}`).join('\r\n')}` })).toEqual({ noop: 13 });
  });
});

test('pairs count once, so that both sides add up', async () => {
  const swapped = bells.map((line) => line.replace('harbour', 'port'));
  fixture = importHistory([
    { files: { a: text(...bells), b: text('one', '', 'two') } },
    { files: { a: text(...swapped, ...bells), b: text('two', 'one') } },
    { files: { c: text(...swapped.slice(3), 'the end of the watch'), b: text('  two', 'three', 'four') } },
  ]);
  const { ledger, totals } = await readHistory(fixture.folder, { state: null });
  const sums = new Map<number, { came: number; gone: number }>();
  for (let row = 0; row < ledger.changes.rows; row++) {
    const { operation, came, gone } = ledger.changes.column;
    const sum = sums.get(operation[row] ?? -1) ?? { came: 0, gone: 0 };
    sums.set(operation[row] ?? -1, { came: sum.came + (came[row] ?? 0), gone: sum.gone + (gone[row] ?? 0) });
  }
  // Updated, moved, found and replaced.
  for (const operation of [1, 2, 5]) {
    const sum = sums.get(operation);
    expect(sum?.came).toBe(sum?.gone);
  }
  const { added, deleted, noop, ...pairs } = reportChurn(await readHistory(fixture.folder, { state: null })).operations;
  const { copied, copiedFromRepository, ...both } = pairs;
  const paired = Object.values(both).reduce((sum, lines) => sum + lines, 0);
  expect(added + copied + copiedFromRepository + deleted + 2 * paired + noop).toBe(totals.added + totals.deleted);
});
