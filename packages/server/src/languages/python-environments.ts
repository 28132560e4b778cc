import { environmentFolder } from '@groundwork/provision';
import { globSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';

/** A virtual environment, read and not run. */
export interface PythonEnvironment {
  /** Its Python, which is of whoever made the environment. */
  readonly python: string;
  /** Folders of installed packages. */
  readonly packages: readonly string[];
  /** `up` made it, and nobody else writes there. */
  readonly ours: boolean;
  /** Changes when something is installed. */
  readonly installed: string;
}

/** Environments of a folder: those that `up` made, the last one first, then those a person made in it. */
export function pythonEnvironments(dir: string): PythonEnvironment[] {
  const { toolchains } = environmentFolder(dir, 'local');
  const made = isInside(toolchains, dir) ? found(toolchains, ['python-*/pyvenv.cfg'], true) : [];
  return [...made, ...found(dir, ['{.venv,venv,env}/pyvenv.cfg', '*/{.venv,venv,env}/pyvenv.cfg'], false)];
}

function found(folder: string, patterns: readonly string[], ours: boolean): PythonEnvironment[] {
  const files = patterns.flatMap((pattern) => globSync(pattern, { cwd: folder }).map((file) => join(folder, file)));
  const environments = files.flatMap((file) => {
    const root = dirname(file);
    const packages = globSync('lib/python3*/site-packages', { cwd: root }).map((path) => join(root, path));
    const [first] = packages;
    if (first === undefined) return [];
    const changed = modified(first);
    return [{ python: join(root, 'bin', 'python'), packages, ours, installed: `${root} ${changed}`, changed }];
  });
  return environments.toSorted((a, b) => b.changed - a.changed);
}

function modified(path: string): number {
  try {
    return statSync(path).mtimeMs;
  } catch {
    return 0;
  }
}

/** A link in a repository could lead anywhere. */
export function isInside(path: string, dir: string): boolean {
  try {
    const real = realpathSync(path);
    return real === dir || real.startsWith(dir + sep);
  } catch {
    return false;
  }
}
