import { exitCodes, GroundworkError } from '@groundwork/host';
import { isRunning, processSchema, readJson, recordOf, replacePrivateFile, type EnvironmentFolder } from '@groundwork/provision';
import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const borrowerSchema = z.strictObject({
  version: z.literal(1),
  /** Whose variables and files it works with; `null` for the client of a resource. */
  service: z.string().nullable(),
  /** It was the service's own start command, so that its end is the end of the service. */
  own: z.boolean(),
  /** Name of the run that every process of it inherits. */
  run: z.string(),
  process: processSchema,
  /** ISO 8601, UTC. */
  started: z.string(),
  ended: z.string().nullable(),
  exit: z.int().nullable(),
  log: z.string().nullable(),
  /** It only looks, and connects again by itself: servers may be stopped and started under it. */
  yields: z.boolean().default(false),
});

/** A program of a person's own that works with an environment: a training run, a shell, a database client. */
export type Borrower = z.infer<typeof borrowerSchema>;

export type LastRun = Borrower & { readonly running: boolean };

/** How many that ended are remembered. */
const remembered = 20;

const placeOf = ({ root }: EnvironmentFolder): string => join(root, 'runs');

/** Notes that this process works with the environment; `end` notes how that ended. */
export function noteBorrower(
  folder: EnvironmentFolder,
  fields: Pick<Borrower, 'service' | 'own' | 'run' | 'log' | 'yields'>,
): { end(exit: number): void } {
  const own = recordOf(process.pid);
  if (own === null) throw new GroundworkError({ code: 'process.record', message: 'This process does not find itself' });
  const begun: Borrower = { version: 1, ...fields, process: own, started: new Date().toISOString(), ended: null, exit: null };
  mkdirSync(placeOf(folder), { recursive: true, mode: 0o700 });
  // The names sort by time.
  const file = join(placeOf(folder), `${begun.started.replace(/[:.]/g, '-')}-${randomUUID().slice(0, 8)}.json`);
  const write = (borrower: Borrower): void => replacePrivateFile(file, JSON.stringify(borrower));
  write(begun);
  forget(folder);
  return { end: (exit) => write({ ...begun, ended: new Date().toISOString(), exit }) };
}

/** Everyone who works with the environment now. */
export function borrowersOf(folder: EnvironmentFolder): Borrower[] {
  return all(folder).flatMap(({ borrower }) => (borrower.ended === null && isRunning(borrower.process) ? [borrower] : []));
}

/** Those that were killed before they could say how they ended. */
export function lostBorrowers(folder: EnvironmentFolder): Borrower[] {
  return all(folder).flatMap(({ borrower }) => (borrower.ended === null && !isRunning(borrower.process) ? [borrower] : []));
}

/** The last program that was run for each service, and whether it still runs. */
export function lastRuns(folder: EnvironmentFolder, { own }: { readonly own: boolean }): ReadonlyMap<string, LastRun> {
  const runs = all(folder).flatMap(({ borrower }): [string, LastRun][] => {
    if (borrower.service === null || (own && !borrower.own)) return [];
    return [[borrower.service, { ...borrower, running: borrower.ended === null && isRunning(borrower.process) }]];
  });
  return new Map(runs);
}

export function inUse(folder: EnvironmentFolder): GroundworkError {
  const names = borrowersOf(folder).map(({ service, process }) => `${service ?? 'a client'} (process ${process.pid})`);
  return new GroundworkError({
    code: 'environment.in_use',
    message: `A program works with the servers of this environment: ${names.join(', ')}`,
    where: folder.root,
    fix: 'Wait for it to end, or gw down',
    exit: exitCodes.tryAgain,
  });
}

function all(folder: EnvironmentFolder): { file: string; borrower: Borrower }[] {
  return filesOf(folder).flatMap((file) => {
    const borrower = readJson(file, borrowerSchema);
    return borrower === null ? [] : [{ file, borrower }];
  });
}

function filesOf(folder: EnvironmentFolder): string[] {
  try {
    return readdirSync(placeOf(folder))
      .filter((name) => name.endsWith('.json'))
      .sort()
      .map((name) => join(placeOf(folder), name));
  } catch {
    return [];
  }
}

function forget(folder: EnvironmentFolder): void {
  const over = all(folder).filter(({ borrower }) => !isRunning(borrower.process));
  for (const { file } of over.slice(0, -remembered)) rmSync(file, { force: true });
}
