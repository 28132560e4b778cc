import { afterEach, expect, test } from 'vitest';
import { operations } from '../operations/definitions.ts';
import { blame } from '../testing/blame.fixture.ts';
import { importHistory, type Fixture, type FixtureCommit } from '../testing/import.fixture.ts';
import { readHistory } from './history.ts';

let fixture: Fixture | null = null;
afterEach(() => {
  fixture?.remove();
  fixture = null;
});

function make(commits: readonly FixtureCommit[]): Fixture {
  fixture = importHistory(commits);
  return fixture;
}

const bread = ['flour 500 grams', 'water 350 grams', 'salt 10 grams', 'yeast 3 grams', 'knead for ten minutes', ''].join('\n');

test('lines are born and die as git blame says, at every commit', async () => {
  const made = make([
    { files: { 'bread.txt': bread } },
    { files: { 'bread.txt': bread.replace('salt 10', 'salt 12'), 'cake.txt': 'sugar\r\nbutter' } },
    { files: { 'loaf.txt': bread.replace('salt 10', 'salt 12'), 'cake.txt': 'sugar\r\nbutter\r\neggs\r\n' } },
    { files: { 'loaf.txt': `ash\n${bread}`, oven: { bytes: Buffer.from('loaf.txt'), mode: '120000' } } },
    { files: { 'loaf.txt': `ash\n${bread}`, oven: 'a file now, no link\n', empty: '' } },
  ]);
  for (const commit of made.commits) {
    const history = await readHistory(made.folder, { revision: commit, state: null });
    for (const [path, file] of history.tree.files) {
      const ours = Array.from({ length: file.length }, (_, line) => history.commits[file.birth(line)]?.sha);
      expect(ours, `${path} at ${commit}`).toEqual(blame(made, commit, path));
    }
  }
  const { totals } = await readHistory(made.folder, { state: null });
  expect(totals).toEqual({ added: 13, deleted: 6, alive: 7, transitions: 0 });
});

test('a file that git takes for binary and then for text is a transition', async () => {
  const binary = { bytes: Buffer.from('flour\0water\n') };
  const made = make([
    { files: { scale: binary, recipe: bread } },
    { files: { scale: bread, recipe: binary } },
    { files: { scale: bread.replace('salt', 'sea salt'), recipe: { bytes: Buffer.from('other\0bytes\n') } } },
  ]);
  const { totals } = await readHistory(made.folder, { state: null });
  expect(totals).toEqual({ added: 6, deleted: 1, alive: 5, transitions: 0 });
  const before = await readHistory(made.folder, { revision: made.commits[1] ?? '', state: null });
  expect(before.ledger.changes.rows).toBe(3);
  expect(before.totals).toEqual({ added: 5, deleted: 0, alive: 5, transitions: 0 });
});

test('what moves to a place that is left out, or from one, ends or begins to count, and was not written then', async () => {
  const rye = bread.replaceAll('grams', 'g').replace('flour', 'rye');
  const made = make([
    { files: { 'vendor/bread.txt': bread, 'rye.txt': rye } },
    { files: { 'bread.txt': bread.replace('salt 10', 'salt 12'), 'vendor/rye.txt': rye.replace('salt 10', 'salt 12') } },
    { files: { 'bread.txt': bread, 'vendor/rye.txt': rye } },
  ]);
  for (const walk of ['first-parent', 'all-commits'] as const) {
    const history = await readHistory(made.folder, { state: null, walk });
    expect([...history.tree.files.keys()]).toEqual(['bread.txt']);
    expect(history.totals).toEqual({ added: 6, deleted: 1, alive: 5, transitions: 0 });
    const { operation, commit, came, gone } = history.ledger.changes.column;
    const moved = [...operation].flatMap((one, row) =>
      one === operations.transition ? [`${commit[row]} +${came[row]} -${gone[row]}`] : [],
    );
    expect(moved.toSorted()).toEqual(['1 +0 -5', '1 +5 -0']);
  }
});

test('a folder that is left out may be written as a shell would', async () => {
  const made = make([
    { files: { 'docs/a': bread, 'notes/b': bread, 'kept/docs/c': bread } },
    { files: { 'docs/a': bread, 'kept/docs/c': bread }, parents: [0] },
    { files: { 'docs/a': bread, 'notes/b': bread, 'kept/docs/c': 'salt\n' }, parents: [0] },
    { files: { 'docs/a': bread, 'kept/docs/c': 'salt\n' }, parents: [1, 2] },
  ]);
  for (const walk of ['first-parent', 'all-commits'] as const) {
    const { tree } = await readHistory(made.folder, { state: null, walk, exclude: ['./docs/', '/notes'] });
    expect([...tree.files.keys()]).toEqual(['kept/docs/c']);
  }
});
