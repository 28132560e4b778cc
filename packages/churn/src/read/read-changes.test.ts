import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { openRepository, type Repository } from '../repository/repository.ts';
import { importHistory, type Fixture } from '../testing/import.fixture.ts';
import { readChanges } from './read-changes.ts';

const scope = { leavesOut: (): boolean => false };
let fixture: Fixture | null = null;
let repository: Repository | null = null;
afterEach(() => {
  repository?.close();
  fixture?.remove();
});

/** A file that every commit writes anew. */
async function open(commits: number): Promise<readonly string[]> {
  fixture = importHistory(Array.from({ length: commits }, (_, index) => ({ files: { 'bread.txt': `loaf ${index}\n` } })));
  repository = await openRepository(fixture.folder, { state: null });
  const listed = await repository.run(['rev-list', '--reverse', repository.head]);
  return listed.toString('latin1').trim().split('\n');
}

/** `seen`: told of each commit that came. */
async function read(commits: readonly string[], shards: number, seen: (sha: string) => void, stop = new AbortController()): Promise<void> {
  if (!repository) return;
  const changes = readChanges(repository, commits, { scope, signal: stop.signal, shards, turn: 2 });
  for await (const { commit } of changes) seen(commit.sha);
}

test.each([1, 2, 3, 7])('%i gits give commits in their order', async (shards) => {
  const commits = await open(61);
  const seen: string[] = [];
  await read(commits, shards, (sha) => seen.push(sha));
  expect(seen).toEqual(commits);
});

test.each([1, 2, 3])('what one of %i gits cannot read is told, after nothing but what came before it', async (shards) => {
  // So few objects that git leaves each in a file of its own.
  const commits = await open(30);
  const blob = fixture?.git('rev-parse', `${commits[22]}:bread.txt`).toString('latin1').trim() ?? '';
  rmSync(join(fixture?.folder ?? '', 'objects', blob.slice(0, 2), blob.slice(2)));
  const seen: string[] = [];
  const reading = read(commits, shards, (sha) => seen.push(sha));
  await expect(reading).rejects.toMatchObject({ code: 'churn.missing_objects', exit: 3 });
  expect(seen).toEqual(commits.slice(0, Math.min(seen.length, 22)));
});

test.each([1, 3])('%i gits are ended when nobody wants more', async (shards) => {
  const commits = await open(61);
  const stop = new AbortController();
  await expect(read(commits, shards, () => stop.abort(), stop)).rejects.toMatchObject({ name: 'AbortError' });
});
