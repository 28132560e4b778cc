import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { groundworkIn } from '../../main.fixture.ts';

let bakery: string;

const server =
  "import express from 'express';\nconst app = express();\nconst flour = () => fetch('http://localhost:9000/flour');\napp.listen(3000);\n";

beforeEach(() => {
  bakery = mkdtempSync(join(tmpdir(), 'bakery-'));
  writeFileSync(join(bakery, '.nvmrc'), '24\n');
  writeFileSync(join(bakery, 'package-lock.json'), '{ "lockfileVersion": 3 }');
  writeFileSync(
    join(bakery, 'package.json'),
    '{ "name": "bakery", "type": "module", "scripts": { "start": "node server.js" }, "dependencies": { "express": "5.0.0" } }',
  );
  writeFileSync(join(bakery, 'server.js'), server);
});

afterEach(() => rmSync(bakery, { recursive: true }));

const check = (...words: string[]) => groundworkIn(bakery, ['check', ...words]);
const git = (...words: string[]) =>
  spawnSync('git', ['-C', bakery, '-c', 'user.name=Baker', '-c', 'user.email=baker@example.org', ...words]);

describe('gw check', () => {
  it('says where, what would happen and what can be mended, and ends with 1', async () => {
    const { stdout, stderr, exit } = await check();
    expect({ stderr, exit }).toEqual({ stderr: '', exit: 1 });
    expect(stdout).toContain('1 error, 1 warning');
    expect(stdout).toContain('server.js:3:27');
    expect(stdout).toContain('server.js:4:12');
    expect(stdout).toContain('2 safe fixes   gw check --fix');
  });

  it('ends well when nothing surely fails, and leaves out what is less bad', async () => {
    writeFileSync(join(bakery, 'server.js'), server.replace('http://localhost:9000', 'https://mill.example.org'));
    expect(await check()).toMatchObject({ exit: 0 });
    expect((await check('--severity', 'error')).stdout).toContain('nothing found');
  });

  it('prints findings as JSON, and writes them as SARIF', async () => {
    const { stdout } = await check('--json', '--sarif', 'report.sarif');
    expect(JSON.parse(stdout)).toMatchObject({
      version: 1,
      findings: [{ rule: 'hard-coded-address', file: 'server.js' }, { rule: 'fixed-port' }],
    });
    expect(JSON.parse(readFileSync(join(bakery, 'report.sarif'), 'utf8'))).toMatchObject({
      version: '2.1.0',
      runs: [{ results: [{ ruleId: 'hard-coded-address' }, {}] }],
    });
  });

  it('makes safe fixes, after which nothing is left', async () => {
    const { stdout, exit } = await check('--fix');
    expect(exit).toBe(0);
    expect(stdout).toContain('✔ Read PORT from the environment');
    expect(readFileSync(join(bakery, 'server.js'), 'utf8')).toContain('app.listen(process.env.PORT ?? 3000);');
  });

  it('leaves a file with uncommitted changes alone', async () => {
    git('init', '-q');
    git('add', '-A');
    git('commit', '-qm', 'Bread');
    writeFileSync(join(bakery, 'server.js'), `${server}// rye\n`);
    const { stdout, exit } = await check('--fix');
    expect(exit).toBe(1);
    expect(stdout).toContain('Not changed, as they have changes that are not committed: server.js');
    expect(readFileSync(join(bakery, 'server.js'), 'utf8')).toBe(`${server}// rye\n`);
  });

  it('writes nothing through a link that leads out', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'mill-'));
    rmSync(join(bakery, '.nvmrc'));
    symlinkSync(join(outside, 'version'), join(bakery, '.nvmrc'));
    await check('--fix');
    expect(existsSync(join(outside, 'version'))).toBe(false);
    rmSync(outside, { recursive: true });
  });

  it('lets groundwork.yaml decide', async () => {
    writeFileSync(
      join(bakery, 'groundwork.yaml'),
      'checks:\n  hard-coded-address: off\n  fixed-port:\n    severity: error\n    ignore: [server.js]\n',
    );
    expect(await check()).toMatchObject({ exit: 0, stderr: '' });
  });

  it('says when groundwork.yaml decides about a rule that is none', async () => {
    writeFileSync(join(bakery, 'groundwork.yaml'), 'checks:\n  hard-coded-adress: off\n');
    expect((await check()).stderr).toContain('There is no rule called hard-coded-adress');
  });
});
