import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DocumentSymbol, Location, WorkspaceSymbol } from 'vscode-languageserver';
import { harbour, openEditor, shown, type Editor } from '../editor.fixture.ts';

let editor: Editor;
beforeEach(async () => {
  editor = await openEditor({
    ...harbour,
    'groundwork.yaml': 'services:\n  berths:\n    env:\n      TIDE_TABLE: south\nresources:\n  db:\n    version: "16"\n',
    'pilots/requirements.txt': 'psycopg==3.2.0\n',
    'pilots/worker.py':
      'import os\nimport psycopg\nwhile True:\n    with psycopg.connect(os.environ["DATABASE_URL"]) as database:\n        database.execute("select 1")\n',
    'pilots/Procfile': 'pilots: python worker.py\n',
  });
});
afterEach(() => editor.close());

const places = (found: readonly Location[] | null): string[] | null =>
  found?.map(({ uri, range }) => `${uri.slice(editor.uri('').length + 1)} ${shown(range)}`).sort() ?? null;
const definition = async (path: string, text: string, offset = 1): Promise<string[] | null> =>
  places(await editor.ask('textDocument/definition', path, { position: editor.at(path, text, offset) }));
const references = async (path: string, text: string, includeDeclaration = true): Promise<string[] | null> =>
  places(await editor.ask('textDocument/references', path, { position: editor.at(path, text, 1), context: { includeDeclaration } }));

describe('definition', () => {
  it('goes from where a variable is read to who provides it and who takes it', async () => {
    expect(await definition('berths/settings.py', 'database_url')).toEqual([
      'berths/.env.example 1:0-12',
      'berths/main.py 8:0-49',
      'pilots/worker.py 4:4-65',
    ]);
    expect(await definition('berths/settings.py', 'tide_table')).toEqual(['groundwork.yaml 4:6-16']);
  });

  it('goes from who provides it to the code', async () => {
    expect(await definition('berths/.env.example', 'DATABASE_URL')).toEqual(['berths/settings.py 6:4-16', 'pilots/worker.py 4:37-49']);
    expect(await definition('groundwork.yaml', 'TIDE_TABLE')).toEqual(['berths/settings.py 7:4-14']);
    expect(await definition('groundwork.yaml', 'db:')).toEqual(['berths/main.py 8:0-49', 'pilots/worker.py 4:4-65']);
    expect(await definition('groundwork.yaml', 'berths')).toEqual(['berths/main.py 7:0-15']);
  });

  it('leaves other names to the language', async () => {
    expect(await definition('berths/main.py', 'database =')).toBeNull();
  });
});

describe('references', () => {
  it('are all that has to do with a variable', async () => {
    expect(await references('pilots/worker.py', 'DATABASE_URL')).toEqual([
      'berths/.env.example 1:0-12',
      'berths/main.py 8:0-49',
      'berths/settings.py 6:4-16',
      'pilots/worker.py 4:37-49',
    ]);
    expect(await references('pilots/worker.py', 'DATABASE_URL', false)).not.toContain('berths/.env.example 1:0-12');
  });

  it('of a resource are its clients, and what was decided about it', async () => {
    expect(await references('groundwork.yaml', 'db:')).toEqual([
      'berths/main.py 8:0-49',
      'groundwork.yaml 6:2-4',
      'pilots/worker.py 4:4-65',
    ]);
  });
});

describe('symbols', () => {
  it('are services, resources and variables', async () => {
    const named = await editor.connection.sendRequest<WorkspaceSymbol[]>('workspace/symbol', { query: 'datab' });
    expect(named.map(({ name }) => name)).toEqual(['DATABASE_URL', 'DATABASE_URL']);
    const all = await editor.connection.sendRequest<WorkspaceSymbol[]>('workspace/symbol', { query: '' });
    expect(all.map(({ name }) => name)).toEqual(expect.arrayContaining(['web berths', 'worker pilots', 'postgres db', 'redis']));
  });

  it('outline groundwork.yaml', async () => {
    const found = await editor.ask<DocumentSymbol[]>('textDocument/documentSymbol', 'groundwork.yaml');
    expect(found.map(({ name, children }) => [name, children?.map((child) => child.name)])).toEqual([
      ['services', ['berths']],
      ['resources', ['db']],
    ]);
  });
});
