import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Host } from '@groundwork/host';
import type { Jail } from '../jail/jail.ts';
import { openJail } from '../jail/open.ts';
import { ownFolder } from '../jail/scratch.ts';
import { outfitOf, type Outfit } from '../registries/outfit.ts';
import { openRegistryProxy } from '../registries/proxy.ts';
import { upstreamOf } from '../registries/reach.ts';
import type { SolveOptions } from './options.ts';

/** Loopback ports of a jail. */
export const ports = { gateway: 4100, registries: 4101 } as const;

export type TreeJailsOptions = Pick<SolveOptions, 'machine' | 'environment' | 'tools'> & { readonly host: Pick<Host, 'notify'> };

/** Jails in which trees are verified: they reach registries of packages, and no model. */
export interface TreeJails {
  /** What of this machine is in them. */
  readonly outfit: Outfit;
  readonly registries: { readonly socket: string; readonly port: number };
  open(folder: string): Promise<Jail>;
  close(): Promise<void>;
}

/** Opens the way to registries, and gives jails that have it. */
export async function openTreeJails({ machine, environment, tools, host }: TreeJailsOptions): Promise<TreeJails> {
  const { env, home, etc } = machine ?? { env: process.env, home: homedir(), etc: '/etc' };
  const outfit = withEnvironment(outfitOf({ env, home, etc }, ports.registries), environment);
  const { folder: doors, remove } = ownFolder('groundwork-doors-');
  const proxy = await openRegistryProxy({
    socket: join(doors, 'registries.sock'),
    allowed: outfit.allowed,
    upstream: upstreamOf(env),
    refused: (name) => host.notify({ type: 'note', level: 'warning', code: 'jail.refused', message: `Not reached from the jail: ${name}` }),
  });
  const registries = { socket: proxy.socket, port: ports.registries };
  return {
    outfit,
    registries,
    open: (folder) =>
      openJail({
        folder,
        doors: [registries],
        readable: [...outfit.readable, ...(tools?.folders ?? [])],
        env: outfit.env,
        files: outfit.files,
      }),
    close: async () => {
      await proxy.close();
      remove();
    },
  };
}

const withEnvironment = (outfit: Outfit, more: SolveOptions['environment']): Outfit =>
  more === undefined ? outfit : { ...outfit, readable: [...outfit.readable, ...more.readable], env: { ...outfit.env, ...more.env } };
