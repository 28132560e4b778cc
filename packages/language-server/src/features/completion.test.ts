import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CompletionItem } from 'vscode-languageserver';
import { harbour, openEditor, type Editor } from '../editor.fixture.ts';

let editor: Editor;
const lamps = [
  'import os',
  'from flask import Flask',
  'from sqlalchemy import create_engine',
  'app = Flask(__name__)',
  'engine = create_engine(os.environ["LAMPS"])',
  '',
].join('\n');

beforeEach(async () => {
  editor = await openEditor({
    ...harbour,
    'groundwork.yaml': '',
    // Two servers fit what is installed, and nothing says which.
    'lamps/requirements.txt': 'flask\nsqlalchemy\npsycopg2\nmysqlclient\n',
    'lamps/app.py': lamps,
  });
  await editor.blueprint();
  editor.open('groundwork.yaml');
});
afterEach(() => editor.close());

/** What is offered where `|` stands. */
const offered = async (text: string): Promise<CompletionItem[]> => {
  const before = text.slice(0, text.indexOf('|')).split('\n');
  editor.type('groundwork.yaml', text.replace('|', ''));
  const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  return await editor.ask<CompletionItem[]>('textDocument/completion', 'groundwork.yaml', { position });
};
const names = async (text: string): Promise<string[]> => (await offered(text)).map(({ label }) => label);

describe('completion', () => {
  it('offers the keys that may stand there and do not yet', async () => {
    expect(await names('services: {}\n|')).toEqual(['name', 'answers', 'resources', 'environments', 'ignore', 'checks']);
    expect(await names('resources:\n  db:\n    |\n    version: "16"\n')).toEqual(['type', 'need', 'ignore']);
    expect(await names('services:\n  berths:\n    start: |')).toContain('uvicorn main:app --host 0.0.0.0 --port $PORT');
  });

  it('offers names of this repository', async () => {
    expect(await names('services:\n  |')).toEqual(['berths', 'lamps']);
    expect(await names('resources:\n  r|')).toEqual(['mysql', 'postgres', 'redis']);
    expect(await names('services:\n  berths:\n    env:\n      |')).toEqual(['TIDE_TABLE']);
    expect(await names('ignore:\n  - |')).toEqual(['berths', 'lamps']);
    expect(await names('checks:\n  unprov|')).toContain('unprovided-variable');
  });

  it('offers questions and what answers them', async () => {
    editor.close();
    editor = await openEditor({ 'requirements.txt': 'flask\nsqlalchemy\npsycopg2\nmysqlclient\n', 'app.py': lamps, 'groundwork.yaml': '' });
    editor.open('groundwork.yaml');
    const { blueprint } = await editor.blueprint();
    const [question] = blueprint.questions;
    expect(await names('answers:\n  |')).toEqual(blueprint.questions.map(({ id }) => id));
    expect(await names(`answers:\n  ${question?.id}: |`)).toEqual(question?.options);
  });

  it('offers values', async () => {
    expect(await names('services:\n  berths:\n    ignore: |')).toEqual(['true', 'false']);
    expect(await names('services:\n  berths:\n    kind: w|')).toContain('worker');
    expect(await names('checks:\n  unprovided-variable: |')).toEqual(['error', 'warning', 'info', 'off']);
  });

  it('writes the key with what follows it, in place of what was begun', async () => {
    const [item] = await offered('services:\n  ber|');
    expect(item?.textEdit).toEqual({
      range: { start: { line: 1, character: 2 }, end: { line: 1, character: 5 } },
      newText: 'berths:\n    ',
    });
  });

  it('offers nothing in comments, in flow style and where nothing may stand', async () => {
    expect(await names('# |')).toEqual([]);
    expect(await names('services: { |')).toEqual([]);
    expect(await names('services:\n  berths:\n    port: |')).toEqual([]);
    expect(await names('services:\n  berths:\n    port:\n      |')).toEqual([]);
  });
});
