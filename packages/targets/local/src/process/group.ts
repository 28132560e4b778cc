import { GroundworkError } from '@groundwork/host';
import { recordOf, type ProcessRecord } from '@groundwork/provision';
import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { killEscaped, runVariable } from './escaped.ts';

export type StopSignal = 'SIGTERM' | 'SIGINT';

/** An account that a server runs as where we are root and it refuses to be. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
  readonly home: string;
  readonly name: string;
}

export interface GroupOptions {
  /** Program and arguments; a command of the repository is `['/bin/sh', '-c', command]`. */
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** File its output is appended to. */
  readonly log: string;
  /** Marks everything started for it, so that a process that left its group is found again. */
  readonly run: string;
  readonly account?: Account | null;
  /** What asks it to stop in an orderly way; PostgreSQL wants SIGINT. */
  readonly stopSignal?: StopSignal;
}

export interface GroupEnd {
  readonly code: number | null;
  readonly signal: string | null;
  /** Why it never started. */
  readonly error: string | null;
}

/** A program and everything it starts, stopped as one. */
export interface ProcessGroup {
  readonly pid: number;
  readonly record: ProcessRecord | null;
  /** Settles when its first process ended; the rest of the group may still run. */
  readonly ended: Promise<GroupEnd>;
  /** Asks it to stop, waits, then forces. Nothing of the group runs afterwards. */
  stop(patienceMs?: number): Promise<void>;
}

/**
 * Runs between us and the program: when our end of its pipe closes, whichever way we died, it stops the whole group. It is
 * started from a subshell that ends at once, so that the program has no child it did not start; in the group it ignores what
 * asks the program to stop.
 */
const guard = `
# A dead leader that nobody has buried yet has no program any more.
leads() { if [ -d /proc/self ]; then [ -e /proc/$$/exe ]; else kill -0 $$; fi; }
guard() { ( ( trap '' INT TERM HUP QUIT; cat >/dev/null <&3; kill -"$1" 0; n=0
    while [ $n -lt "$2" ] && leads; do sleep 0.2 || sleep 1; n=$((n+1)); done; kill -KILL 0 ) </dev/null >/dev/null 2>&1 & ) }
`;
/** Standard input is the pipe: the program has none. */
const guarded = `${guard} guard "$1" "$2" 3<&0; shift 2; exec "$@" </dev/null`;
/** Standard input is the program's own. */
const guardedAside = `${guard} guard "$1" "$2"; shift 2; exec "$@" 3<&-`;
const graceMs = 8_000;

/** Starts a program as the leader of a process group and session of its own. */
export function startGroup(options: GroupOptions): ProcessGroup {
  const { argv, cwd, env, log, run, account = null, stopSignal = 'SIGTERM' } = options;
  const output = openSync(log, 'a', 0o600);
  try {
    const child = spawn('/bin/sh', ['-c', guarded, 'sh', stopSignal.slice(3), String(graceMs / 200), ...argv], {
      cwd,
      env: { ...env, [runVariable]: run },
      detached: true,
      stdio: ['pipe', output, output],
      ...(account ? { uid: account.uid, gid: account.gid } : {}),
    });
    // The guard never writes, and the pipe closes with it.
    child.stdin?.on('error', () => {});
    return groupOf(child, { run, stopSignal });
  } finally {
    closeSync(output);
  }
}

/** A program that is spoken to on its standard input, and answers on its output. */
export type SpokenTo = ChildProcess & { readonly stdin: Writable; readonly stdout: Readable };

/** Starts a program that speaks with us, as the leader of a group that ends with us. Its errors are not kept. */
export function startSpokenTo({ argv, cwd, env }: Pick<GroupOptions, 'argv' | 'cwd' | 'env'>): SpokenTo {
  const child = spawn('/bin/sh', ['-c', guardedAside, 'sh', 'TERM', String(graceMs / 200), ...argv], {
    cwd,
    env: { ...env },
    detached: true,
    stdio: ['pipe', 'pipe', 'ignore', 'pipe'],
  });
  const { stdin, stdout } = child;
  const pipe = child.stdio[3];
  pipe?.on('error', () => {});
  child.on('exit', () => pipe?.destroy());
  if (stdin === null || stdout === null)
    throw new GroundworkError({ code: 'process.no_pipe', message: `${argv[0] ?? 'A program'} could not be spoken to` });
  return Object.assign(child, { stdin, stdout });
}

function groupOf(child: ChildProcess, { run, stopSignal }: { run: string; stopSignal: StopSignal }): ProcessGroup {
  const ended = new Promise<GroupEnd>((done) => {
    child.on('error', (error) => done({ code: null, signal: null, error: error.message }));
    child.on('exit', (code, signal) => done({ code, signal, error: null }));
  });
  const pid = child.pid ?? -1;
  return {
    pid,
    record: pid > 0 ? recordOf(pid) : null,
    ended,
    stop: async (patienceMs = graceMs) => {
      signalGroup(pid, stopSignal);
      await Promise.race([ended, sleep(patienceMs, null, { ref: false })]);
      signalGroup(pid, 'SIGKILL');
      killEscaped(run);
      await ended;
    },
  };
}

/** Signals every process of a group; `false` when there is none left. */
export function signalGroup(pid: number, signal: NodeJS.Signals | 0): boolean {
  if (pid <= 1) return false;
  try {
    process.kill(-pid, signal);
    return true;
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && (cause.code === 'ESRCH' || cause.code === 'EPERM')) return false;
    throw new GroundworkError({ code: 'process.signal', message: `Process group ${pid} could not be signalled`, cause });
  }
}
