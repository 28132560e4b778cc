import { exitCodes, GroundworkError } from '@groundwork/host';
import { environmentFolder } from '@groundwork/provision';
import { realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The environment that `up` and its relatives work on. */
export const localEnvironment = 'local';

/** The real path of a folder, so that it is the same one however a person came to it. Throws `folder.not_found`. */
export function realFolder(dir: string): string {
  try {
    const real = realpathSync(dir);
    if (statSync(real).isDirectory()) return real;
  } catch {
    // Said below.
  }
  throw new GroundworkError({
    code: 'folder.not_found',
    message: 'There is no such folder',
    where: dir,
    fix: 'Name a folder that exists',
    exit: exitCodes.usage,
  });
}

/** The files whose change tells that something else runs here, has a value here, or was seen while it ran. */
export function environmentFiles(dir: string): readonly string[] {
  const { root, state, secrets } = environmentFolder(dir, localEnvironment);
  return [state, secrets, join(root, 'observed.json')];
}
