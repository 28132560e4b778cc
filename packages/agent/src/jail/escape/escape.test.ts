import { requireProgram, requirement } from '@groundwork/testing';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JailLimits } from '../jail.ts';
import { openJail } from '../open.ts';
import { findSandbox } from '../sandbox.ts';

const program = fileURLToPath(new URL('main.ts', import.meta.url));
const tools = ['bwrap', 'python3', 'git', 'setpriv'];
const ready = tools.every((name) =>
  requireProgram(name, `apt-get install ${{ bwrap: 'bubblewrap', setpriv: 'util-linux' }[name] ?? name}`),
);
const isRoot = process.getuid?.() === 0;

interface Tried {
  readonly uid: number;
  readonly tried: number;
  readonly escaped: readonly { readonly name: string; readonly output: string }[];
}

/** The program, as this user or another. */
function tried(user: readonly string[] = ['env'], ...how: string[]): Tried {
  const [command = '', ...words] = [...user, process.execPath, '--no-warnings', '--conditions=groundwork-source', program, ...how];
  const env = { PATH: process.env['PATH'], HOME: process.env['HOME'] };
  return JSON.parse(execFileSync(command, words, { encoding: 'utf8', cwd: '/', env, stdio: ['ignore', 'pipe', 'inherit'] }));
}

const nobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', '--'];
function nobodyCanRead(): boolean {
  try {
    const [command = '', ...words] = nobody;
    execFileSync(command, [...words, 'cat', program, process.execPath], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe.runIf(ready)('out of a jail', () => {
  it('nothing escapes', { timeout: 240_000 }, () => {
    const { escaped, tried: count } = tried();
    expect(escaped).toEqual([]);
    expect(count).toBeGreaterThan(45);
  });

  it('something would, if a jail showed too much', { timeout: 240_000 }, () => {
    expect(tried(['env'], '--leaky').escaped.map(({ name }) => name)).toEqual([
      'read a secret by its path',
      'read a secret through a link',
      'read a secret through the root of another process',
      'find a secret anywhere',
    ]);
  });

  const both = isRoot && requirement('a checkout that others can read', nobodyCanRead(), 'check it out below a folder with mode 755');
  it.runIf(both)('nothing of an ordinary user escapes either', { timeout: 240_000 }, () => {
    const { uid, escaped } = tried(nobody);
    expect(uid).toBe(65534);
    expect(escaped).toEqual([]);
  });
});

describe.runIf(ready)('a jail that takes too much', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'harbour-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const within = async (limits: Partial<JailLimits>, script: string) => {
    const jail = await openJail({ folder, doors: [], readable: [], limits });
    const ran = await jail.run({ command: ['/bin/sh', '-c', script] }, { timeoutMs: 20_000, signal: new AbortController().signal });
    return { jail, ...ran };
  };

  it('of processes, gets no more', async () => {
    const { jail, output } = await within({ processes: 100 }, 'i=0; while [ $i -lt 300 ]; do sleep 30 & i=$((i+1)); done; wait');
    expect(output).toMatch(/fork|Resource temporarily unavailable/);
    await jail.close();
  });

  it('of processes that make processes, ends, and others go on', { timeout: 60_000 }, async () => {
    const bombed = within({ processes: 200 }, 'bomb() { bomb | bomb & }; bomb; sleep 3');
    const other = await openJail({ folder, doors: [], readable: [] });
    const { exit } = await other.run({ command: ['true'] }, { timeoutMs: 20_000, signal: new AbortController().signal });
    expect(exit).toBe(0);
    await other.close();
    const { jail } = await bombed;
    await jail.close();
    expect(await jail.ended).toBeDefined();
  });

  it('of memory, is ended', { timeout: 60_000 }, async () => {
    const hungry =
      "python3 -c \"import time\nkept=[]\nfor _ in range(600):\n  kept.append(bytearray(b'x')*(1<<20))\ntime.sleep(5)\nprint('ESCAPED')\"";
    const { jail, output, exit } = await within({ memoryBytes: 256 * 1024 * 1024 }, hungry);
    expect(output).not.toContain('ESCAPED');
    expect(exit).not.toBe(0);
    await jail.close();
  });

  it('of the disk, is ended', { timeout: 60_000 }, async () => {
    const { jail, exit } = await within({ diskBytes: 20 * 1024 * 1024 }, 'head -c 200000000 /dev/zero > ~/full; sleep 20');
    expect(exit).toBeNull();
    expect(await jail.ended).toEqual({ over: 'disk' });
  });

  it('in one file, is stopped', async () => {
    const { jail } = await within({ fileBytes: 1024 * 1024 }, 'head -c 5000000 /dev/zero > big');
    const { output } = await jail.run({ command: ['stat', '-c', '%s', 'big'] }, { timeoutMs: 9000, signal: new AbortController().signal });
    expect(Number(output)).toBeLessThanOrEqual(1024 * 1024);
    await jail.close();
  });

  it('of a processor, is ended', { timeout: 60_000 }, async () => {
    const { jail, exit } = await within({ cpuSeconds: 1 }, 'while :; do :; done');
    expect(exit).not.toBe(0);
    await jail.close();
  });
});

describe('without a sandbox', () => {
  it.each([
    ['linux', 'jail.missing', /(apt-get|dnf|pacman|apk|zypper) .*bubblewrap/],
    ['darwin', 'jail.linux_only', /lima/],
    ['win32', 'jail.linux_only', /WSL/],
  ] as const)('nothing runs on %s', async (platform, code, fix) => {
    await expect(findSandbox('/nowhere', platform)).rejects.toMatchObject({ code, exit: 3, fix: expect.stringMatching(fix) });
  });
});
