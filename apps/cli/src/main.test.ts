import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { groundworkIn } from './main.fixture.ts';
import { main } from './main.ts';
import { version } from './version.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bakery-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

const groundwork = (...inputs: string[]) => groundworkIn(folder, inputs);

describe('the command line', () => {
  it('prints its version', async () => {
    expect(await groundwork('--version')).toEqual({ stdout: `${version}\n`, stderr: '', exit: 0 });
  });

  it.each([['--help'], ['help']])('explains itself: %s', async (...inputs) => {
    const { stdout, exit } = await groundwork(...inputs);
    expect(exit).toBe(0);
    expect(stdout).toContain('Print what a repository needs');
  });

  it('ends with 2 on a command it does not know, and names a near one', async () => {
    const { stderr, exit } = await groundwork('scna');
    expect(exit).toBe(2);
    expect(stderr).toBe('✘ There is no command `scna`; did you mean `scan`?\n  fix groundwork --help\n');
  });

  it.each([['./harbour'], ['/nowhere/harbour', '--no-open']])('takes a path for the folder to open: %s', async (...inputs) => {
    const { stderr, exit } = await groundwork(...inputs);
    expect(exit).toBe(2);
    expect(stderr).toContain('There is no such folder');
  });

  it('ends with 2 on a flag it does not know', async () => {
    expect((await groundwork('scan', '--jsno')).exit).toBe(2);
  });

  it('says what is wrong, where, and the fix', async () => {
    const { stdout, stderr, exit } = await groundwork('scan', 'oven');
    expect(exit).not.toBe(0);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/✘ .+\n {2}in {2}.+oven\n {2}fix .+/u);
  });

  it('says it as JSON when JSON was asked for', async () => {
    const { stdout, stderr } = await groundwork('scan', 'oven', '--json');
    expect(stdout).toBe('');
    expect(JSON.parse(stderr)).toMatchObject({ error: { code: expect.stringMatching(/^tree\./u), where: join(folder, 'oven') } });
  });

  it('prints the blueprint as JSON', async () => {
    const { stdout, exit } = await groundwork('scan', '--json');
    expect(exit).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ version: 1, services: [], resources: [] });
  });

  it('ends with 130 when it was stopped, and says nothing about it', async () => {
    let stderr = '';
    const streams = { stdout: { write: () => true }, stderr: { write: (text: string) => void (stderr += text) } };
    const exit = await main({ inputs: ['scan'], ...streams, env: {}, cwd: folder, signal: AbortSignal.abort() });
    expect({ exit, stderr }).toEqual({ exit: 130, stderr: '' });
  });
});

describe('groundwork answer', () => {
  it('ends with 2 and lists what is asked when nobody asked this', async () => {
    writeFileSync(join(folder, 'groundwork.yaml'), 'answers:\n  api.port: 8000\n');
    const { stderr, exit } = await groundwork('answer', 'api.prot', '80');
    expect(exit).toBe(2);
    expect(stderr).toContain('api.port');
  });

  it('changes an answer and says where it is kept', async () => {
    writeFileSync(join(folder, 'groundwork.yaml'), '# ours\nanswers:\n  api.port: 8000 # the oven has 80\n');
    const { stdout, exit } = await groundwork('answer', 'api.port', '9000');
    expect(exit).toBe(0);
    expect(stdout).toBe('✔ api.port is 9000  kept in groundwork.yaml\n');
    expect(readFileSync(join(folder, 'groundwork.yaml'), 'utf8')).toBe('# ours\nanswers:\n  api.port: 9000 # the oven has 80\n');
  });

  it('stops at the line of a wrong file', async () => {
    writeFileSync(join(folder, 'groundwork.yaml'), 'services:\n  api:\n    prot: 80\n');
    const { stderr, exit } = await groundwork('scan');
    expect(exit).toBe(2);
    expect(stderr).toContain('groundwork.yaml:3:5');
    expect(stderr).toContain('port');
  });
});

describe('bringing up', () => {
  const bakery = (): void => {
    writeFileSync(
      join(folder, 'package.json'),
      '{ "name": "bakery", "scripts": { "start": "node oven.js" }, "dependencies": { "express": "5.0.0" } }',
    );
    writeFileSync(join(folder, 'oven.js'), "require('express')().listen(process.env.PORT);\n");
  };

  it('runs nothing without consent, and says how to give it', async () => {
    bakery();
    const { stderr, exit } = await groundwork('up', '--detach');
    expect(exit).toBe(3);
    expect(stderr).toContain('gw up --yes');
    expect(existsSync(join(folder, '.groundwork'))).toBe(false);
  });

  it('ends with 3 where nothing that runs was found', async () => {
    const { stderr, exit } = await groundwork('up', '--yes');
    expect(exit).toBe(3);
    expect(stderr).toContain('Nothing that runs was found');
  });

  it('tells the state of what was never up', async () => {
    bakery();
    const { stdout, exit } = await groundwork('status', '--json');
    expect(exit).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      environment: 'local',
      target: 'local',
      services: [{ name: 'bakery', state: 'stopped', pid: null }],
    });
  });

  it('has no logs before, and nothing to stop', async () => {
    expect(await groundwork('logs')).toMatchObject({ exit: 2, stderr: expect.stringContaining('Nothing of this folder has run yet') });
    expect(await groundwork('down', '--json')).toMatchObject({ exit: 0, stdout: '{"stopped":false}\n' });
  });
});
