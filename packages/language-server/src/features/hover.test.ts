import { afterEach, describe, expect, it } from 'vitest';
import type { Hover, MarkupContent } from 'vscode-languageserver';
import { environmentFolder, readSecrets, writeSecrets } from '@groundwork/provision';
import { mkdirSync } from 'node:fs';
import { harbour, openEditor, shown, until, type Editor } from '../editor.fixture.ts';
import { writeDeployed, writeRunning } from '../running.fixture.ts';

let editor: Editor;
afterEach(() => editor.close());

/** What is shown, without the addresses of links and the marks that keep text from being formatting. */
const hover = async (path: string, text: string, offset = 1): Promise<string[] | null> => {
  const found = await editor.ask<Hover | null>('textDocument/hover', path, { position: editor.at(path, text, offset) });
  return found && plainly((found.contents as MarkupContent).value);
};
const plainly = (markdown: string): string[] =>
  markdown
    .replace(/\]\(file:[^)]*#L\d+\)/g, ']')
    .replace(/\\([^A-Za-z0-9\s])/g, '$1')
    .split('\n\n');

describe('a hover', () => {
  it('goes from a variable to what it carries and to where that comes from', async () => {
    editor = await openEditor(harbour);
    expect(await hover('berths/settings.py', 'database_url')).toEqual([
      '**DATABASE_URL** of `berths`',
      'Carries the url of `postgres db` as `postgres`',
      'Value: filled in by `gw up`',
      'Read in [berths/settings.py:6]',
      'Taken by [berths/main.py:8] (psycopg.connect is constructed)',
      'Listed in [berths/.env.example:1]',
    ]);
  });

  it('names a place once that reads a variable and hands it on', async () => {
    editor = await openEditor(harbour);
    expect((await hover('berths/main.py', 'QUAY_CACHE'))?.slice(3)).toEqual([
      'Read in [berths/main.py:9] (redis.from_url is constructed)',
      'Listed in [berths/.env.example:2]',
    ]);
  });

  it('tells what it is now, and no password', async () => {
    editor = await openEditor(harbour);
    await editor.blueprint();
    const before = editor.refreshes();
    writeRunning(editor.dir);
    await until(() => editor.refreshes() > before);
    expect(await hover('berths/.env.example', 'DATABASE_URL')).toContain(
      'Value: `postgresql://berths@127.0.0.1:54021/berths`, of the PostgreSQL 18.4 that runs here',
    );
    expect(await hover('berths/main.py', 'psycopg.connect', 10)).toEqual([
      '**postgres db** · required',
      'Local ready · PostgreSQL 18.4 · `postgresql://berths@127.0.0.1:54021/berths`',
      'Told by `DATABASE_URL`',
      'Read in [berths/main.py:8] (psycopg.connect is constructed)',
    ]);
  });

  it('tells where it was deployed to, as what, and what that costs', async () => {
    editor = await openEditor(harbour);
    await editor.blueprint();
    const before = editor.refreshes();
    writeDeployed(editor.dir, 'staging');
    await until(() => editor.refreshes() > before);
    expect(await hover('berths/main.py', 'psycopg.connect', 10)).toContain('staging: RDS PostgreSQL 17 db.t4g.micro, $14.71 a month');
  });

  it('tells what a person has to give, and never what they gave', async () => {
    editor = await openEditor(harbour);
    const place = ['berths/settings.py', 'environ["PILOT', 11] as const;
    expect(await hover(...place)).toContain('Value: yours to give: `gw secrets set PILOT_API_KEY`');
    const folder = environmentFolder(editor.dir, 'local');
    mkdirSync(folder.root, { recursive: true });
    const before = editor.refreshes();
    writeSecrets(folder, { ...readSecrets(folder), given: { PILOT_API_KEY: 'tide-5309' } });
    await until(() => editor.refreshes() > before);
    const now = await hover(...place);
    expect(now).toContain('Value: given by you, kept for this folder only');
    expect(String(now)).not.toContain('tide-5309');
  });

  it('tells of a default and of what groundwork.yaml says instead', async () => {
    editor = await openEditor(harbour);
    expect(await hover('berths/settings.py', 'tide_table')).toContain('Value: `north`, the default in [berths/settings.py:7]');
    editor.open('groundwork.yaml', 'services:\n  berths:\n    env:\n      TIDE_TABLE: south\n');
    expect(await hover('berths/settings.py', 'tide_table')).toContain('Value: `south` in [groundwork.yaml:4]');
  });

  it('names the manifest that sets a value', async () => {
    editor = await openEditor({
      'requirements.txt': 'flask\n',
      'app.py': 'import os\nfrom flask import Flask\napp = Flask(__name__)\nmood = os.environ["MOOD"]\n',
      'docker-compose.yml': 'services:\n  app:\n    build: .\n    command: python app.py\n    environment:\n      MOOD: calm\n',
    });
    expect(await hover('app.py', 'MOOD')).toContain('Value: `calm`, set in [docker-compose.yml:6]');
  });

  it('tells of services, and of keys of groundwork.yaml', async () => {
    editor = await openEditor({ ...harbour, 'groundwork.yaml': 'services:\n  berths:\n    kind: web\nresources:\n  db: {}\n' });
    expect(await hover('berths/main.py', 'FastAPI()')).toContain('Starts with `uvicorn main:app --host 0.0.0.0 --port $PORT`');
    expect(await hover('groundwork.yaml', 'berths')).toContain('**web berths** · python · FastAPI · port 8000 `/health`');
    expect(await hover('groundwork.yaml', 'db:')).toContain('**postgres db** · required');
    expect((await hover('groundwork.yaml', 'kind'))?.[0]).toBe('**kind** What kind of service it is');
  });

  it('says nothing of other words', async () => {
    editor = await openEditor(harbour);
    expect(await hover('berths/main.py', 'def health')).toBeNull();
    expect(await hover('berths/main.py', 'database =')).toBeNull();
  });

  it('shows names and values of a hostile repository as text', async () => {
    const evil = '](command:workbench.action.quit) <img src=x onerror=alert(1)> ``` www.evil.example **';
    editor = await openEditor({
      Procfile: 'web: python main.py\n',
      'requirements.txt': 'flask\n',
      'main.py': `import os\nfrom flask import Flask\napp = Flask(__name__)\nGREETING = os.environ.get("GREETING", ${JSON.stringify(evil)})\napp.run()\n`,
      'a](command:x) <b>/main.py': 'import os\nprint(os.environ["GREETING"])\n',
    });
    const found = await editor.ask<Hover>('textDocument/hover', 'main.py', { position: editor.at('main.py', '"GREETING"', 3) });
    const { value } = found.contents as MarkupContent;
    expect(value).toContain(`Value: \`\`\`\` ${evil} \`\`\`\``);
    expect(value.replace(/`{4}.*`{4}/, '')).not.toMatch(/[^\\]<|[^\\]\]\(command/);
    expect(shown(found.range ?? { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } })).toBe('4:27-35');
  });
});
