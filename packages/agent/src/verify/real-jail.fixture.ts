import { programOnPath, requirement } from '@groundwork/testing';
import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import type { Jail } from '../jail/jail.ts';
import { openJail } from '../jail/open.ts';

/** A jail without any network, with this machine's Python and Node. */
export function realJail(folder: string): Promise<Jail> {
  const prefix = pythonPrefix();
  // npm lies beside the Node that is on the path, which may be another than the one that runs this.
  const node = programOnPath('npm');
  const readable = [prefix, node === null ? null : dirname(dirname(node))].filter(
    (path) => path !== null && path !== '/usr' && path !== '/usr/local',
  );
  const path = [...readable.map((each) => `${each}/bin`), '/usr/local/bin', '/usr/bin', '/bin'].join(':');
  return openJail({ folder, doors: [], readable: readable.filter((each) => each !== null), env: { PATH: path } });
}

const asked = new Map<string, string | null>();

function askPython(code: string): string | null {
  if (!asked.has(code)) {
    const run = spawnSync('python3', ['-c', code], { encoding: 'utf8' });
    asked.set(code, run.status === 0 ? run.stdout.trim() : null);
  }
  return asked.get(code) ?? null;
}

const pythonPrefix = (): string | null => askPython('import sys; print(sys.base_prefix)');

export const requirePytest = (): boolean => requirement('pytest', askPython('import pytest') !== null, 'apt-get install python3-pytest');
