import { exitCodes, GroundworkError } from '@groundwork/host';
import { spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';

export interface GitOptions {
  /** Where the objects and references are. Never one that something in a jail could write. */
  readonly gitDir: string;
  readonly workTree?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string | Readable;
  /** Where its output goes; it is returned where this is left out. */
  readonly output?: Writable;
  readonly signal: AbortSignal;
}

/** What wins over every configuration: nothing of a repository is run. */
const harmless: Readonly<Record<string, string>> = {
  'core.hooksPath': '/dev/null',
  'core.fsmonitor': 'false',
  'core.untrackedCache': 'false',
  'core.alternateRefsCommand': '',
  'core.quotePath': 'false',
  'core.longPaths': 'true',
  'core.autocrlf': 'false',
  'core.attributesFile': '/dev/null',
  'core.excludesFile': '/dev/null',
  'diff.external': '',
  'diff.ignoreSubmodules': 'all',
  'diff.renames': 'true',
  'protocol.allow': 'never',
  'submodule.recurse': 'false',
  'gc.auto': '0',
  'maintenance.auto': 'false',
  'log.showSignature': 'false',
  'safe.directory': '*',
};

/** The person's configuration and environment do not count: the same objects give the same answer for everybody. */
export function gitEnvironment(own: Readonly<Record<string, string>> = {}): Record<string, string> {
  const settings = Object.entries(harmless);
  return {
    PATH: process.env['PATH'] ?? '/usr/bin:/bin',
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_COUNT: String(settings.length),
    ...Object.fromEntries(
      settings.flatMap(([key, value], index) => [
        [`GIT_CONFIG_KEY_${index}`, key],
        [`GIT_CONFIG_VALUE_${index}`, value],
      ]),
    ),
    GIT_ATTR_NOSYSTEM: '1',
    GIT_NO_LAZY_FETCH: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ASKPASS: 'true',
    GIT_EDITOR: 'true',
    GIT_PAGER: 'cat',
    ...own,
  };
}

/** Runs git on a repository of ours, or of a person that is only read. Throws `git.missing`, `git.failed`. */
export async function git(args: readonly string[], options: GitOptions): Promise<string> {
  const { gitDir, workTree, env, input, output, signal } = options;
  const place = workTree === undefined ? [] : [`--work-tree=${workTree}`];
  const child = spawn('git', [`--git-dir=${gitDir}`, ...place, ...args], {
    cwd: workTree ?? gitDir,
    env: gitEnvironment(env),
    stdio: ['pipe', 'pipe', 'pipe'],
    signal,
  });
  const said: Buffer[] = [];
  let errors = '';
  if (output) child.stdout.pipe(output);
  else child.stdout.on('data', (data: Buffer) => said.push(data));
  child.stderr.on('data', (data: Buffer) => (errors = (errors + data.toString()).slice(-8000)));
  // It may end before it has read everything.
  child.stdin.on('error', () => {});
  if (typeof input === 'object') input.pipe(child.stdin);
  else child.stdin.end(input);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', (cause) => reject(signal.aborted ? cancelled(cause) : notStarted(cause)));
    child.on('close', resolve);
  });
  if (code !== 0) {
    throw new GroundworkError({
      code: 'git.failed',
      message: `git ${args[0] ?? ''} failed: ${errors.trim().split('\n').at(-1) ?? ''}`,
      where: gitDir,
      cause: errors,
    });
  }
  return Buffer.concat(said).toString('utf8');
}

const cancelled = (cause: unknown): GroundworkError =>
  new GroundworkError({ code: 'git.cancelled', message: 'Stopped while git was reading', cause });

const notStarted = (cause: unknown): GroundworkError =>
  new GroundworkError({
    code: 'git.missing',
    message: 'git is not installed, or not on the path',
    fix: 'apt-get install git',
    exit: exitCodes.notPossibleHere,
    cause,
  });
