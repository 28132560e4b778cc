import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { groundworkIn } from '../../main.fixture.ts';

let home: string;
let bakery: string;
const before = process.env['XDG_STATE_HOME'];

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'groundwork-run-'));
  bakery = join(home, 'bakery');
  mkdirSync(bakery);
  process.env['XDG_STATE_HOME'] = join(home, 'state');
  for (const [file, text] of Object.entries(files)) writeFileSync(join(bakery, file), text);
});

const files = {
  'package.json': '{ "name": "bakery", "scripts": { "start": "node oven.js" }, "dependencies": {} }',
  'oven.js': `require('node:http').createServer().listen(process.env.PORT);
console.log('heat', process.argv.slice(2).join(' '));
process.exit(Number(process.env.OVEN_EXIT ?? 0));
`,
};

afterEach(() => {
  if (before === undefined) delete process.env['XDG_STATE_HOME'];
  else process.env['XDG_STATE_HOME'] = before;
  rmSync(home, { recursive: true });
});

const run = (...words: string[]) => groundworkIn(bakery, ['run', ...words]);

describe('groundwork run', () => {
  it('runs the start command of a service', async () => {
    const { stdout, stderr, exit } = await run('bakery', '--yes');
    expect({ exit, stdout: stdout.trim().split('\n').at(-1)?.trim() }).toEqual({ exit: 0, stdout: 'heat' });
    expect(stderr).toContain('✔ bakery is done');
    expect(readFileSync(join(bakery, '.groundwork/local/logs/run-bakery.log'), 'utf8')).toContain('heat');
  });

  it('puts options behind it', async () => {
    expect((await run('bakery', '--yes', '--', '--degrees', "2 * '90'")).stdout).toContain("heat --degrees 2 * '90'\n");
  });

  it('runs another program in its place, and ends as that ended', async () => {
    const { stdout, exit } = await run(
      'bakery',
      '--yes',
      '--',
      'node',
      '-e',
      'console.log(process.env.VIRTUAL_ENV ?? process.cwd()); process.exit(6)',
    );
    expect({ stdout, exit }).toEqual({ stdout: `${realpathSync(bakery)}\n`, exit: 6 });
  });

  it('names the services there are', async () => {
    const { stderr, exit } = await run('mill');
    expect({ exit, stderr }).toEqual({ exit: 2, stderr: '✘ There is no service `mill`\n  fix Use one of: bakery\n' });
  });

  it('runs nothing of the repository without consent', async () => {
    const { stderr, exit } = await run('bakery');
    expect(exit).toBe(3);
    expect(stderr).toContain('gw run bakery --yes');
    expect(existsSync(join(bakery, '.groundwork'))).toBe(false);
  });

  it('keeps environments apart', async () => {
    await run('bakery', '--yes', '--env', 'rehearsal');
    expect(existsSync(join(bakery, '.groundwork/rehearsal/logs/run-bakery.log'))).toBe(true);
    expect(existsSync(join(bakery, '.groundwork/local'))).toBe(false);
    expect((await run('bakery', '--env', '../../oven')).exit).toBe(2);
  });
});
