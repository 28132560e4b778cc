import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CodeLens } from 'vscode-languageserver';
import { harbour, openEditor, until, type Editor } from '../editor.fixture.ts';
import { writeDeployed, writeRunning } from '../running.fixture.ts';

let editor: Editor;
beforeEach(async () => {
  editor = await openEditor(harbour);
});
afterEach(() => editor.close());

const lenses = async (path: string): Promise<string[]> => {
  const found = await editor.ask<CodeLens[]>('textDocument/codeLens', path);
  return found.map(({ range, command }) => {
    const argument = Object.values((command?.arguments?.[0] as Record<string, string> | undefined) ?? {}).join();
    return `${range.start.line + 1} ${command?.title} [${command?.command.replace('groundwork.', '')} ${argument}]`;
  });
};

describe('a lens', () => {
  it('stands above each need, with where it runs', async () => {
    expect(await lenses('berths/main.py')).toEqual([
      '7 web berths · not running [up ]',
      '7 uvicorn main:app --host 0.0.0.0 --port $PORT [showInMap berths]',
      '8 postgres db · not running [up ]',
      '9 redis · not running [up ]',
    ]);
  });

  it('stands where a need is told, when the client is made in another file, and where somebody has to give a key', async () => {
    expect(await lenses('berths/settings.py')).toEqual([
      '6 postgres db · not running [up ]',
      '10 PILOT_API_KEY · yours to give [setSecret PILOT_API_KEY]',
    ]);
    expect(await lenses('berths/.env.example')).toEqual([]);
  });

  it('changes when it comes up', async () => {
    await lenses('berths/main.py');
    const before = editor.refreshes();
    writeRunning(editor.dir);
    await until(() => editor.refreshes() > before);
    expect(await lenses('berths/main.py')).toEqual([
      '7 web berths · local ready · http://127.0.0.1:8000 [showLogs berths]',
      '7 uvicorn main:app --host 0.0.0.0 --port $PORT [showInMap berths]',
      '8 postgres db · local ready [openResource db]',
      '9 redis · not running [up ]',
    ]);
  });

  it('says where else it runs, and what it costs there', async () => {
    await lenses('berths/main.py');
    const before = editor.refreshes();
    writeDeployed(editor.dir, 'staging');
    await until(() => editor.refreshes() > before);
    expect(await lenses('berths/main.py')).toEqual([
      '7 web berths · not running · staging $18.20 + usage [up ]',
      '7 uvicorn main:app --host 0.0.0.0 --port $PORT [showInMap berths]',
      '8 postgres db · not running · staging $14.71 [up ]',
      '9 redis · not running [up ]',
    ]);
  });

  it('follows what is typed and not saved, and what changes on disk', async () => {
    editor.open('berths/main.py');
    editor.type('berths/main.py', harbour['berths/main.py']?.replace('cache =', '\n\ncache =') ?? '');
    expect(await lenses('berths/main.py')).toContain('11 redis · not running [up ]');
    editor.shut('berths/main.py');
    expect(await lenses('berths/main.py')).toContain('9 redis · not running [up ]');
    editor.write('berths/lamps.py', 'import os\nimport pika\nlamps = pika.BlockingConnection(pika.URLParameters(os.environ["LAMPS"]))\n');
    editor.changedOnDisk('berths/lamps.py');
    expect(await lenses('berths/lamps.py')).toEqual([expect.stringContaining('rabbitmq')]);
  });

  it('says of what has no server here that it runs elsewhere', async () => {
    editor.write('berths/llm.py', 'import openai\nimport main\nclient = openai.OpenAI()\n');
    editor.write('berths/requirements.txt', `${harbour['berths/requirements.txt'] ?? ''}openai==1.0.0\n`);
    editor.changedOnDisk('berths/llm.py', 'berths/requirements.txt');
    expect(await lenses('berths/llm.py')).toEqual([expect.stringMatching(/^3 llm api · (optional, )?runs elsewhere \[showInMap llm\]$/)]);
  });

  it('is text where the editor has none of our commands', async () => {
    editor.close();
    editor = await openEditor(harbour, { knowsCommands: false });
    expect(await lenses('berths/main.py')).toContain('8 postgres db · not running [ ]');
  });

  it('shows nothing for files outside the folder', async () => {
    const uri = 'file:///etc/passwd';
    void editor.connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'python', version: 1, text: 'x' } });
    expect(await editor.connection.sendRequest('textDocument/codeLens', { textDocument: { uri } })).toEqual([]);
  });
});
