import { GroundworkError } from '@groundwork/host';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LaunchedResource } from '../launch/schema.ts';
import { startGroup, type Account, type ProcessGroup, type StopSignal } from '../process/group.ts';
import { lastLine } from '../process/log.ts';
import type { RunningServer } from './provider.ts';

export interface ServerProgram {
  /** What it is called in an error: `Redis`. */
  readonly title: string;
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly account: Account | null;
  readonly stopSignal?: StopSignal;
  /** Whether it does what it is for: a real exchange in its protocol, never only an open port. Must settle within a few seconds. */
  readonly answers: () => Promise<boolean>;
  /** How long it may take until it does. */
  readonly patienceMs?: number;
}

export interface StartContext {
  readonly resource: LaunchedResource;
  readonly run: string;
  readonly signal: AbortSignal;
}

/** Starts a server and waits for its answer. Throws `server.not_ready` with its last words. */
export async function startProgram(program: ServerProgram, { resource, run, signal }: StartContext): Promise<RunningServer> {
  const { title, argv, cwd, env, account, stopSignal, answers, patienceMs = 60_000 } = program;
  const log = resource.log ?? '/dev/null';
  const group = startGroup({ argv, cwd, env, log, run, account, ...(stopSignal === undefined ? {} : { stopSignal }) });
  let over: string | null = null;
  void group.ended.then(({ code, error }) => (over = error ?? `it ended with ${code ?? 'a signal'}: ${lastLine(log)}`));
  const until = Date.now() + patienceMs;
  // A moment later it would have said that another program has its port, whose answer this then was.
  while (!(await answers()) || (await endsWithin(group, 60))) {
    if (over !== null || signal.aborted || Date.now() > until) {
      await group.stop();
      throw new GroundworkError({
        code: 'server.not_ready',
        message: `${title} did not become ready: ${over ?? (signal.aborted ? 'stopped' : 'it does not answer')}`,
      });
    }
    await sleep(30);
  }
  return { group, record: group.record };
}

/** Runs a program of a server to its end: what makes a data folder, a user or a database. Throws `server.not_initialised`. */
export async function runProgram(
  program: Omit<ServerProgram, 'answers' | 'patienceMs'>,
  { resource, run, signal }: StartContext,
): Promise<void> {
  const { title, argv, cwd, env, account } = program;
  const log = resource.log ?? '/dev/null';
  const group = startGroup({ argv, cwd, env, log, run, account });
  const stop = (): void => void group.stop();
  signal.addEventListener('abort', stop, { once: true });
  const { code, error } = await group.ended;
  signal.removeEventListener('abort', stop);
  await group.stop(0);
  if (code === 0) return;
  throw new GroundworkError({
    code: 'server.not_initialised',
    message: `${title} could not be set up: ${signal.aborted ? 'stopped' : (error ?? lastLine(log))}`,
    where: log,
  });
}

function endsWithin(group: ProcessGroup, ms: number): Promise<boolean> {
  return Promise.race([group.ended.then(() => true), sleep(ms, false)]);
}
