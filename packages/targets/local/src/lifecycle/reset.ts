import { environmentFolder, prepareEnvironmentFolder, readSecrets, withLock } from '@groundwork/provision';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { dataRoot } from '../launch/resources.ts';
import { stopEnvironment } from './stop.ts';

/** What `resetEnvironment` would delete that cannot be had again: the folders with data of its resources. */
export function dataOf(dir: string, environment: string): string[] {
  const folder = environmentFolder(dir, environment);
  const root = dataRoot(folder, readSecrets(folder));
  return existsSync(root) ? readdirSync(root).map((name) => join(root, name)) : [];
}

/** Stops an environment and deletes its data, secrets, logs and installs. The repository itself stays as it is. */
export async function resetEnvironment(dir: string, environment: string): Promise<void> {
  const folder = environmentFolder(dir, environment);
  if (!existsSync(folder.root)) return;
  // A repository may bring a link of that name along, to have something else deleted.
  prepareEnvironmentFolder(dir, environment);
  await withLock(folder.lock, async () => {
    await stopEnvironment(folder);
    rmSync(dataRoot(folder, readSecrets(folder)), { recursive: true, force: true });
    for (const name of readdirSync(folder.root)) if (name !== 'lock') rmSync(join(folder.root, name), { recursive: true, force: true });
  });
}
