import { setTimeout as sleep } from 'node:timers/promises';
import { exitCodes, GroundworkError, type Host } from '@groundwork/host';
import { runningServer, serve, type Address, type Served } from '@groundwork/server';
import { realFolder } from '@groundwork/toolkit';
import type { CliContext } from '../context.ts';
import { version } from '../version.ts';
import { keepSmall } from './memory.ts';
import { isOwnExample, ownCommand, pages } from './pages.ts';

const mostTries = 25;

/** Where a folder is served, and by whom. */
export interface Joined extends Address {
  /** Real path of the folder. */
  readonly dir: string;
  /** `null` where another process serves it. */
  readonly served: { untilStopped(also?: AbortSignal): Promise<void> } | null;
}

/** The server of a folder: the one that runs, or a new one in this process. */
export async function joinOrServe(
  { host }: CliContext,
  { dir, port }: { readonly dir: string; readonly port?: number | undefined },
): Promise<Joined> {
  const real = realFolder(dir);
  // Another one that is just starting has the folder, and says in a moment where it listens.
  for (let tries = 0; ; tries += 1) {
    const running = runningServer(real);
    if (running !== null) {
      if (port !== undefined && new URL(running.origin).port !== String(port)) throw servedElsewhere(real, running);
      return { ...running, dir: real, served: null };
    }
    try {
      return await begin(real, { host, port });
    } catch (cause) {
      if (!(cause instanceof GroundworkError) || cause.code !== 'serve.running' || tries === mostTries) throw cause;
      await sleep(200);
    }
  }
}

async function begin(dir: string, { host, port }: { readonly host: Host; readonly port: number | undefined }): Promise<Joined> {
  keepSmall(host.signal);
  const example = isOwnExample(dir);
  const served = await serve({ dir, host, pages: pages(), command: ownCommand(), version, example, ...(port !== undefined && { port }) });
  return { ...served, served: { untilStopped: (also) => untilStopped(served, also ? AbortSignal.any([host.signal, also]) : host.signal) } };
}

async function untilStopped(served: Served, signal: AbortSignal): Promise<void> {
  // The server's sockets keep the process alive; nothing else is waited for.
  if (!signal.aborted) await new Promise((stop) => signal.addEventListener('abort', stop, { once: true }));
  await served.close();
}

function servedElsewhere(dir: string, { origin }: Address): GroundworkError {
  return new GroundworkError({
    code: 'serve.running',
    message: `This folder is served already, at ${origin}`,
    where: dir,
    fix: 'Leave out --port to use that one, or stop it first',
    exit: exitCodes.tryAgain,
  });
}
