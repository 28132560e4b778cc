import { afterEach, describe, expect, it } from 'vitest';
import type { CodeAction, WorkspaceEdit } from 'vscode-languageserver';
import { harbour, openEditor, shown, until, type Editor } from '../editor.fixture.ts';

let editor: Editor;
afterEach(() => editor.close());

/** Somebody forgot to list the key of the pilots. */
const forgetful = { ...harbour, 'berths/.env.example': 'DATABASE_URL=\nQUAY_CACHE=\n' };
const settings = harbour['berths/settings.py'] ?? '';

/** A ferry on Node, of no particular version. */
const ferry = {
  'package.json': '{ "name": "ferry", "scripts": { "start": "node ferry.js" }, "dependencies": { "express": "5.1.0" } }\n',
  'ferry.js': "const app = require('express')();\napp.listen(process.env.PORT);\n",
};

/** Of the rule that these tests are about, and of `groundwork.yaml`: others find something here too. */
const problems = (path: string): string[] =>
  (editor.diagnostics.get(`/${path}`) ?? [])
    .filter(({ code }) => /^(unprovided-variable|decisions\..*)$/.test(String(code)))
    .map(({ code, range, severity }) => `${String(code)} ${severity} ${shown(range)}`);

const actions = async (path: string, text: string): Promise<CodeAction[]> => {
  const at = editor.at(path, text);
  const diagnostics = (editor.diagnostics.get(`/${path}`) ?? []).filter(({ range }) => range.start.line === at.line);
  return await editor.ask('textDocument/codeAction', path, { range: { start: at, end: at }, context: { diagnostics, only: ['quickfix'] } });
};

describe('diagnostics', () => {
  it('stand in files that are not open', async () => {
    editor = await openEditor(forgetful);
    const { problems: told } = await editor.blueprint();
    expect(problems('berths/settings.py')).toEqual(['unprovided-variable 1 10:24-37']);
    expect(told).toContainEqual(expect.objectContaining({ rule: 'unprovided-variable', file: 'berths/settings.py', service: 'berths' }));
  });

  it('follow unsaved buffers of other files', async () => {
    editor = await openEditor(forgetful);
    await editor.blueprint();
    editor.open('berths/.env.example');
    editor.type('berths/.env.example', harbour['berths/.env.example'] ?? '');
    await until(() => problems('berths/settings.py').length === 0);
    editor.shut('berths/.env.example');
    await until(() => problems('berths/settings.py').length === 1);
    expect((await editor.blueprint()).problems.map(({ rule }) => rule)).toContain('unprovided-variable');
  });

  it('say what is wrong with groundwork.yaml, all of it, and what names nothing', async () => {
    const file = 'groundwork.yaml';
    editor = await openEditor({ ...harbour, [file]: 'services:\n  berths:\n    port: "x"\n    prot: 1\n' });
    await editor.blueprint();
    expect(problems(file)).toEqual(['decisions.invalid 1 3:4-8', 'decisions.invalid 1 4:4-8']);
    editor.open(file);
    editor.type(file, 'services:\n  bertsh: {}\nresources:\n  db: {}\nchecks:\n  unprovidde: off\n');
    await editor.blueprint();
    expect(problems(file)).toEqual(['decisions.unknown 2 2:2-8', 'decisions.unknown 2 6:2-12']);
    editor.type(file, 'services: [\n');
    await editor.blueprint();
    expect(problems(file)).toEqual(['decisions.syntax 1 2:0-0']);
    editor.type(file, '');
    await until(() => problems(file).length === 0);
  });

  it('are counted in UTF-16', async () => {
    editor = await openEditor({ ...forgetful, 'berths/settings.py': settings.replace('PILOT_KEY = ', 'PILOT, NAME = "⚓🚢", ') });
    await editor.blueprint();
    expect(problems('berths/settings.py')).toEqual(['unprovided-variable 1 10:33-46']);
  });
});

describe('a code action', () => {
  it('says that it is meant, in a comment', async () => {
    editor = await openEditor(forgetful);
    await editor.blueprint();
    const found = await actions('berths/settings.py', 'PILOT_KEY =');
    const allow = found.find(({ title }) => title === 'Allow unprovided-variable here');
    expect(allow?.diagnostics).toHaveLength(1);
    editor.open('berths/settings.py');
    editor.type('berths/settings.py', applied(settings, allow?.edit));
    await until(() => problems('berths/settings.py').length === 0);
    expect(applied(settings, allow?.edit)).toContain('\n# groundwork: allow unprovided-variable\nPILOT_KEY');
  });

  it('says it in groundwork.yaml of a file that takes no comments', async () => {
    editor = await openEditor({ ...ferry, 'groundwork.yaml': '# ours\nname: ferry\n' });
    await editor.blueprint();
    const found = await actions('package.json', '{ "name"');
    const allow = found.find(({ title }) => title === 'Allow unpinned-runtime in this file');
    const [edit] = allow?.edit?.changes?.[editor.uri('groundwork.yaml')] ?? [];
    expect(edit?.newText).toBe('# ours\nname: ferry\nchecks:\n  unpinned-runtime:\n    ignore:\n      - package.json\n');
    editor.open('groundwork.yaml');
    editor.type('groundwork.yaml', edit?.newText ?? '');
    expect((await editor.blueprint()).problems.filter(({ rule }) => rule === 'unpinned-runtime')).toEqual([]);
  });

  it('mends what can be mended', async () => {
    editor = await openEditor(ferry);
    await editor.blueprint();
    const found = await actions('package.json', '{ "name"');
    const [made, written] = found.find(({ isPreferred }) => isPreferred)?.edit?.documentChanges ?? [];
    expect(made).toEqual({ kind: 'create', uri: editor.uri('.nvmrc'), options: { ignoreIfExists: true } });
    editor.write('.nvmrc', (written as { edits: { newText: string }[] }).edits.map(({ newText }) => newText).join(''));
    editor.changedOnDisk('.nvmrc');
    expect((await editor.blueprint()).problems.filter(({ rule }) => rule === 'unpinned-runtime')).toEqual([]);
  });

  it('gives what is missing', async () => {
    editor = await openEditor(forgetful);
    await editor.blueprint();
    const found = await actions('berths/settings.py', 'PILOT_KEY =');
    expect(found.find(({ command }) => command)?.command).toEqual({
      title: 'Set PILOT_API_KEY for this folder',
      command: 'groundwork.setSecret',
      arguments: [{ name: 'PILOT_API_KEY' }],
    });
  });

  it('answers what is open', async () => {
    editor = await openEditor({
      Procfile: 'web: python a.py\n',
      'requirements.txt': 'flask\nsqlalchemy\npsycopg2\nmysqlclient\n',
      'a.py':
        'import os\nfrom flask import Flask\nfrom sqlalchemy import create_engine\napp = Flask(__name__)\nengine = create_engine(os.environ["LAMPS"])\napp.run()\n',
    });
    await editor.blueprint();
    const found = await actions('a.py', 'engine =');
    expect(found.map(({ command }) => command?.arguments)).toContainEqual([{ id: 'db.type' }]);
  });

  it('is none where nothing is wrong', async () => {
    editor = await openEditor(forgetful);
    await editor.blueprint();
    expect(await actions('berths/main.py', '@app.get')).toEqual([]);
  });
});

function applied(text: string, edit: WorkspaceEdit | undefined): string {
  const lines = text.split('\n');
  for (const { range, newText } of Object.values(edit?.changes ?? {}).flat()) {
    const line = lines[range.start.line] ?? '';
    lines[range.start.line] = line.slice(0, range.start.character) + newText + line.slice(range.end.character);
  }
  return lines.join('\n');
}
