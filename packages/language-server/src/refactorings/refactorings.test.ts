import { execFileSync, spawnSync } from 'node:child_process';
import { beforeEach, describe, expect, it } from 'vitest';
import type { CodeAction } from 'vscode-languageserver';
import { harbour, openEditor } from '../editor.fixture.ts';
import { at, folder, make, offered, text, useFolder, write } from './folder.fixture.ts';

useFolder();

const titles = async (path: string, words: string) => (await offered(path, words)).map(({ title }) => title);
const python = (...words: string[]) =>
  execFileSync('python3', words, {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] },
  });

const pilot = {
  'requirements.txt': 'fastapi==0.115.0\nuvicorn==0.30.0\npsycopg[binary]==3.2.0\nredis==5.0.0\n',
  'main.py': [
    '"""Pilots."""',
    'import os',
    '',
    'from fastapi import FastAPI',
    '',
    'app = FastAPI(',
    '    title="pilots",',
    ')',
    'DATABASE_URL = os.environ["DATABASE_URL"]',
    'TIDES = os.environ.get("TIDES", "12")',
    'cache = None  # redis://',
    '',
  ].join('\n'),
  'store.py':
    'import os\nimport psycopg\nimport redis\n\ndb = psycopg.connect(os.environ["DATABASE_URL"])\ncache = redis.Redis.from_url(os.environ["REDIS_URL"])\n',
};

describe('boilerplate in Python', () => {
  beforeEach(() => write(pilot));

  it('is a health route after the application, once', async () => {
    await make('main.py', 'FastAPI(', 'health route');
    expect(text('main.py')).toContain(
      '    title="pilots",\n)\n\n\n@app.get("/health")\ndef health() -> dict[str, str]:\n    return {"status": "ok"}\n\n\nDATABASE_URL',
    );
    python('-m', 'py_compile', 'main.py');
    expect((await titles('main.py', 'FastAPI(')).join()).not.toContain('health route');
  });

  it('is a typed file of the variables, which runs', async () => {
    expect(await make('main.py', 'TIDES', 'settings.py')).toBe('settings.py');
    const asked =
      'import os; os.environ.update(DATABASE_URL="postgresql://quay", REDIS_URL="redis://quay"); import settings; print(settings.settings.database_url, settings.settings.tides + 1)';
    expect(python('-c', asked)).toBe('postgresql://quay 13\n');
    expect(
      spawnSync('python3', ['-c', 'import settings'], {
        cwd: folder,
        encoding: 'utf8',
        env: { PATH: process.env['PATH'] },
      }).stderr,
    ).toContain("KeyError: 'DATABASE_URL'");
    expect((await titles('main.py', 'TIDES')).join()).not.toContain('settings.py');
  });

  it('is a settings class of pydantic where that is used', async () => {
    write({ 'requirements.txt': `${pilot['requirements.txt']}pydantic-settings==2.4.0\n` });
    await make('main.py', 'TIDES', 'settings.py');
    expect(text('settings.py')).toMatch(
      /^from pydantic import SecretStr\nfrom pydantic_settings import BaseSettings\n[\s\S]*    database_url: SecretStr\n[\s\S]*    tides: int = 12\n/,
    );
    python('-m', 'py_compile', 'settings.py');
  });

  it('is a client of what the service has a library for, after the imports, with those that are missing', async () => {
    write({ 'tides.py': '#!/usr/bin/env python\nimport os\n\n\ndef high():\n    return 4\n' });
    expect(await titles('tides.py', 'def high')).toEqual([expect.stringContaining('(psycopg)'), expect.stringContaining('(redis)')]);
    await make('tides.py', 'def high', '(redis)');
    await make('tides.py', 'def high', '(psycopg)');
    expect(text('tides.py')).toContain('redis.Redis.from_url(os.environ["REDIS_URL"]');
    expect(text('tides.py')).not.toMatch(/^redis = redis/m);
    expect(text('tides.py').match(/^import os$/gm)).toHaveLength(1);
    python('-m', 'py_compile', 'tides.py');
    expect(await titles('tides.py', 'def high')).toEqual([]);
  });

  it('is a Dockerfile, where there is none', async () => {
    expect(await make('main.py', 'FastAPI(', 'Dockerfile')).toBe('Dockerfile');
    expect(text('Dockerfile')).toMatch(/^FROM .*python/m);
    expect((await titles('main.py', 'FastAPI(')).join()).not.toContain('Dockerfile');
  });
});

const ferry = {
  'package.json':
    '{ "name": "ferry", "type": "module", "scripts": { "start": "node server.js" }, "dependencies": { "express": "5.0.0", "pg": "8.16.3" } }',
  'server.js': [
    "import express from 'express';",
    "import pg from 'pg';",
    '',
    'const app = express();',
    'const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });',
    "const deck = process.env.DECK ?? 'upper';",
    "if (!process.env.CREW_KEY) throw new Error('no crew');",
    'app.listen(process.env.PORT);',
    '',
  ].join('\n'),
};
const check = (path: string) => execFileSync(process.execPath, ['--check', at(path)], { encoding: 'utf8' });

describe('boilerplate in JavaScript', () => {
  beforeEach(() => write(ferry));

  it('is a health route, a client, and a module of variables that runs', async () => {
    await make('server.js', 'express()', 'health route');
    expect(text('server.js')).toContain("const app = express();\n\napp.get('/health', (_request, response) => {");
    check('server.js');
    write({ 'crew.js': "/*\n * import of crew\n */\nexport const crew = ['Ada'];\n" });
    await make('crew.js', 'crew', '(pg)');
    expect(text('crew.js')).toMatch(
      /^\/\*\n \* import of crew\n \*\/\nimport pg from 'pg';\n\nexport const \w+ = new pg\.Pool\(\{ connectionString: process\.env\.DATABASE_URL \}\);\n/,
    );
    check('crew.js');
    await make('server.js', 'DECK', 'env.js');
    const env = { PATH: process.env['PATH'], CREW_KEY: 'ada' };
    const run = (more: NodeJS.ProcessEnv) =>
      spawnSync(process.execPath, ['-e', 'import(process.argv[1]).then(({ env }) => console.log(env.DECK))', './env.js'], {
        cwd: folder,
        encoding: 'utf8',
        env: more,
      });
    expect(run(env).stdout).toBe('upper\n');
    expect(run({ PATH: env.PATH }).stderr).toContain('CREW_KEY is not set');
  });

  it('uses require where the file does, and zod where it is there', async () => {
    write({
      'package.json': ferry['package.json'].replace('"type": "module", ', '').replace('"pg"', '"zod": "4.0.0", "pg"'),
      'crew.cjs': "const fs = require('node:fs');\nmodule.exports = fs;\n",
    });
    await make('crew.cjs', 'fs', '(pg)');
    expect(text('crew.cjs')).toMatch(/^const fs = require\('node:fs'\);\nconst pg = require\('pg'\);\n\nconst \w+ = new pg\.Pool/);
    check('crew.cjs');
    await make('server.js', 'DECK', 'env.js');
    expect(text('env.js')).toContain("    DECK: z.string().default('upper'),");
  });
});

it('is offered by the editor as a refactoring, and nowhere else', async () => {
  const editor = await openEditor({ ...harbour, 'berths/tides.py': 'HIGH = 4\n' });
  try {
    editor.open('berths/tides.py');
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    const ask = (path: string, only: readonly string[]) =>
      editor.ask<{ title: string; kind: string }[]>('textDocument/codeAction', path, {
        range,
        context: { diagnostics: [], only },
      });
    const found = await ask('berths/tides.py', ['refactor']);
    expect(found.map(({ kind }) => kind)).toEqual(found.map(() => 'refactor.rewrite'));
    expect(found.map(({ title }) => title).join()).toContain('Write a client of');
    expect(await ask('berths/tides.py', ['quickfix'])).toEqual([]);
    expect(await ask('berths/requirements.txt', ['refactor'])).toEqual([]);
  } finally {
    editor.close();
  }
});

it.each([true, false])('is written when somebody chose it, or at once where an editor cannot ask again (%s)', async (canAsk) => {
  const codeAction = canAsk ? { dataSupport: true, resolveSupport: { properties: ['edit'] } } : {};
  const editor = await openEditor({ ...harbour, 'berths/tides.py': 'HIGH = 4\n' }, {}, { codeAction });
  try {
    editor.open('berths/tides.py');
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    const [offer] = await editor.ask<CodeAction[]>('textDocument/codeAction', 'berths/tides.py', {
      range,
      context: { diagnostics: [], only: ['refactor'] },
    });
    expect(offer?.edit === undefined).toBe(canAsk);
    const chosen: CodeAction = canAsk ? await editor.connection.sendRequest('codeAction/resolve', offer) : (offer ?? { title: '' });
    expect(JSON.stringify(chosen.edit)).toContain('psycopg.connect');
    if (!canAsk) return;
    editor.type('berths/tides.py', 'import psycopg\nHIGH = psycopg.connect("")\n');
    await expect(editor.connection.sendRequest('codeAction/resolve', offer)).rejects.toThrow('Ask again');
  } finally {
    editor.close();
  }
});
