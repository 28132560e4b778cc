import type { Blueprint, Service } from '@groundwork/blueprint';
import { exitCodes, GroundworkError } from '@groundwork/host';
import { carriesPort, choosePort, withLock } from '@groundwork/provision';
import { mkdirSync } from 'node:fs';
import { isFree } from '../process/listening.ts';
import { readClaims, userStateFolder, writeClaims } from './claims.ts';

export interface PortWish {
  /** `service:name` or `resource:name`. */
  readonly id: string;
  readonly wanted: number | null;
  /** No other number will do: it is written in the code. */
  readonly fixed: boolean;
}

/**
 * A number for every wish, those first that take no other. Claimed for this project before anything listens, so that two
 * projects that come up at the same moment do not choose the same. What runs already holds its port and keeps it. Throws `port.taken` for a fixed resource port.
 */
export async function assignPorts(
  dir: string,
  wishes: readonly PortWish[],
  kept: Readonly<Record<string, number>>,
  held: Readonly<Record<string, number>> = {},
): Promise<Record<string, number>> {
  const folder = userStateFolder();
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return withLock(`${folder}/ports.lock`, async () => {
    const claims = readClaims().filter((claim) => claim.dir !== dir);
    const taken = new Set(claims.map(({ port }) => port));
    const given: Record<string, number> = Object.fromEntries(wishes.flatMap(({ id }) => (held[id] === undefined ? [] : [[id, held[id]]])));
    const open = wishes.filter(({ id }) => given[id] === undefined);
    for (const { id, wanted, fixed } of open.toSorted((a, b) => Number(b.fixed) - Number(a.fixed))) {
      const port = await choosePort({
        wanted,
        kept: fixed ? null : (kept[id] ?? null),
        free: async (number) => !taken.has(number) && (await isFree(number)),
        seed: `${dir} ${id}`,
      });
      if (port === null || (fixed && id.startsWith('resource:') && port !== wanted)) throw portTaken(id, wanted);
      // A service whose port is written in its code listens there whatever we say; when it is taken, it will say so.
      given[id] = fixed && wanted !== null ? wanted : port;
      taken.add(given[id]);
    }
    writeClaims([...claims, ...Object.values(given).map((port) => ({ port, dir, at: Date.now() }))]);
    return given;
  });
}

/** Ports that services ask for. A number below 1024 is what a container listens on; here it would need root. */
export function serviceWishes(services: readonly Service[]): PortWish[] {
  return services.map((service) => {
    const fixed = !canBeTold(service);
    const { port } = service;
    return { id: `service:${service.name}`, wanted: port !== null && port < 1024 && !fixed ? port + 8000 : (port ?? 8000), fixed };
  });
}

/** Whether the port can be told at all, in the command or through a variable. */
function canBeTold(service: Service): boolean {
  const { start, env, kind, port } = service;
  if (kind === 'static' || port === null) return true;
  return /\$\{?PORT\b/.test(start ?? '') || env.some((variable) => carriesPort(variable, service));
}

export const listensOn = ({ kind, port }: Blueprint['services'][number]): boolean =>
  kind === 'web' || kind === 'inference' || kind === 'static' || (kind === 'function' && port !== null);

function portTaken(id: string, wanted: number | null): GroundworkError {
  const name = id.replace(/^\w+:/, '');
  return new GroundworkError({
    code: 'port.taken',
    message: `${name} has to listen on port ${wanted ?? ''}, since that is written in the code, and another program does`,
    fix: `stop the program on that port (ss -ltnp 'sport = :${wanted ?? ''}'), or let the code read its address from a variable`,
    exit: exitCodes.notPossibleHere,
  });
}
