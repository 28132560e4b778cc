import { execFileSync } from 'node:child_process';
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAssistant, type Assistant } from './testing/client.ts';

describe('where lines come from', () => {
  let assistant: Assistant;
  const commit = (author: string, message: string, date: string): string => {
    const git = (...args: string[]): string => execFileSync('git', args, { cwd: assistant.dir, encoding: 'utf8', env }).trim();
    const at = `${date}T12:00:00Z`;
    const env = { ...process.env, GIT_AUTHOR_DATE: at, GIT_COMMITTER_DATE: at };
    const person = ['-c', `user.name=${author}`, '-c', `user.email=${author.toLowerCase()}@library.test`];
    git('add', '--all');
    git(...person, 'commit', '--quiet', '--message', message);
    return git('rev-parse', 'HEAD');
  };

  beforeAll(async () => {
    assistant = await openAssistant({
      'shelf.py': 'def lend(book):\n    book.out = True\n    return book\n',
      '.gitignore': '.groundwork\n',
    });
    execFileSync('git', ['init', '--quiet', assistant.dir]);
  }, 60_000);
  afterAll(() => assistant.close(), 60_000);

  it('in runs of one origin, first and last', async () => {
    const first = commit('Ada', 'Lend books', '2024-03-01');
    const file = join(assistant.dir, 'shelf.py');
    appendFileSync(file, '\ndef bring(book):\n    book.out = False\n');
    const second = commit('Ben', 'Bring them back', '2024-05-01');
    writeFileSync(file, 'def lend(book):\n        book.out = True\n    return book\n\ndef bring(book):\n    book.out = False\n');
    const third = commit('Ben', 'Indent', '2024-06-01');
    const { runs, total, next } = await assistant.call('lines', { file: 'shelf.py' });
    expect([total, next]).toEqual([4, null]);
    expect(runs).toMatchObject([
      { from: 1, to: 1, author: 'Ada', commit: first, subject: 'Lend books', lastTouched: null },
      { from: 2, to: 2, author: 'Ada', commit: first, lastTouched: third },
      { from: 3, to: 3, author: 'Ada', commit: first, lastTouched: null },
      { from: 4, to: 6, author: 'Ben', commit: second, subject: 'Bring them back', lastTouched: null },
    ]);
    expect(await assistant.call('lines', { file: 'shelf.py', from: 5, to: 5 })).toMatchObject({ runs: [{ from: 5, to: 5 }], total: 1 });
    await expect(assistant.call('lines', { file: 'cellar.py' })).rejects.toThrow(/cellar\.py/);
    await expect(assistant.call('lines', { file: '../../etc/passwd' })).rejects.toThrow(/passwd/);
  }, 60_000);
});
