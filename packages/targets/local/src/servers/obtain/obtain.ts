import { GroundworkError } from '@groundwork/host';
import { cacheFolder } from '@groundwork/host/cache';
import { releaseLock, takeLock } from '@groundwork/provision';
import { appendFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { argvOf } from '../../launch/command.ts';
import { isRoot, sharedRoot } from '../../process/account.ts';
import { baseEnvironment } from '../../process/base-environment.ts';
import { startGroup } from '../../process/group.ts';
import { lastLine } from '../../process/log.ts';
import type { Obtain } from './schema.ts';

const marker = '.complete';

/** Where fetched servers are kept; where we are root, a place that the accounts they run as can reach. */
export function serverFolder(name: string, version: string): string {
  return join(isRoot() ? sharedRoot : cacheFolder(), 'servers', `${name}-${version}`);
}

/** Whether it was fetched before: nothing has to be done. */
export const isObtained = ({ folder }: Pick<Obtain, 'folder'>): boolean => existsSync(join(folder, marker));

/** Fetches a server. Several projects may ask for the same one at once: the first does it, the others wait. Throws `server.not_obtained`. */
export async function obtain(
  request: Obtain,
  context: { readonly log: string; readonly run: string; readonly signal: AbortSignal },
): Promise<void> {
  if (isObtained(request)) return;
  mkdirSync(dirname(request.folder), { recursive: true, mode: 0o755 });
  const lock = `${request.folder}.lock`;
  // Whoever has it may be fetching for minutes.
  while (!takeLock(lock)) {
    if (context.signal.aborted) throw stopped(context.log);
    await sleep(100);
  }
  try {
    if (!isObtained(request)) await fetchAnew(request, context);
  } finally {
    releaseLock(lock);
  }
}

async function fetchAnew(
  request: Obtain,
  context: { readonly log: string; readonly run: string; readonly signal: AbortSignal },
): Promise<void> {
  const { folder, files = {}, commands } = request;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { mode: 0o755 });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  for (const command of commands) await runCommand(argvOf(command), request, context);
  // The account it will run as has to read it, whatever our umask.
  if (isRoot()) await runCommand(['chmod', '-R', 'go+rX', folder], request, context);
  writeFileSync(join(folder, marker), '');
}

async function runCommand(
  argv: readonly string[],
  { folder, label, env }: Obtain,
  { log, run, signal }: { log: string; run: string; signal: AbortSignal },
): Promise<void> {
  appendFileSync(log, `$ ${argv.join(' ')}\n`, { mode: 0o600 });
  const group = startGroup({ argv, cwd: folder, env: { ...baseEnvironment(), ...env }, log, run });
  const stop = (): void => void group.stop();
  signal.addEventListener('abort', stop, { once: true });
  const { code, error } = await group.ended;
  signal.removeEventListener('abort', stop);
  await group.stop(0);
  if (code === 0) return;
  if (signal.aborted) throw stopped(log);
  throw new GroundworkError({
    code: 'server.not_obtained',
    message: `${label} could not be fetched: ${error ?? lastLine(log)}`,
    where: log,
    fix: 'see the log; it needs the package registry to be reached',
  });
}

const stopped = (where: string): GroundworkError => new GroundworkError({ code: 'task.stopped', message: 'stopped', where });
