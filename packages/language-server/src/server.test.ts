import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { CodeLens } from 'vscode-languageserver';
import { harbour, openEditor, until, type Editor } from './editor.fixture.ts';
import { blueprintStateSchema } from './protocol.ts';

let editor: Editor;
afterEach(() => editor.close());

const titles = async (path: string): Promise<string[]> =>
  (await editor.ask<CodeLens[]>('textDocument/codeLens', path)).map(({ command }) => command?.title ?? '');

describe('the language server', () => {
  it('says what its schema says, and says it again when it is another', async () => {
    editor = await openEditor(harbour);
    expect(blueprintStateSchema.parse(await editor.blueprint()).blueprint.services[0]?.name).toBe('berths');
    editor.open('berths/main.py');
    editor.type('berths/main.py', (harbour['berths/main.py'] ?? '').replace('"QUAY_CACHE"', '"PIER_CACHE"'));
    await until(() => JSON.stringify(editor.told.at(-1)).includes('PIER_CACHE'));
    expect(editor.told.every((state) => blueprintStateSchema.safeParse(state).success)).toBe(true);
  });

  it('takes a new file that is not saved, and what is deleted', async () => {
    editor = await openEditor(harbour);
    await editor.blueprint();
    editor.open('berths/lamps.py', 'import os\nimport pika\nlamps = pika.BlockingConnection(pika.URLParameters(os.environ["LAMPS"]))\n');
    expect((await editor.blueprint()).blueprint.resources.map(({ name }) => name)).toContain('broker');
    editor.shut('berths/lamps.py');
    expect((await editor.blueprint()).blueprint.resources.map(({ name }) => name)).not.toContain('broker');
    rmSync(join(editor.dir, 'berths/main.py'));
    editor.changedOnDisk('berths/main.py');
    expect((await editor.blueprint()).blueprint.resources.map(({ name }) => name)).not.toContain('redis');
  });

  it('leaves alone what tools made, and files of others', async () => {
    editor = await openEditor(harbour);
    const before = await editor.blueprint();
    editor.open('berths/.venv/lib/pika.py', 'import os\nimport pika\npika.BlockingConnection(pika.URLParameters(os.environ["LAMPS"]))\n');
    editor.open('../elsewhere/main.py', 'import os\nos.environ["ELSEWHERE"]\n');
    expect(await editor.blueprint()).toEqual(before);
  });

  it('counts edits in the middle of a text by UTF-16', async () => {
    const text = '# ⚓🚢 harbour\nimport os\nfrom flask import Flask\napp = Flask(__name__)\nkey = os.environ["KEY"]\n';
    editor = await openEditor({ 'requirements.txt': 'flask\n', 'app.py': text });
    editor.open('app.py');
    const at = editor.at('app.py', 'KEY');
    void editor.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: editor.uri('app.py'), version: 50 },
      contentChanges: [
        { range: { start: { line: 0, character: 2 }, end: { line: 0, character: 5 } }, text: '' },
        { range: { start: at, end: { line: at.line, character: at.character + 3 } }, text: 'TOWER_KEY' },
      ],
    });
    expect((await editor.blueprint()).blueprint.services[0]?.env.map(({ name }) => name)).toContain('TOWER_KEY');
  });

  it('lives through files of every kind, and says what it could not read', async () => {
    editor = await openEditor({
      ...harbour,
      'berths/zero.py': 'x = "\0"\n',
      'berths/long.py': `x = "${'é'.repeat(210_000)}"\n`,
      'berths/broken.py': 'def (((:\n  os.environ["\n',
      'docker-compose.yml': 'services: &a [*a, {{{\n',
      'package.json': '{ "scripts": { "start": 5, "__proto__": [] } ',
      'groundwork.yaml': 'a: &a [*a, *a]\nservices: *a\n',
    });
    expect(await titles('berths/main.py')).toContain('redis · not running');
    for (const path of ['berths/zero.py', 'berths/long.py', 'berths/broken.py', 'docker-compose.yml', 'package.json', 'groundwork.yaml'])
      expect(Array.isArray(await titles(path))).toBe(true);
    expect((await editor.blueprint()).problems.map(({ file }) => file)).toContain('groundwork.yaml');
  });

  it('says that a folder is gone, and goes on when it is back', async () => {
    editor = await openEditor(harbour);
    await editor.blueprint();
    const away = `${editor.dir}-away`;
    renameSync(editor.dir, away);
    editor.changedOnDisk('berths/main.py');
    await editor.blueprint().catch(() => {});
    renameSync(away, editor.dir);
    editor.changedOnDisk('berths/main.py');
    expect(await titles('berths/main.py')).toContain('redis · not running');
  });

  it('answers nothing after exit, and ends nobody', async () => {
    editor = await openEditor(harbour);
    await editor.connection.sendRequest('shutdown');
    await editor.connection.sendNotification('exit');
    expect(await editor.ended).toBe(true);
  });
});
