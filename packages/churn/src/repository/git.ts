import { exitCodes, GroundworkError } from '@groundwork/host';
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';

/** Settings with which a repository could start programs, or go to the network, while it is found. Nothing else of its settings is used. */
const harmless = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null', '-c', 'protocol.allow=never'];

/** Nothing of the environment redirects git, and it neither asks, fetches, replaces objects nor takes locks. */
export function gitEnvironment(more: Readonly<Record<string, string>> = {}): Record<string, string> {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'));
  return {
    ...Object.fromEntries(own.map(([name, value]) => [name, value ?? ''])),
    LC_ALL: 'C',
    TZ: 'UTC',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_LAZY_FETCH: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
    ...more,
  };
}

export interface Ran {
  readonly code: number;
  readonly output: Buffer;
  readonly errors: string;
}

export type GitProcess = ChildProcessByStdio<Writable, Readable, Readable>;

/** Runs git in a folder, with the person's own settings: only to find out what is there. */
export function askGit(folder: string, args: readonly string[]): Promise<Ran> {
  return collect(spawn('git', ['-C', folder, ...harmless, ...args], { env: gitEnvironment(), stdio: ['pipe', 'pipe', 'pipe'] }), '');
}

/** Waits for a process; throws `git.missing` when it cannot be started. */
export function collect(child: GitProcess, input: string | Buffer): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const output: Buffer[] = [];
    let errors = '';
    child.stdout.on('data', (piece: Buffer) => output.push(piece));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors = (errors + text).slice(-65_536)));
    // It may end before it has read everything.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
    child.on('error', (cause) => reject(missing(cause)));
    child.on('close', (code) => resolve({ code: code ?? 128, output: Buffer.concat(output), errors }));
  });
}

export function missing(cause: unknown): GroundworkError {
  return new GroundworkError({
    code: 'git.missing',
    message: 'git is not installed, or not on the path',
    fix: process.platform === 'darwin' ? 'xcode-select --install' : 'Install git: apt-get install git, dnf install git',
    exit: exitCodes.notPossibleHere,
    cause,
  });
}
