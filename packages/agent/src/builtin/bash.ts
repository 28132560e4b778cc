import { spawn } from 'node:child_process';
import { shorten } from './context.ts';

/** Longest text of a command's output that a model is shown, in characters. */
const longestOutput = 30_000;
const longestSeconds = 600;

export interface BashInput {
  readonly command: string;
  readonly timeout_seconds?: number | undefined;
}

export interface BashOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  /** All it printed so far, shortened; as often as there is more. */
  readonly onOutput: (output: string) => void;
}

export interface Ran {
  /** `null` where it was ended. */
  readonly exit: number | null;
  readonly output: string;
}

/** Runs a command in a process group of its own, of which nothing is left when it ends or is cancelled. */
export async function runBash(
  { command, timeout_seconds = longestSeconds }: BashInput,
  { cwd, env, signal, onOutput }: BashOptions,
): Promise<Ran> {
  const seconds = Math.min(timeout_seconds, longestSeconds);
  const child = spawn('bash', ['-c', command], { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  // Kept short of what it may grow to: a command that prints for ever does not fill the memory.
  let output = '';
  const take = (text: string): void => {
    output += text;
    if (output.length > 4 * longestOutput) output = shorten(output, 2 * longestOutput);
    onOutput(shorten(output, longestOutput));
  };
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', take);
  const end = (): void => killGroup(child.pid);
  const timer = setTimeout(() => {
    take(`\n[ended: it ran longer than ${seconds} s]`);
    end();
  }, seconds * 1000);
  signal.addEventListener('abort', end);
  try {
    const exit = await new Promise<number | null>((done) => {
      // What it left running is ended with it, and would hold its pipes open.
      child.once('exit', end).once('close', done);
      child.once('error', (error) => {
        take(`bash does not start: ${error.message}`);
        done(null);
      });
      if (signal.aborted) end();
    });
    return { exit, output: shorten(output, longestOutput) };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
  }
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // All of it is gone already.
  }
}
