import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Launch } from '../../launch/schema.ts';
import type { ContainerServer } from './schema.ts';

/** The containers that a launch runs, or left behind when it was killed. */
export function containersOf({ resources }: Pick<Launch, 'resources'>): ContainerServer[] {
  return resources.flatMap(({ server }) => (server.driver === 'container' ? [server] : []));
}

/** Stops and removes a container, if there is one. */
export function removeContainer({ engine, name }: Pick<ContainerServer, 'engine' | 'name'>): Promise<void> {
  return quietly(engine, ['rm', '--force', name]);
}

/** Deletes the data of a container that does not run. */
export function removeVolume({ engine, name }: Pick<ContainerServer, 'engine' | 'name'>): Promise<void> {
  return quietly(engine, ['volume', 'rm', '--force', name]);
}

/** An engine that is gone, or a name that is unknown, leaves nothing to remove. */
async function quietly(engine: string, args: readonly string[]): Promise<void> {
  await run(engine, args, { timeout: 30_000 }).catch(() => null);
}

const run = promisify(execFile);
