import { componentsOf, openFolder, repositoryChecks, Scanner, type Component } from '@groundwork/scan';
import type { ShellCommand } from './run/jailed.ts';

/** What the code of a tree says about how it is installed and tested. Nothing of it is executed. */
export interface Read {
  readonly components: readonly Component[];
  readonly testCommand: (path: string) => ShellCommand | null;
}

export async function readRepository(folder: string): Promise<Read> {
  const tree = openFolder(folder);
  const { repository } = await new Scanner(tree).read();
  const checks = repositoryChecks(repository, tree).filter(({ kind }) => kind === 'tests');
  const testCommand = (path: string): ShellCommand | null => {
    for (const check of checks) {
      const command = check.runs(path) ? check.one(path) : null;
      if (command !== null) return { command, in: check.in };
    }
    return byName(path);
  };
  return { components: componentsOf(repository), testCommand };
}

/** Runners that need no manifest, for repositories without one. */
function byName(path: string): ShellCommand | null {
  // The name goes to a shell: one that is more than a name is not run.
  if (!/^[\w./-]+$/.test(path) || path.startsWith('-')) return null;
  if (/\.py$/.test(path)) return { command: `python3 -m pytest ${path}`, in: '.' };
  if (/\.(test|spec)\.[cm]?[jt]s$/.test(path)) return { command: `node --test ${path}`, in: '.' };
  if (/_test\.go$/.test(path)) return { command: `go test ./${path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : ''}`, in: '.' };
  return null;
}
