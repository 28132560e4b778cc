import { globSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { isExecutable, machinePath, programsOnPath } from '../../servers/programs.ts';
import { ask } from '../ask.ts';
import { managedVersions } from '../version-managers.ts';
import type { Installed } from '../versions.ts';

let found: readonly Installed[] | null = null;

/** Every Python 3 of this machine, the one PATH gives first. */
export function findPythons(): readonly Installed[] {
  found ??= look();
  return found;
}

function look(): Installed[] {
  const candidates = [...programsOnPath('python3'), ...numberedOnPath(), ...managed()];
  const seen = new Set<string>();
  return candidates.flatMap((candidate) => {
    const python = versionOf(candidate);
    if (python === null || seen.has(python.program)) return [];
    seen.add(python.program);
    return [python];
  });
}

function numberedOnPath(): string[] {
  return machinePath()
    .filter((folder) => !/[\\/]shims[\\/]?$/.test(folder))
    .flatMap((folder) => globSync('python3.+([0-9])', { cwd: folder }).map((name) => join(folder, name)));
}

/** Where pyenv, uv, mise and asdf keep theirs. */
function managed(): string[] {
  const home = homedir();
  const folders = globSync([
    join(process.env['PYENV_ROOT'] ?? join(home, '.pyenv'), 'versions/3.*'),
    join(process.env['UV_PYTHON_INSTALL_DIR'] ?? join(home, '.local/share/uv/python'), 'cpython-3.*'),
  ]);
  return [...folders, ...managedVersions({ mise: 'python' })].map((folder) => join(folder, 'bin', 'python3'));
}

/** A folder named after its version needs no start of the program; a shim has to be asked which program it stands for. */
function versionOf(candidate: string): Installed | null {
  if (!isExecutable(candidate)) return null;
  const named = /^(?:cpython-)?(3\.\d+\.\d+)(?:-|$)/.exec(basename(dirname(dirname(candidate))))?.[1];
  if (named !== undefined) return { program: realpathSync(candidate), version: named };
  const question = 'import sys; print(sys.executable); print("%d.%d.%d" % sys.version_info[:3])';
  const [program = '', version = ''] = ask(candidate, ['-c', question])?.split('\n') ?? [];
  return program === '' ? null : { program: realpathSync(program), version };
}
