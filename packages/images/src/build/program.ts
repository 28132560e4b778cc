import { GroundworkError, type Host } from '@groundwork/host';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export interface ProgramOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly input?: AsyncIterable<Uint8Array>;
  readonly host: Host;
  /** What its output belongs to; left out, nobody hears it. */
  readonly task?: string;
}

export interface Ended {
  readonly status: number;
  readonly output: string;
  /** The last lines it said, on either stream. */
  readonly last: readonly string[];
}

/** Runs a program to its end; it and all it started end when the host is cancelled. Throws only when it cannot be started. */
export async function runProgram(argv: readonly [string, ...string[]], { env, cwd, input, host, task }: ProgramOptions): Promise<Ended> {
  host.signal.throwIfAborted();
  const [program, ...args] = argv;
  // A group of its own, so that cancelling reaches what it started.
  const child = spawn(program, args, {
    detached: process.platform !== 'win32',
    stdio: [input ? 'pipe' : 'ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
    ...(cwd === undefined ? {} : { cwd }),
  });
  const stop = (): void => {
    if (child.pid === undefined) return;
    try {
      process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGTERM');
    } catch {
      // It ended by itself.
    }
  };
  host.signal.addEventListener('abort', stop, { once: true });
  const output: string[] = [];
  const last: string[] = [];
  const hear = (stream: Readable | null, name: 'stdout' | 'stderr'): void => {
    if (!stream) return;
    createInterface({ input: stream }).on('line', (text) => {
      if (name === 'stdout') output.push(text);
      last.push(text);
      if (last.length > 40) last.shift();
      if (task !== undefined) host.notify({ type: 'output', task, stream: name, text });
    });
  };
  hear(child.stdout, 'stdout');
  hear(child.stderr, 'stderr');
  const ended = new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 128));
  });
  // What ends early closes its end: its own words say why.
  const sent = input && child.stdin ? pipeline(Readable.from(input), child.stdin).catch((cause: unknown) => cause) : Promise.resolve(null);
  try {
    const status = await ended;
    const failure = await sent;
    host.signal.throwIfAborted();
    if (failure instanceof GroundworkError) throw failure;
    return { status, output: output.join('\n'), last };
  } finally {
    host.signal.removeEventListener('abort', stop);
  }
}

/** Whether a program is there and does this well; says nothing to anybody. */
export async function succeeds(
  argv: readonly [string, ...string[]],
  host: Host,
  env: Readonly<Record<string, string>> = {},
): Promise<boolean> {
  try {
    const { status } = await runProgram(argv, { host, env });
    return status === 0;
  } catch {
    host.signal.throwIfAborted();
    return false;
  }
}
