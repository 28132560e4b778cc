import { environmentFolder, withLock } from '@groundwork/provision';
import { dataOf, resetEnvironment, stopEnvironment } from '@groundwork/target-local';
import { existsSync } from 'node:fs';
import { localEnvironment, realFolder } from './folder.ts';

/** Stops everything that runs of a folder; its data stays. `false` when nothing ran. */
export async function down(dir: string): Promise<boolean> {
  const folder = environmentFolder(realFolder(dir), localEnvironment);
  return existsSync(folder.root) ? withLock(folder.lock, () => stopEnvironment(folder)) : false;
}

/** Stops everything and deletes the data, secrets, logs and installs that `up` made. `confirm` is told what would be lost. */
export async function reset(dir: string, confirm: (data: readonly string[]) => Promise<boolean>): Promise<boolean> {
  const real = realFolder(dir);
  const data = dataOf(real, localEnvironment);
  if (data.length > 0 && !(await confirm(data))) return false;
  await resetEnvironment(real, localEnvironment);
  return true;
}
