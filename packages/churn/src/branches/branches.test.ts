import { afterEach, expect, test } from 'vitest';
import { readHistory, type History } from '../history/history.ts';
import { reportChurn } from '../report/report.ts';
import { importHistory, type Fixture, type FixtureCommit } from '../testing/import.fixture.ts';

let fixture: Fixture | null = null;
afterEach(() => {
  fixture?.remove();
  fixture = null;
});

/** Every commit has a whole day; the last one merges the branches. */
async function read(commits: readonly FixtureCommit[]): Promise<History> {
  fixture = importHistory(commits);
  const options = { state: null, walk: 'all-commits' } as const;
  const history = await readHistory(fixture.folder, options);
  const sharded = await readHistory(fixture.folder, { ...options, shards: 3, turn: 1 });
  expect(JSON.stringify(reportChurn(sharded))).toBe(JSON.stringify(reportChurn(history)));
  return history;
}

/** `origin>commit lines` of every death. */
function deaths({ commits, ledger: { deaths: rows } }: History): string[] {
  const name = (index: number | undefined): string => commits[index ?? -1]?.message ?? '';
  return Array.from({ length: rows.rows }, (_, row) => {
    const { origin, commit, lines } = rows.column;
    return `${name(origin[row])}>${name(commit[row])} ${lines[row]}`;
  });
}

const recipe = (...lines: readonly string[]): Record<string, string> => ({
  'bread.txt': ['flour 500 grams', ...lines, 'bake it at noon', ''].join('\n'),
});
const [salt, water, yeast] = ['salt 10 grams', 'water 350 grams', 'yeast 3 grams'];

test('a line that two branches delete dies once, where that was first', async () => {
  const history = await read([
    { files: recipe(salt, water), message: 'base' },
    { files: recipe(water), parents: [0], message: 'left' },
    { files: recipe(water, yeast), parents: [0], message: 'right' },
    { files: recipe(water, yeast), parents: [1, 2], message: 'merge' },
  ]);
  expect(deaths(history)).toEqual(['base>left 1']);
  expect(history.totals).toEqual({ added: 5, deleted: 1, alive: 4, transitions: 0 });
  expect(history.notes).toMatchObject([
    { code: 'branches', message: expect.stringContaining('1 times a line was taken out on more than one') },
  ]);
});

test('a line that a merge brings back goes on living, until it goes for good', async () => {
  const commits: FixtureCommit[] = [
    { files: recipe(salt, water), message: 'base' },
    { files: recipe(water), parents: [0], message: 'left' },
    { files: recipe(salt, water, yeast), parents: [0], message: 'right' },
    { files: recipe(salt, water, yeast), parents: [1, 2], message: 'merge' },
  ];
  const history = await read(commits);
  expect(deaths(history)).toEqual([]);
  expect(history.totals).toEqual({ added: 5, deleted: 0, alive: 5, transitions: 0 });
  fixture?.remove();
  expect(deaths(await read([...commits, { files: recipe(water, yeast), message: 'last' }]))).toEqual(['base>last 1']);
});

test('what a merge adds and drops by itself is its own', async () => {
  const history = await read([
    { files: recipe(salt), message: 'base' },
    { files: recipe(salt, water), parents: [0], message: 'left' },
    { files: recipe(salt, yeast), parents: [0], message: 'right' },
    { files: recipe(salt, water, 'let it rise over night'), parents: [1, 2], message: 'merge' },
  ]);
  expect(deaths(history)).toEqual(['right>merge 1']);
  expect(history.totals).toEqual({ added: 6, deleted: 1, alive: 5, transitions: 0 });
});

test('the same line written on two branches is merged into one, and does not count as deleted', async () => {
  const history = await read([
    { files: recipe(salt), message: 'base' },
    { files: recipe(salt, water), parents: [0], message: 'left' },
    { files: recipe(salt, water), parents: [0], message: 'right' },
    { files: recipe(salt, water, yeast), parents: [1, 2], message: 'merge' },
  ]);
  expect(deaths(history)).toEqual(['right>merge 1']);
  expect(history.totals).toEqual({ added: 6, deleted: 0, alive: 5, transitions: -1 });
  expect(reportChurn(history)).toMatchObject({ history: 'all-commits', churn: { ofChanged: { churned: 0 } } });
});

test('a file that one branch renamed and the other kept, both there after the merge, has its lines twice', async () => {
  const loaf = recipe(salt, water, yeast)['bread.txt'] ?? '';
  const history = await read([
    { files: { 'bread.txt': loaf }, message: 'base' },
    { files: { 'loaf.txt': loaf }, parents: [0], message: 'left' },
    { files: { 'bread.txt': loaf, note: 'open on Sunday\n' }, parents: [0], message: 'right' },
    { files: { 'bread.txt': loaf, 'loaf.txt': loaf, note: 'open on Sunday\n' }, parents: [1, 2], message: 'merge' },
  ]);
  expect(history.totals).toEqual({ added: 6, deleted: 0, alive: 11, transitions: 5 });
  expect(deaths(history)).toEqual([]);
});

test('lines that stand under the old name on one branch and the new one on another go with the merge that has neither', async () => {
  const [loaf, note] = [recipe(salt, water, yeast)['bread.txt'] ?? '', { note: 'open on Sunday\n' }];
  const history = await read([
    { files: { 'bread.txt': loaf, ...note }, message: 'base' },
    { files: { 'loaf.txt': loaf, ...note }, parents: [0], message: 'left' },
    { files: { 'bread.txt': loaf, ...note }, parents: [0, 1], message: 'right keeps the old name' },
    { files: { 'loaf.txt': loaf, ...note }, parents: [1, 0], message: 'left keeps the new one' },
    { files: note, parents: [2, 3], message: 'merge' },
  ]);
  expect(history.totals).toMatchObject({ alive: 1 });
  expect(deaths(history)).toEqual(['base>merge 5']);
});

test('a merge that renames a file, as all parents have it, and writes another one', async () => {
  const loaf = recipe(salt, water, yeast)['bread.txt'] ?? '';
  const history = await read([
    { files: { 'loaf.txt': loaf }, message: 'base' },
    { files: { 'loaf.txt': loaf, note: 'open on Sunday\n' }, parents: [0], message: 'left' },
    { files: { 'loaf.txt': loaf }, parents: [0], message: 'right' },
    { files: { 'bread.txt': loaf, 'café\nmenu.txt': 'tea\ncake\n' }, parents: [1, 2], message: 'merge' },
  ]);
  expect(history.totals).toEqual({ added: 8, deleted: 1, alive: 7, transitions: 0 });
  expect(deaths(history)).toEqual(['left>merge 1']);
});

test('a revert is found on its branch, whatever happened on another meanwhile', async () => {
  const history = await read([
    { files: recipe(salt), message: 'base' },
    { files: recipe(salt, water), parents: [0], message: 'left' },
    { files: recipe(salt, yeast), parents: [0], message: 'right' },
    { files: recipe(salt), parents: [1], message: 'left again' },
    { files: recipe(salt, yeast), parents: [3, 2], message: 'merge' },
  ]);
  expect(history.reverts.map(({ commit, undoes }) => [commit, undoes])).toEqual([[3, 1]]);
});
