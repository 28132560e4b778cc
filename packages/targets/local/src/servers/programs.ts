import { isExecutable } from '@groundwork/host/programs';
import { realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export { isExecutable };

/**
 * A program on PATH, in order, each file once under the name it was found by: some programs look at that name to know what to
 * be (`redis-server` may be a link to `redis-check-rdb`). What a package manager put in front of PATH is not the machine's.
 */
export function programsOnPath(name: string, path = process.env['PATH'] ?? ''): string[] {
  const found = machinePath(path)
    .map((folder) => join(folder, name))
    .filter(isExecutable);
  const byFile = new Map(found.toReversed().map((file) => [realpathSync(file), file]));
  return found.filter((file) => byFile.get(realpathSync(file)) === file);
}

/** The folders of PATH without those that npm, yarn and pnpm add while they run a script. */
export function machinePath(path = process.env['PATH'] ?? ''): string[] {
  return path.split(delimiter).filter((folder) => folder !== '' && !/node_modules[\\/]\.bin[\\/]?$|node-gyp-bin[\\/]?$/.test(folder));
}

/** The same for a server, which packages also put where only an administrator's PATH looks. */
export function serverPrograms(name: string, path = process.env['PATH'] ?? ''): string[] {
  return programsOnPath(name, [path, '/usr/local/sbin', '/usr/sbin', '/sbin'].join(delimiter));
}
