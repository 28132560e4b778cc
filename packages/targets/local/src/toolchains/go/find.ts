import { globSync, readFileSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { isExecutable, programsOnPath } from '../../servers/programs.ts';
import { ask } from '../ask.ts';
import { managedVersions } from '../version-managers.ts';
import type { Installed } from '../versions.ts';

let found: readonly Installed[] | null = null;

/** Every Go of this machine, the one PATH gives first. */
export function findGos(): readonly Installed[] {
  found ??= look();
  return found;
}

function look(): Installed[] {
  const home = homedir();
  const roots = [
    ...managedVersions({ mise: 'go', asdf: 'golang' }),
    ...globSync([join(home, 'sdk/go*'), join(home, '.goenv/versions/*'), '/usr/lib/go-*', '/usr/local/go', '/opt/homebrew/opt/go/libexec']),
  ];
  const candidates = [...programsOnPath('go'), ...roots.flatMap((root) => [join(root, 'bin/go'), join(root, 'go/bin/go')])];
  const programs = new Set(candidates.filter(isExecutable).map((candidate) => realpathSync(candidate)));
  return [...programs].flatMap((program) => {
    const version = versionOf(program);
    return version === null ? [] : [{ program, version }];
  });
}

/** A Go distribution carries its version in a file; a shim or a moved program has to be asked. */
function versionOf(program: string): string | null {
  try {
    return numberIn(readFileSync(join(dirname(dirname(program)), 'VERSION'), 'utf8'));
  } catch {
    // What this program is itself, not what a module of the current folder would make it fetch.
    return numberIn(ask(program, ['version'], { GOTOOLCHAIN: 'local' }) ?? '');
  }
}

function numberIn(text: string): string | null {
  return /go(\d+\.\d+(?:\.\d+)?)/.exec(text)?.[1] ?? null;
}
