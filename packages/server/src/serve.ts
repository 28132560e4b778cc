import { exitCodes, GroundworkError, type Host } from '@groundwork/host';
import { randomUUID } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { basename } from 'node:path';
import { addressOf, claimFolder, readEndpoint, type Address } from './endpoint/endpoint.ts';
import { answerPage } from './http/answer.ts';
import { listen } from './http/listen.ts';
import { pagesOf } from './http/pages.ts';
import { newToken, secretOf } from './http/secret.ts';
import { acceptSockets } from './http/upgrade.ts';
import { openWorkspace } from './rpc/windows.ts';

export interface ServeOptions {
  readonly dir: string;
  readonly host: Host;
  /** The last one of this folder, or any that is free, where it is not given. */
  readonly port?: number;
  /** Built files of the browser shell, and of the extension. */
  readonly pages: { readonly shell: string; readonly extension: string };
  readonly version: string;
  /** What starts our own command line, for terminals: a program and its first words. */
  readonly command?: readonly string[];
  /** It is one of the examples that ship with Groundwork. */
  readonly example?: boolean;
}

export interface Served extends Address {
  /** Real path of the folder. */
  readonly dir: string;
  close(): Promise<void>;
}

/**
 * Serves one folder to windows on this machine. Reading is all that is done to it before somebody asks for more. Throws
 * `serve.running` when the folder has a server, and `serve.port_taken` when a port that was asked for is not free.
 */
export async function serve({ dir, host, port, pages, version, command = [], example = false }: ServeOptions): Promise<Served> {
  const real = realpathSync(dir);
  const claim = claimFolder(real);
  try {
    const last = readEndpoint(real);
    const { server, ...listening } = await listenAgain(port ?? last?.port ?? 0, port !== undefined);
    // Whoever took the port of the last server may have been told its token by windows that came back.
    const token = last !== null && last.port === listening.port ? last.token : newToken();
    const endpoint = { port: listening.port, token };
    claim.keep(endpoint);

    const { workspace, windows } = openWorkspace({
      dir: real,
      name: basename(real),
      host,
      command,
      version,
      server: randomUUID(),
      example,
    });
    const secret = secretOf(token);
    const site = { port: listening.port, secret, shell: pagesOf(pages.shell), extension: pagesOf(pages.extension) };
    const sockets = acceptSockets({ port: listening.port, secret, windows });
    server.on('request', (request, response) => {
      answerPage(request, response, site).catch(() => response.destroy());
    });
    server.on('upgrade', sockets.upgrade);
    return {
      ...addressOf(endpoint),
      dir: real,
      close: async () => {
        sockets.close();
        const closed = new Promise<void>((done) => server.close(() => done()));
        server.closeAllConnections();
        await Promise.all([closed, workspace.close()]);
        claim.release();
      },
    };
  } catch (cause) {
    claim.release();
    throw cause;
  }
}

/** On the port of last time where that is free still, else on any; one that a person named is that one or none. */
async function listenAgain(port: number, named: boolean): Promise<Awaited<ReturnType<typeof listen>>> {
  try {
    return await listen(port);
  } catch (cause) {
    if (named || port === 0 || !(cause instanceof GroundworkError) || cause.exit !== exitCodes.notPossibleHere) throw cause;
    return await listen(0);
  }
}
