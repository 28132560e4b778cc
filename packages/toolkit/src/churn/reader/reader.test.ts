import { requireProgram } from '@groundwork/testing';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openChurnReader, type ChurnReader } from './reader.ts';

const there = requireProgram('git', 'apt-get install git');

let dir: string;
let reader: ChurnReader;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'library-'));
  reader = openChurnReader(dir);
});
afterEach(() => {
  reader.close();
  rmSync(dir, { recursive: true, force: true });
});

function commit(text: string, message: string, day: number): void {
  writeFileSync(join(dir, 'lending.py'), text);
  const date = `2026-03-${String(day).padStart(2, '0')}T12:00:00Z`;
  const env = { ...process.env, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date };
  const person = ['-c', 'user.name=Ada Page', '-c', 'user.email=ada@library.test'];
  execFileSync('git', ['-C', dir, 'add', 'lending.py']);
  execFileSync('git', ['-C', dir, ...person, 'commit', '--quiet', '--message', message], { env });
}

const always = { signal: new AbortController().signal };

describe.runIf(there)('a reader', () => {
  it('reads once for everybody, then only what is new', async () => {
    execFileSync('git', ['init', '--quiet', dir]);
    commit('shelf = 1\nbook = 2\n', 'Shelves', 1);
    commit('shelf = 1\nbook = 3\n', 'Books\n\nCo-authored-by: Claude <noreply@anthropic.com>', 3);
    expect(await reader.origins('lending.py')).toBeNull();
    const [one, two] = await Promise.all([reader.read(always), reader.read(always)]);
    expect(one).toBe(two);
    expect(one).toMatchObject({ read: 2, figures: { commits: 2, alive: 2, written: 3 } });
    expect(one.html).toContain('<h1>library-');
    const found = await reader.origins('lending.py');
    expect(found?.origins).toMatchObject({
      commits: [
        { subject: 'Shelves', finding: null, author: { name: 'Ada Page' } },
        { subject: 'Books', finding: { class: 'ai', source: 'trailer', tool: 'Claude Code' } },
      ],
      last: [0, 1],
      first: [0, 1],
    });
    expect((await reader.origins('cellar.py'))?.origins).toBeNull();
    commit('shelf = 1\nbook = 3\nreader = 4\n', 'Readers', 4);
    expect((await reader.read(always)).read).toBe(1);
    expect((await reader.origins('lending.py'))?.origins?.last).toEqual([0, 1, 2]);
  });

  it('is stopped when nobody waits any more, and reads again', async () => {
    execFileSync('git', ['init', '--quiet', dir]);
    commit('shelf = 1\n', 'Shelves', 1);
    const [one, two] = [new AbortController(), new AbortController()];
    const asked = [reader.read({ signal: one.signal }), reader.read({ signal: two.signal })];
    one.abort();
    await expect(asked[0]).rejects.toMatchObject({ name: 'AbortError' });
    two.abort();
    await expect(asked[1]).rejects.toMatchObject({ name: 'AbortError' });
    expect((await reader.read(always)).figures.commits).toBe(1);
  });

  it('is stopped with who asked for it, whoever would have liked it too', async () => {
    execFileSync('git', ['init', '--quiet', dir]);
    commit('shelf = 1\n', 'Shelves', 1);
    const [person, editor] = [new AbortController(), new AbortController()];
    const asked = [reader.read({ signal: editor.signal, isUnasked: true }), reader.read({ signal: person.signal })];
    person.abort();
    await expect(asked[1]).rejects.toMatchObject({ name: 'AbortError' });
    await expect(asked[0]).rejects.toMatchObject({ code: 'churn.stopped' });
    const unasked = reader.read({ signal: editor.signal, isUnasked: true });
    expect((await unasked).figures.commits).toBe(1);
  });

  it('says what keeps it from reading', async () => {
    await expect(reader.read(always)).rejects.toMatchObject({ code: 'churn.not_a_repository', exit: 3 });
    execFileSync('git', ['init', '--quiet', dir]);
    await expect(reader.read(always)).rejects.toMatchObject({ code: 'churn.no_commits', exit: 3 });
  });
});
