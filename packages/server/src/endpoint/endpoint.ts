import { holderOf, prepareStateFolder, readJson, releaseLock, replacePrivateFile, stateFolder, takeLock } from '@groundwork/provision';
import { exitCodes, GroundworkError } from '@groundwork/host';
import { join } from 'node:path';
import { z } from 'zod';

const endpointSchema = z.strictObject({
  version: z.literal(1),
  pid: z.int(),
  port: z.int().min(1).max(65_535),
  token: z.string().min(32).max(200),
});

/** Where a server is, and what opens it. */
export interface Endpoint {
  readonly port: number;
  readonly token: string;
}

/** What of an endpoint others are told. */
export interface Address {
  /** For a browser: it carries the token. */
  readonly url: string;
  readonly origin: string;
  readonly token: string;
}

export function addressOf({ port, token }: Endpoint): Address {
  const origin = `http://127.0.0.1:${port}`;
  return { url: `${origin}/?token=${token}`, origin, token };
}

const fileOf = (dir: string): string => join(dir, stateFolder, 'serve.json');
const lockOf = (dir: string): string => join(dir, stateFolder, 'serve.lock');

/** The server that serves a folder now, `null` when none does. `dir` is a real path. */
export function runningServer(dir: string): Address | null {
  const holder = holderOf(lockOf(dir));
  const endpoint = readJson(fileOf(dir), endpointSchema);
  // One that has only just taken the folder listens nowhere yet.
  return holder !== null && endpoint?.pid === holder.pid ? addressOf(endpoint) : null;
}

/** What the last server of a folder used: with the same again, windows that are still open find the next one. */
export function readEndpoint(dir: string): Endpoint | null {
  return readJson(fileOf(dir), endpointSchema);
}

/** A folder has one server. Throws `serve.running` while there is one; what a dead one left is taken over. */
export function claimFolder(dir: string): { keep(endpoint: Endpoint): void; release(): void } {
  prepareStateFolder(dir);
  if (!takeLock(lockOf(dir))) {
    throw new GroundworkError({
      code: 'serve.running',
      message: `This folder has a server already (process ${holderOf(lockOf(dir))?.pid ?? 'unknown'})`,
      where: dir,
      fix: 'Use that one, or stop it first',
      exit: exitCodes.tryAgain,
    });
  }
  return {
    keep: ({ port, token }) => replacePrivateFile(fileOf(dir), JSON.stringify({ version: 1, pid: process.pid, port, token })),
    release: () => releaseLock(lockOf(dir)),
  };
}
