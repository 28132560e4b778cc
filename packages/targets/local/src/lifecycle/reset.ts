import {
  environmentFolder,
  prepareEnvironmentFolder,
  readJson,
  readSecrets,
  withLock,
  type EnvironmentFolder,
} from '@groundwork/provision';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { dataRoot } from '../launch/resources.ts';
import { launchSchema } from '../launch/schema.ts';
import { containersOf, removeVolume } from '../servers/container/remains.ts';
import type { ContainerServer } from '../servers/container/schema.ts';
import { stopEnvironment } from './stop.ts';

/** What `resetEnvironment` would delete that cannot be had again: the folders with data of its resources. */
export function dataOf(dir: string, environment: string): string[] {
  const folder = environmentFolder(dir, environment);
  const root = dataRoot(folder, readSecrets(folder));
  const volumes = containers(folder).filter(({ keeps }) => keeps !== null);
  return [...(existsSync(root) ? readdirSync(root).map((name) => join(root, name)) : []), ...volumes.map(({ name }) => `volume ${name}`)];
}

/** Stops an environment and deletes its data, secrets, logs and installs. The repository itself stays as it is. */
export async function resetEnvironment(dir: string, environment: string): Promise<void> {
  const folder = environmentFolder(dir, environment);
  if (!existsSync(folder.root)) return;
  // A repository may bring a link of that name along, to have something else deleted.
  prepareEnvironmentFolder(dir, environment);
  await withLock(folder.lock, async () => {
    await stopEnvironment(folder);
    await Promise.all(containers(folder).map(removeVolume));
    rmSync(dataRoot(folder, readSecrets(folder)), { recursive: true, force: true });
    for (const name of readdirSync(folder.root)) if (name !== 'lock') rmSync(join(folder.root, name), { recursive: true, force: true });
  });
}

function containers({ launch }: EnvironmentFolder): ContainerServer[] {
  const last = readJson(launch, launchSchema);
  return last === null ? [] : containersOf(last);
}
