import { afterEach, beforeEach, expect, it } from 'vitest';
import type { CodeAction, CompletionItem, Diagnostic } from 'vscode-languageserver';
import { harbour, openEditor, shown, until, type Editor } from '../editor.fixture.ts';

const path = 'tickets/filter-berths.md';
const head = [
  '---',
  'goal: Berths by length',
  'scop:',
  '  - berths/**',
  'done when:',
  '  - run: pytest -q',
  '---',
  '',
  'As it says.',
  '',
].join('\n');

let editor: Editor;
beforeEach(async () => {
  editor = await openEditor({ ...harbour, [path]: head, 'README.md': '---\ntitle: Harbour\n---\n' });
  editor.open(path);
});
afterEach(() => editor.close());

const found = (file: string): readonly Diagnostic[] => editor.diagnostics.get(`/${file}`) ?? [];

const labels = async (text: string): Promise<string[]> => {
  const before = text.slice(0, text.indexOf('|')).split('\n');
  editor.type(path, text.replace('|', ''));
  const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  return (await editor.ask<CompletionItem[]>('textDocument/completion', path, { position })).map(({ label }) => label);
};

it('underlines what is wrong in the head, and says what was meant', async () => {
  await until(() => found(path).length > 0);
  const diagnostics = found(path);
  expect(diagnostics.map(({ code, range }) => `${code} ${shown(range)}`)).toEqual(['ticket.invalid 3:0-4']);
  const [range] = diagnostics.map((each) => each.range);
  const actions = await editor.ask<CodeAction[]>('textDocument/codeAction', path, { range, context: { diagnostics, only: ['quickfix'] } });
  expect(actions.map(({ title, edit }) => [title, edit?.changes?.[editor.uri(path)]])).toEqual([
    ['Change to `scope`', [{ range, newText: 'scope' }]],
  ]);
  expect(found('README.md')).toEqual([]);
  editor.type(path, head.replace('scop:', 'scope:'));
  await until(() => found(path).length === 0);
});

it('completes keys that the head does not have yet, and those of an item', async () => {
  const keys = await labels('---\ngoal: Berths\n|\n---\n');
  expect(keys).toEqual(expect.arrayContaining(['scope', 'done when', 'tests', 'budget']));
  expect(keys).not.toContain('goal');
  expect(await labels('---\ngoal: Berths\ndone when:\n  - |\n---\n')).toEqual(expect.arrayContaining(['run', 'http', 'types', 'test']));
});

it('completes paths and services of the repository', async () => {
  expect(await labels('---\ngoal: Berths\nscope:\n  - |\n---\n')).toEqual(expect.arrayContaining(['berths/**', 'berths/main.py']));
  expect(await labels('---\ngoal: Berths\ndone when:\n  - http: GET /health\n    service: |\n---\n')).toEqual(['berths']);
  expect(await labels('---\ngoal: Berths\n---\n|\n')).toEqual([]);
});
