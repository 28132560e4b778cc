import { afterEach, expect, test } from 'vitest';
import { day, firstDay, importHistory, type Fixture } from '../testing/import.fixture.ts';
import { predictChurn } from '../prediction/predict-churn.ts';
import { lineOrigins } from './line-origins.ts';

let fixture: Fixture | null = null;
afterEach(() => fixture?.remove());

const catalogue = ['function lend(book, reader) {', '  book.reader = reader;', '  book.due = today() + days(28);', '}', ''].join('\n');

test('a line that was moved and indented keeps who wrote it first', async () => {
  fixture = importHistory([
    {
      files: { 'lending.js': catalogue, 'desk.js': 'open the desk at nine\n' },
      author: 'Ada',
      email: 'ada@library.example',
      message: 'Lend books\n\nMore of it',
    },
    {
      files: { 'lending.js': '// see desk.js\n', 'desk.js': `open the desk at nine\n${catalogue.replace(/^/gm, '  ')}` },
      author: 'Ben',
      email: 'ben@library.example',
      message: 'Lend at the desk',
      time: firstDay + 20 * day,
    },
  ]);
  const origins = await lineOrigins(fixture.folder, 'desk.js', { state: null });
  expect(origins?.[2]).toEqual({
    line: 3,
    last: {
      commit: fixture.commits[1],
      author: { name: 'Ben', email: 'ben@library.example' },
      time: firstDay + 20 * day,
      subject: 'Lend at the desk',
    },
    first: { commit: fixture.commits[0], author: { name: 'Ada', email: 'ada@library.example' }, time: firstDay, subject: 'Lend books' },
    ageDays: 20,
  });
  expect(await lineOrigins(fixture.folder, 'cellar.js', { state: null })).toBeNull();
});

test('files whose lines went soon are predicted to lose more, and new ones by their folder', async () => {
  const page = (name: string, version: number): string =>
    Array.from({ length: 300 }, (_, line) => `shelf ${name} holds book number ${line} in edition ${version}`).join('\n');
  fixture = importHistory(
    [0, 1, 2, 3, 40].map((days, index) => ({
      files: { 'busy/a.txt': page('a', Math.min(index, 3)), 'calm/b.txt': page('b', 0), 'calm/c.txt': days === 40 ? page('c', 0) : '' },
      time: firstDay + days * day,
    })),
  );
  const [busy, calm, unknownBusy, unknownCalm] = await predictChurn(
    fixture.folder,
    ['busy/a.txt', 'calm/b.txt', 'busy/z.txt', 'calm/z.txt'],
    { state: null },
  );
  expect(busy?.share).toBeGreaterThan(0.6);
  expect(calm?.share).toBeLessThan(0.3);
  expect(unknownBusy?.share).toBeGreaterThan(unknownCalm?.share ?? 1);
  expect(busy?.lines.file).toBe(1200);
});
