import { execFileSync } from 'node:child_process';
import { requireProgram } from '@groundwork/testing';
import { afterEach, describe, expect, it } from 'vitest';
import type { Hover, MarkupContent } from 'vscode-languageserver';
import { openEditor, type Editor } from '../editor.fixture.ts';
import type { LineStory } from '../protocol.ts';

const there = requireProgram('git', 'apt-get install git');

let editor: Editor;
afterEach(() => editor.close());

const pier = ['def moor(ship):', '    rope = 3', '    return rope', ''].join('\n');
const now = Math.floor(Date.now() / 1000);
const daysAgo = (days: number): string => `${now - days * 86_400} +0000`;

function git(dir: string, words: readonly string[], { name = 'Ada Quay', days = 0 } = {}): void {
  const person = ['-c', `user.name=${name}`, '-c', `user.email=${name.split(' ')[0]?.toLowerCase()}@harbour.test`];
  const env = { ...process.env, GIT_AUTHOR_DATE: daysAgo(days), GIT_COMMITTER_DATE: daysAgo(days) };
  execFileSync('git', ['-C', dir, ...person, ...words], { env, stdio: 'pipe' });
}

function commit(files: Readonly<Record<string, string>>, message: string, by: { name?: string; days?: number }): void {
  for (const [path, text] of Object.entries(files)) editor.write(path, text);
  git(editor.dir, ['add', '.']);
  git(editor.dir, ['commit', '--quiet', '--message', message], by);
}

async function openHarbour(settings: object = {}): Promise<void> {
  editor = await openEditor({ 'quay/pier.py': pier }, { settings });
  git(editor.dir, ['init', '--quiet']);
  commit({}, 'Moor ships', { days: 100 });
}

const hoverAt = async (line: number, character: number, path = 'quay/pier.py'): Promise<string | null> => {
  const found = await editor.ask<Hover | null>('textDocument/hover', path, { position: { line, character } });
  return found && (found.contents as MarkupContent).value.replace(/`[0-9a-f]{7}`/g, '`1234567`').replace(/(?<=%22)[0-9a-f]{40}/g, 'SHA');
};
const story = (line: number, path = 'quay/pier.py'): Promise<LineStory> => editor.ask('groundwork/lineOrigin', path, { line });
/** The history is read meanwhile. */
const whole = async (line: number, holds: (markdown: string) => boolean, path?: string): Promise<string> =>
  await expect
    .poll(async () => (await story(line, path))?.markdown ?? '', { timeout: 20_000 })
    .toSatisfy(holds)
    .then(async () => (await story(line, path))?.markdown ?? '');

describe.runIf(there)('where a line comes from', () => {
  it('is told where no code stands, and nowhere else', async () => {
    await openHarbour();
    const shown = '**Ada Quay** 3 months ago · [`1234567`](command:groundwork.showCommit?%5B%7B%22commit%22%3A%22SHA%22%7D%5D) Moor ships';
    expect(await hoverAt(1, 12)).toBe(shown);
    expect(await hoverAt(1, 2)).toBe(shown);
    expect(await hoverAt(1, 6)).toBeNull();
    // What follows the last line is none.
    expect(await hoverAt(3, 0)).toBeNull();
    expect(await story(1)).toMatchObject({ short: 'Ada Quay, 3 months ago' });
  });

  it('is told wherever somebody wants it to be, or nowhere, and without links for editors that do not know them', async () => {
    await openHarbour({ groundwork: { lineOrigins: 'everywhere' } });
    expect(await hoverAt(1, 6)).toContain('Ada Quay');
    await editor.connection.sendNotification('workspace/didChangeConfiguration', { settings: { groundwork: { lineOrigins: 'off' } } });
    expect(await hoverAt(1, 12)).toBeNull();
    editor.close();
    editor = await openEditor({ 'quay/pier.py': pier }, { knowsCommands: false });
    git(editor.dir, ['init', '--quiet']);
    commit({}, 'Moor [ships](command:quit)', { days: 1 });
    expect(await hoverAt(1, 12)).toBe('**Ada Quay** 1 day ago · `1234567` Moor \\[ships\\]\\(command\\:quit\\)');
  });

  it('goes through edits that are not saved', async () => {
    await openHarbour();
    editor.open('quay/pier.py');
    editor.type('quay/pier.py', `# Piers\n\n${pier.replace('rope = 3', 'rope = 4')}`);
    expect((await story(0))?.markdown).toBe('Not committed yet');
    expect((await story(2))?.short).toBe('Ada Quay, 3 months ago');
    expect((await story(3))?.short).toBe('not committed');
    expect((await story(4))?.commit).toMatch(/^[0-9a-f]{40}$/);
    editor.type('quay/pier.py', pier.replaceAll('\n', '\r\n'));
    expect((await story(1))?.short).toBe('Ada Quay, 3 months ago');
  });

  it('knows who wrote it first, whose work it was and how such lines last, once the history was read', async () => {
    await openHarbour();
    const log = Array.from({ length: 120 }, (_, day) => `day ${day}: ${day * 7} ships in the harbour\n`);
    commit({ 'log/ships.md': log.join('') }, 'A log\n\nAssisted-by: Claude', { name: 'Ben Tide', days: 60 });
    commit({ 'log/ships.md': log.slice(12).join('') }, 'Shorter', { name: 'Ada Quay', days: 58 });
    commit(
      {
        'log/old.md': log
          .slice(12)
          .map((line) => `  ${line}`)
          .join(''),
        'log/ships.md': '',
      },
      'Moved',
      { days: 3 },
    );
    const told = (await whole(4, (text) => text.includes('lines were still there'), 'log/old.md')).replace(
      /`[0-9a-f]{7}`\]\(.*?\)/g,
      '`1234567`]',
    );
    expect(told.split('\n\n')).toEqual([
      '**Ben Tide** 8 weeks ago · [`1234567`] A log',
      'Moved or indented by Ada Quay 3 days ago · [`1234567`] Moved',
      'AI-assisted (Claude): `Assisted-by: Claude`',
      'In `log`, 90 % of 120 lines were still there after 14 days · [Churn](command:groundwork.showChurn)',
    ]);
  });

  it('says nothing of files and folders that no commit knows', async () => {
    await openHarbour();
    editor.write('quay/new.py', 'rope = 1\n');
    expect(await story(0, 'quay/new.py')).toBeNull();
    editor.close();
    editor = await openEditor({ 'quay/pier.py': pier });
    expect(await hoverAt(1, 12)).toBeNull();
    git(editor.dir, ['init', '--quiet']);
    expect(await hoverAt(1, 12)).toBeNull();
  });
});
