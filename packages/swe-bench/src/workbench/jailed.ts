import { openJail, type Jail } from '@groundwork/agent';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Native } from '../environment/find.ts';
import type { Places } from './places.ts';
import type { Prepared } from './prepare.ts';
import { copyFolder } from './process.ts';

export interface Workbench {
  readonly jail: Jail;
  /** The jail's home, on this machine. */
  readonly home: string;
  /** Ends what runs in it and removes it. */
  close(): Promise<void>;
}

let opened = 0;

/** A jail without network on a copy of what was prepared. */
export async function openWorkbench(prepared: Prepared, native: Native, places: Places, signal: AbortSignal): Promise<Workbench> {
  opened += 1;
  const folder = join(places.scratch, `run.${process.pid}.${opened}`);
  const remove = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  remove();
  try {
    mkdirSync(folder, { recursive: true });
    for (const part of ['workspace', 'home']) await copyFolder(join(prepared.folder, part), join(folder, part), signal);
    const home = join(folder, 'home');
    const jail = await openJail({
      folder: join(folder, 'workspace'),
      home,
      doors: [],
      readable: [...native.toolchain.readable, places.downloads],
      env: jailEnvironment(native),
    });
    return {
      jail,
      home,
      close: async () => {
        await jail.close();
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}

/** What commands of an instance need to find their toolchain, without a network. */
export function jailEnvironment({ toolchain, environment }: Native): Readonly<Record<string, string>> {
  const path = [...toolchain.path, '/usr/local/bin', '/usr/bin', '/bin'].join(':');
  return { ...toolchain.variables, ...environment.variables, ...toolchain.offline, PATH: path };
}
