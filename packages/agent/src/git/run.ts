import { exitCodes, GroundworkError } from '@groundwork/host';
import { spawn } from 'node:child_process';

export interface GitOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly input?: string | Buffer;
  readonly signal?: AbortSignal;
}

/** Runs git to its end and gives what it printed. Throws `git.missing`, and `git.failed` with its last words. */
export function runGit(args: readonly string[], { cwd, env, input, signal }: GitOptions): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', args, { cwd, env, stdio: ['pipe', 'pipe', 'pipe'], ...(signal && { signal }) });
    const output: Buffer[] = [];
    let errors = '';
    child.stdout.on('data', (data: Buffer) => output.push(data));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors = (errors + text).slice(-4096)));
    // It may end before it has read everything.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
    child.on('error', (cause) => reject(notRun(cause, cwd)));
    child.on('close', (code) => (code === 0 ? resolve(Buffer.concat(output)) : reject(failed(args, code, errors, cwd))));
  });
}

function notRun(cause: NodeJS.ErrnoException, cwd: string): GroundworkError {
  if (cause.name === 'AbortError') return new GroundworkError({ code: 'git.cancelled', message: 'git was ended', where: cwd, cause });
  return new GroundworkError({
    code: 'git.missing',
    message: 'git is not installed, or not on the path',
    where: cwd,
    fix: process.platform === 'darwin' ? 'xcode-select --install' : 'Install git: apt-get install git, dnf install git',
    exit: exitCodes.notPossibleHere,
    cause,
  });
}

function failed(args: readonly string[], code: number | null, errors: string, cwd: string): GroundworkError {
  return new GroundworkError({
    code: 'git.failed',
    message: `git ${args.find((each) => !each.startsWith('-')) ?? ''} ended with ${code}: ${errors.trim()}`,
    where: cwd,
    fix: 'Check that the folder is a git repository and has that commit',
  });
}
