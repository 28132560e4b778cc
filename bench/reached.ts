import { existsSync, readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const launchSchema = z.object({
  run: z.string(),
  resources: z.array(
    z.object({ name: z.string(), port: z.int().nullable(), url: z.string(), server: z.object({ path: z.string().optional() }) }),
  ),
  services: z.array(z.object({ env: z.record(z.string(), z.string()) })),
});
type LaunchFile = z.infer<typeof launchSchema>;

export interface Reached {
  /** Resources that a service connected to. */
  readonly connected: ReadonlySet<string>;
  /** Resources whose port is in a variable of a service: pools and senders of mail connect when there is something to do. */
  readonly told: ReadonlySet<string>;
}

/**
 * Watches which resources of an environment its services connect to: a TCP connection of one of their processes to the
 * resource's port, or, for a file, that something was written to it. A file whose place is written in the code is not ours to
 * watch. Linux only.
 */
export function watchReached(dir: string): { stop(): Reached } {
  const reached = new Set<string>();
  const look = (): void => {
    const launch = launchOf(dir);
    if (!launch) return;
    const open = launch.resources.filter(({ name }) => !reached.has(name));
    const connected = open.some(({ port }) => port !== null) ? portsReached(launch) : new Set<number>();
    for (const { name, port, url, server } of open) {
      if (port === null ? url === '' || isWritten(server.path) : connected.has(port)) reached.add(name);
    }
  };
  const timer = setInterval(look, 150);
  return {
    stop: () => {
      look();
      clearInterval(timer);
      return { connected: reached, told: toldIn(launchOf(dir)) };
    },
  };
}

function launchOf(dir: string): LaunchFile | null {
  try {
    return launchSchema.parse(JSON.parse(readFileSync(join(dir, '.groundwork', 'local', 'launch.json'), 'utf8')));
  } catch {
    return null;
  }
}

function toldIn(launch: LaunchFile | null): Set<string> {
  const values = launch?.services.flatMap(({ env }) => Object.values(env)) ?? [];
  const told = launch?.resources.filter(
    ({ port }) => port !== null && values.some((value) => new RegExp(`(^|\\D)${port}(\\D|$)`).test(value)),
  );
  return new Set(told?.map(({ name }) => name));
}

const isWritten = (file: string | undefined): boolean => file !== undefined && existsSync(file) && statSync(file).size > 0;

/** Remote ports of the connections that processes of the run have, but for those of the resources' own processes. */
function portsReached({ run, resources }: LaunchFile): Set<number> {
  const own = new Set(resources.map(({ name }) => `${run}/${name}`));
  const sockets = new Set(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .filter((pid) => {
        const of = runOf(pid);
        return of !== null && of.startsWith(`${run}/`) && !own.has(of);
      })
      .flatMap(socketsOf),
  );
  const rows = ['tcp', 'tcp6'].flatMap((table) => readFileSync(`/proc/net/${table}`, 'utf8').split('\n').slice(1));
  const fields = rows.map((row) => row.trim().split(/\s+/)).filter((row) => sockets.has(row[9] ?? '') && row[3] !== '0A');
  return new Set(fields.map((row) => Number.parseInt(row[2]?.split(':').at(-1) ?? '', 16)));
}

function runOf(pid: string): string | null {
  try {
    const environment = readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0');
    return environment.find((each) => each.startsWith('GROUNDWORK_RUN='))?.slice('GROUNDWORK_RUN='.length) ?? null;
  } catch {
    return null;
  }
}

function socketsOf(pid: string): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      try {
        return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1] ?? [];
      } catch {
        return [];
      }
    });
  } catch {
    return [];
  }
}
