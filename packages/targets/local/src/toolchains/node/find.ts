import { globSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { isExecutable, programsOnPath } from '../../servers/programs.ts';
import { ask } from '../ask.ts';
import { managedVersions } from '../version-managers.ts';
import type { Installed } from '../versions.ts';

let found: readonly Installed[] | null = null;

/** Every Node of this machine, the one PATH gives first, the one that runs Groundwork last. */
export function findNodes(): readonly Installed[] {
  found ??= look();
  return found;
}

function look(): Installed[] {
  const home = homedir();
  const own = globSync([
    join(process.env['NVM_DIR'] ?? join(home, '.nvm'), 'versions/node/v*'),
    join(home, '.local/share/fnm/node-versions/v*/installation'),
    join(home, '.volta/tools/image/node/*'),
    join(process.env['NODENV_ROOT'] ?? join(home, '.nodenv'), 'versions/*'),
  ]);
  const managed = [...own, ...managedVersions({ mise: 'node', asdf: 'nodejs' })].map((folder) => join(folder, 'bin', 'node'));
  const seen = new Set<string>();
  const elsewhere = [...programsOnPath('node'), ...managed].filter(isExecutable).flatMap((candidate) => {
    const program = realpathSync(candidate);
    const version = seen.has(program) ? null : versionOf(program);
    seen.add(program);
    return version === null ? [] : [{ program: candidate, version }];
  });
  return [...elsewhere, { program: process.execPath, version: process.versions.node }];
}

function versionOf(program: string): string | null {
  const named = /^v?(\d+\.\d+\.\d+)$/.exec(basename(dirname(dirname(program))))?.[1];
  if (named !== undefined) return named;
  return /\d+\.\d+\.\d+/.exec(ask(program, ['--version']) ?? '')?.[0] ?? null;
}
