import { GroundworkError } from '@groundwork/host';
import { spawn } from 'node:child_process';

export interface Ran {
  /** `null` where it was ended: out of time, cancelled. */
  readonly exit: number | null;
  readonly output: string;
}

export interface RunOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly input?: string;
  readonly timeoutMs?: number;
  readonly signal: AbortSignal;
}

/** More is a runner that never ends; its beginning and its end are kept. */
const mostBytes = 256 * 1024 * 1024;

/** Runs a program to its end, in a group of its own that ends with it; standard output and error come as one. */
export function runProgram(command: readonly [string, ...string[]], { env, input, timeoutMs, signal }: RunOptions): Promise<Ran> {
  const [program, ...words] = command;
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, { env, detached: true, stdio: ['pipe', 'pipe', 'pipe'] });
    const chunks: Buffer[] = [];
    let size = 0;
    let ended = false;
    const end = (): void => {
      ended = true;
      if (child.pid === undefined) return;
      try {
        process.kill(-child.pid, 'SIGKILL');
      } catch {
        // It is gone already.
      }
    };
    const timer = timeoutMs === undefined ? null : setTimeout(end, timeoutMs);
    signal.addEventListener('abort', end, { once: true });
    const take = (chunk: Buffer): void => {
      size += chunk.length;
      if (size > mostBytes) end();
      else chunks.push(chunk);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.stdin.on('error', () => {});
    child.stdin.end(input);
    child.on('error', (cause) =>
      reject(
        new GroundworkError({
          code: 'swe.program_missing',
          message: `${program} cannot be started`,
          fix: `Install ${program}`,
          exit: 3,
          cause,
        }),
      ),
    );
    child.on('close', (code) => {
      if (timer) clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve({ exit: ended ? null : (code ?? 1), output: Buffer.concat(chunks).toString('utf8') });
    });
  });
}

/** Ten thousands of files, as an environment has them, without stopping everything else meanwhile. */
export async function copyFolder(from: string, to: string, signal: AbortSignal): Promise<void> {
  const { exit, output } = await runProgram(['cp', '-a', '--reflink=auto', '--', from, to], { signal });
  if (exit === 0) return;
  throw new GroundworkError({
    code: 'swe.not_copied',
    message: `What was prepared cannot be copied: ${output.trim().split('\n').at(-1) ?? ''}`,
    where: to,
    fix: 'Make room on the disk, and run it again',
  });
}
