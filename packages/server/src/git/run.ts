import { exitCodes, GroundworkError } from '@groundwork/host';
import { spawn } from 'node:child_process';

export interface GitOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly input?: string | Buffer;
  readonly signal?: AbortSignal;
  /** Bytes of output that are kept; what says more is stopped. */
  readonly most?: number;
  /** Ended when it says nothing for so long, in milliseconds: a server that does not answer, a question nobody sees. */
  readonly idle?: number;
}

export interface Ran {
  readonly code: number;
  readonly output: Buffer;
  readonly errors: string;
  /** It said more than was kept. */
  readonly cut: boolean;
  /** It said nothing for too long. */
  readonly stalled: boolean;
}

const mostErrors = 64 * 1024;

/** Runs git without a terminal, in a group of its own: what it started ends with it. Throws `git.missing`. */
export function runGit(args: readonly string[], options: GitOptions): Promise<Ran> {
  const { cwd, env, input, signal, most = Number.POSITIVE_INFINITY, idle } = options;
  return new Promise((resolve, reject) => {
    const child = spawn('git', args, { cwd, env, detached: true, stdio: ['pipe', 'pipe', 'pipe'] });
    const output: Buffer[] = [];
    let size = 0;
    let errors = '';
    let cut = false;
    let stalled = false;
    const end = (): void => endGroup(child.pid);
    const wait = idle === undefined ? null : setTimeout(() => ((stalled = true), end()), idle);
    signal?.addEventListener('abort', end);
    child.stdout.on('data', (data: Buffer) => {
      wait?.refresh();
      if (cut) return;
      size += data.length;
      output.push(data);
      cut = size > most;
      if (cut) end();
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      wait?.refresh();
      errors = (errors + text).slice(-mostErrors);
    });
    // It may end before it has read everything.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
    child.on('error', (cause) => reject(notStarted(cause, cwd)));
    child.on('close', (code, killedBy) => {
      if (wait) clearTimeout(wait);
      signal?.removeEventListener('abort', end);
      resolve({ code: code ?? (killedBy === null ? 1 : 128), output: Buffer.concat(output), errors, cut, stalled });
    });
  });
}

function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGTERM');
  } catch {
    // It has ended by itself.
  }
}

function notStarted(cause: NodeJS.ErrnoException, cwd: string): GroundworkError {
  return new GroundworkError({
    code: 'git.missing',
    message: 'git is not installed, or not on the path of this server',
    where: cwd,
    fix: process.platform === 'darwin' ? 'xcode-select --install' : 'Install git: apt-get install git, dnf install git',
    exit: exitCodes.notPossibleHere,
    cause,
  });
}
