import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requirement } from '@groundwork/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { argvInView, canView } from './view.ts';

const able = requirement('mount namespaces', canView(), 'run as root, or sysctl kernel.unprivileged_userns_clone=1');

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lighthouse-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

const sees = (argv: readonly string[], view: Parameters<typeof argvInView>[1]): string => {
  const [program = '', ...args] = argvInView(argv, view, folder);
  return execFileSync(program, args, { encoding: 'utf8' });
};

describe.runIf(able)('a program written for a container', () => {
  it('finds hosts that nobody else does', () => {
    const before = readFileSync('/etc/hosts', 'utf8');
    const ask = "require('node:dns').lookup('lamp-store', (error, address) => console.log(error?.code ?? address))";
    expect(sees([process.execPath, '-e', ask], { hosts: ['lamp-store'], secrets: {} })).toBe('127.0.0.1\n');
    expect(readFileSync('/etc/hosts', 'utf8')).toBe(before);
  });

  it('finds its secrets, and all else of their folder', () => {
    const names = execFileSync('ls', ['/run'], { encoding: 'utf8' }).trim().split('\n');
    const seen = sees(['sh', '-c', 'cat /run/secrets/oil; ls /run'], { hosts: [], secrets: { oil: "it's $HOME" } });
    expect(seen.startsWith("it's $HOME")).toBe(true);
    for (const name of names) expect(seen).toContain(name);
  });

  it('is started as it is where nothing is different', () => {
    expect(argvInView(['cat', 'log'], { hosts: [], secrets: {} }, folder)).toEqual(['cat', 'log']);
  });
});
