import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { GroundworkError } from '@groundwork/host';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openFolder, scan } from '../index.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'groundwork-hostile-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const write = (path: string, content: string | Uint8Array): void => {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), content);
};

const teaHouse = {
  'requirements.txt': 'fastapi\nuvicorn\n',
  'main.py': 'import os\nfrom fastapi import FastAPI\n\napp = FastAPI()\nKETTLE = os.environ["KETTLE_TEMPERATURE"]\n',
};

const writeTeaHouse = (): void => {
  for (const [path, text] of Object.entries(teaHouse)) write(path, text);
};

const variableNames = async (): Promise<string[]> =>
  (await scan(openFolder(folder))).services.flatMap((service) => service.env.map((variable) => variable.name));

test('links out of the folder are not followed and are noted', async () => {
  writeTeaHouse();
  const outside = mkdtempSync(join(tmpdir(), 'groundwork-outside-'));
  try {
    writeFileSync(join(outside, 'secret.py'), 'import os\nos.environ["OUTSIDE_SECRET"]\n');
    symlinkSync(join(outside, 'secret.py'), join(folder, 'secret.py'));
    symlinkSync(outside, join(folder, 'pantry'));
    const blueprint = await scan(openFolder(folder));
    expect(blueprint.services.flatMap((service) => service.env.map((variable) => variable.name))).toEqual(['KETTLE_TEMPERATURE']);
    expect(blueprint.notes).toContainEqual({ file: 'secret.py', why: 'a link that leads out of the folder' });
    expect(blueprint.notes).toContainEqual({ file: 'pantry', why: 'a link that leads out of the folder' });
  } finally {
    rmSync(outside, { recursive: true });
  }
});

test('links in circles end', async () => {
  writeTeaHouse();
  symlinkSync('.', join(folder, 'again'));
  symlinkSync('right', join(folder, 'left'));
  symlinkSync('left', join(folder, 'right'));
  expect(await variableNames()).toEqual(['KETTLE_TEMPERATURE']);
});

test('a sparse file of 2 GB is noted, not read', async () => {
  writeTeaHouse();
  write('leaves.py', '');
  truncateSync(join(folder, 'leaves.py'), 2 * 1024 ** 3);
  const blueprint = await scan(openFolder(folder));
  expect(blueprint.notes).toContainEqual({ file: 'leaves.py', why: 'larger than 1.5 MB' });
  expect(blueprint.services).toHaveLength(1);
});

test('200,000 files are read up to the limit, with a note', { timeout: 240_000 }, async () => {
  for (let shelf = 0; shelf < 400; shelf++) {
    mkdirSync(join(folder, `shelf-${shelf}`));
    for (let jar = 0; jar < 500; jar++) writeFileSync(join(folder, `shelf-${shelf}`, `jar-${jar}.py`), '');
  }
  const blueprint = await scan(openFolder(folder));
  expect(blueprint.notes).toContainEqual({ file: '.', why: 'only the first 100000 files were read' });
});

test('paths with newlines, quotes and substitutions are only names', async () => {
  writeTeaHouse();
  for (const name of ['a\nb.py', `it's "quoted".py`, '$(touch owned).py', '`touch owned`.py', '-rf.py', ' .py', '\u202egnp.py'])
    write(name, 'import os\nos.environ["ODD_NAME"]\n');
  expect(await variableNames()).toEqual(['KETTLE_TEMPERATURE', 'ODD_NAME']);
});

test('invalid UTF-8 is read as far as it goes', async () => {
  writeTeaHouse();
  write(
    'steam.py',
    Buffer.concat([Buffer.from('import os\n# caf'), Buffer.from([0xe9, 0xff, 0xfe]), Buffer.from('\nos.environ["AFTER_BAD_BYTES"]\n')]),
  );
  expect(await variableNames()).toContain('AFTER_BAD_BYTES');
});

const broken: Readonly<Record<string, string>> = {
  'a.py': 'def brew(:\n  os.environ["X"\nclass (((\n',
  'b.js': 'const { = process.env.X ; function ( { [',
  'c.ts': 'interface { enum <<< process.env.',
  'd.go': 'package main\nfunc main( { os.Getenv("X" \n type struct',
  'e.java': 'class { void ( { System.getenv("X" ; @',
  'f.rb': 'def brew\n ENV["X"\n class end end end',
  'g.php': '<?php function ( { getenv("X" ; class',
  'h.rs': 'fn main( { std::env::var("X" ; struct <<<',
  'i.cs': 'class { void ( { Environment.GetEnvironmentVariable("X" ; [',
  'j.kt': 'fun main( { System.getenv("X" ; class <<<',
  'package.json': '{ "name": ',
  'pyproject.toml': '[project\nname=',
  'go.mod': 'module (\nrequire (((',
  'pom.xml': '<project><dependencies><dependency>',
  'build.gradle': 'dependencies { implementation(',
  Gemfile: 'gem "rails", (',
  'composer.json': '[[[',
  'Cargo.toml': '[package\n',
  'tea.csproj': '<Project><ItemGroup>',
  'docker-compose.yml': 'services:\n  - [: {',
  Dockerfile: 'FROM\nRUN \\\n',
  'serverless.yml': 'functions: [*missing]',
  'notebook.ipynb': '{ "cells": [ { "source": ',
};

test('broken syntax in every language is no crash', async () => {
  for (const [path, text] of Object.entries(broken)) write(path, text);
  const blueprint = await scan(openFolder(folder));
  expect(blueprint.version).toBe(1);
  expect(blueprint.notes.length).toBeGreaterThan(0);
});

test.each(Object.keys(broken).filter((path) => !path.includes('.json')))('nesting 20,000 deep in %s ends', async (path) => {
  const [open, close] = ['('.repeat(20_000), ')'.repeat(20_000)];
  write(path, `${broken[path]?.split('\n')[0] ?? ''}\nx = getenv environ process.env ENV env ${open}1${close}\n`);
  await expect(scan(openFolder(folder))).resolves.toMatchObject({ version: 1 });
});

test('nested and aliased YAML does not multiply', async () => {
  const levels = Array.from(
    { length: 12 },
    (_, level) => `a${level}: &a${level} [${Array.from({ length: 10 }, () => (level === 0 ? 'tea' : `*a${level - 1}`)).join(', ')}]`,
  );
  write('docker-compose.yml', `${levels.join('\n')}\nservices:\n  teapot: { image: redis, environment: *a11 }\n`);
  write('config.yaml', `${'a:\n '.repeat(1)}${Array.from({ length: 3000 }, (_, depth) => `${' '.repeat(depth)}k:`).join('\n')}\n`);
  await expect(scan(openFolder(folder))).resolves.toMatchObject({ version: 1 });
});

test('a single line of 10 MB is noted, not parsed', async () => {
  writeTeaHouse();
  write('bundle.js', `process.env.X;${'a'.repeat(10_000_000)}`);
  write('line.js', `process.env.X;${'b'.repeat(1_000_000)}`);
  const blueprint = await scan(openFolder(folder));
  expect(blueprint.notes).toContainEqual({ file: 'bundle.js', why: 'larger than 1.5 MB' });
  expect(blueprint.notes.find((note) => note.file === 'line.js')?.why).toMatch(/line is longer/);
});

test('an empty folder is an empty blueprint', async () => {
  expect(await scan(openFolder(folder))).toMatchObject({ services: [], resources: [], questions: [], notes: [] });
});

test('a file instead of a folder, and nothing at all, are errors with a fix', () => {
  write('leaf.txt', 'tea');
  expect(() => openFolder(join(folder, 'leaf.txt'))).toThrow(expect.objectContaining({ code: 'tree.not_a_folder', exit: 2 }));
  expect(() => openFolder(join(folder, 'nowhere'))).toThrow(expect.objectContaining({ code: 'tree.missing', exit: 2 }));
  expect(() => openFolder(join(folder, 'nowhere'))).toThrow(GroundworkError);
});

test('what may not be read is noted; a root that may not be read is exit 3', () => {
  writeTeaHouse();
  write('locked.py', 'import os\nos.environ["LOCKED"]\n');
  write('cellar/wine.py', '');
  chmodSync(join(folder, 'locked.py'), 0);
  chmodSync(join(folder, 'cellar'), 0);
  const inside = asOrdinaryUser(folder);
  chmodSync(join(folder, 'cellar'), 0o700);
  expect(inside).toMatchObject({
    notes: expect.arrayContaining([
      { file: 'locked.py', why: 'no permission to read it' },
      { file: 'cellar', why: 'no permission to read it' },
    ]),
  });
  chmodSync(folder, 0);
  const refused = asOrdinaryUser(folder);
  chmodSync(folder, 0o700);
  expect(refused).toEqual({ code: 'tree.no_permission', exit: 3 });
});

/** Scans in a process that permissions bind, even when the tests run as root. */
function asOrdinaryUser(path: string): unknown {
  const entry = fileURLToPath(new URL('../index.ts', import.meta.url));
  const program = `
    const { openFolder, scan } = await import(${JSON.stringify(entry)});
    const answer = await Promise.resolve().then(() => scan(openFolder(${JSON.stringify(path)}))).catch((error) => ({ code: error.code, exit: error.exit }));
    console.log(JSON.stringify(answer));
  `;
  const node = [process.execPath, '--conditions=groundwork-source', '--input-type=module', '-e', program];
  const command =
    process.getuid?.() === 0
      ? ['setpriv', '--bounding-set', '-dac_override,-dac_read_search', '--inh-caps', '-dac_override,-dac_read_search', ...node]
      : node;
  const run = spawnSync(command[0] ?? '', command.slice(1), { encoding: 'utf8' });
  return JSON.parse(run.stdout || JSON.stringify({ failed: run.stderr }));
}
