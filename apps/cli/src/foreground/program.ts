import { GroundworkError } from '@groundwork/host';
import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, writeSync } from 'node:fs';
import { constants } from 'node:os';
import type { CliContext } from '../context.ts';
import type { OutputStream } from '../terminal/terminal.ts';
import { recorded } from './recorded.ts';

export interface Program {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** File its output is appended to as well; `null` keeps nothing. */
  readonly log: string | null;
}

type Context = Pick<CliContext, 'stdin' | 'out' | 'err' | 'handSignals'>;

/**
 * Runs a program in the foreground: the keyboard, the screen and Ctrl-C are its own. Gives its exit code, 128 and the number of
 * the signal that ended it.
 */
export async function runInForeground(program: Program, context: Context): Promise<number> {
  const { stdin, out, err } = context;
  if (stdin.isTTY === true && out.stream.isTTY === true && err.stream.isTTY === true) {
    const onTerminal = program.log === null ? program : recorded(program, program.log);
    return ended(start(onTerminal, 'inherit', false), program, context, false);
  }
  // Somebody reads what it writes: it gets pipes, and whatever is written goes to the log as well.
  const alone = stdin.isTTY !== true;
  const child = start(program, ['pipe', 'pipe', 'pipe'], alone, stdin.isTTY === true);
  const log = program.log === null ? null : openSync(program.log, 'a', 0o600);
  try {
    if (child.stdin) stdin.pipe(child.stdin.on('error', () => stdin.unpipe()));
    const copies = [copy(child.stdout, out.stream, log), copy(child.stderr, err.stream, log)];
    const code = await ended(child, program, context, alone);
    await Promise.all(copies);
    return code;
  } finally {
    stdin.unpipe();
    // What is piped in may go on although nobody reads it any more.
    stdin.pause();
    if (log !== null) closeSync(log);
  }
}

function start(
  { argv, cwd, env }: Program,
  stdio: 'inherit' | ['pipe', 'pipe', 'pipe'],
  detached: boolean,
  keyboard = false,
): ChildProcess {
  const [file = '', ...words] = argv;
  return spawn(file, words, { cwd, env, detached, stdio: keyboard ? ['inherit', 'pipe', 'pipe'] : stdio });
}

/** Signals a terminal sends to everything in the foreground by itself are not sent twice. */
function ended(child: ChildProcess, { argv, env }: Program, { handSignals }: Context, alone: boolean): Promise<number> {
  const takeBack = handSignals((signal) => {
    if (alone && child.pid !== undefined) signalGroup(child.pid, signal);
    else if (signal !== 'SIGINT') child.kill(signal);
  });
  return new Promise<number>((done, fail) => {
    child.on('error', (cause: NodeJS.ErrnoException) => fail(notStarted(argv[0] ?? '', env['PATH'] ?? '', cause)));
    child.on('close', (code, signal) => done(code ?? 128 + (signal === null ? 0 : constants.signals[signal])));
  }).finally(takeBack);
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // Ended in the meantime.
  }
}

/** Copies byte by byte, no faster than the slower of the two takes it. */
async function copy(from: NodeJS.ReadableStream | null, to: OutputStream, log: number | null): Promise<void> {
  for await (const chunk of from ?? []) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    if (log !== null) writeSync(log, bytes);
    if (to.write(bytes) === false && to.once) await new Promise<void>((done) => to.once?.('drain', done));
  }
}

function notStarted(file: string, path: string, cause: NodeJS.ErrnoException): GroundworkError {
  return new GroundworkError({
    code: 'program.missing',
    message: cause.code === 'ENOENT' ? `There is no program \`${file}\` here` : `\`${file}\` does not start: ${cause.message}`,
    fix: `Use a program that is on PATH: ${path.split(':').slice(0, 3).join(':')}:...`,
    cause,
  });
}
