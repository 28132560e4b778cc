import { exitCodes, GroundworkError } from '@groundwork/host';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Names what a resource keeps in its engine's volume, in the folder where its data would be otherwise. */
export const volumeFile = (data: string): string => join(data, 'volume');

const ours = new Set(['container.env', 'pulled', 'pulled.lock', 'volume']);

/** Whether a server outside of containers has data there: it goes on serving it, even where an engine answers by now. */
export function servedOutside(data: string): boolean {
  return existsSync(data) && readdirSync(data).some((name) => !ours.has(name));
}

/** A resource whose data is in a volume is not served by anything else, which would begin with nothing. */
export function checkVolume({ name, data }: { readonly name: string; readonly data: string }, driver: string): void {
  if (driver === 'container' || !existsSync(volumeFile(data))) return;
  throw new GroundworkError({
    code: 'server.data_in_container',
    message: `${name} ran in a container so far, with its data, and no engine can run that container now`,
    fix: 'start Docker or Podman; or gw reset, which deletes the data',
    exit: exitCodes.notPossibleHere,
  });
}
