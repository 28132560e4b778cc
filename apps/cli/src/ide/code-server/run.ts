import { exitCodes, GroundworkError } from '@groundwork/host';
import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Settings } from './settings.ts';

type Environment = Readonly<Record<string, string | undefined>>;

interface RunOptions {
  readonly program: string;
  readonly extension: string;
  readonly settings: Settings;
  readonly env: Environment;
  readonly signal: AbortSignal;
}

/** How long a cold machine may take until it answers. */
const longestMs = 60_000;
/** What it is given to put its own things away when it is stopped. */
const endMs = 5_000;
const longestLine = 300;

/** Installs the extension and starts code-server on 127.0.0.1. Settles when it answers; `ended` when it is gone. */
export async function runCodeServer(options: RunOptions): Promise<{ readonly ended: Promise<void> }> {
  const { program, extension, settings, env, signal } = options;
  const words = ['--config', settings.config];
  const own = { ...env, GROUNDWORK_COMMAND_LINE: settings.command };
  await finished(
    spawn(program, [...words, '--install-extension', extension, '--force'], { env: own, stdio: ['ignore', 'pipe', 'pipe'] }),
    program,
  );
  const child = spawn(
    program,
    [...words, '--disable-telemetry', '--disable-update-check', '--ignore-last-opened', '--app-name', 'Groundwork'],
    { env: own, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const said = wordsOf(child);
  const ended = new Promise<void>((done) => child.once('close', () => done()).once('error', () => done()));
  signal.addEventListener('abort', () => void stop(child, ended), { once: true });
  const answers = await Promise.race([answersAt(settings.port, signal), ended.then(() => false)]);
  if (!answers && !signal.aborted) {
    await stop(child, ended);
    throw failed(program, said());
  }
  return { ended };
}

async function answersAt(port: number, signal: AbortSignal): Promise<boolean> {
  const until = Date.now() + longestMs;
  while (Date.now() < until && !signal.aborted) {
    const answer = await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => null);
    if (answer?.ok) return true;
    await sleep(100);
  }
  return false;
}

async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), endMs);
  await ended;
  clearTimeout(late);
}

async function finished(child: ChildProcess, program: string): Promise<void> {
  const said = wordsOf(child);
  const code = await new Promise((done) => child.once('close', done).once('error', done));
  if (code !== 0) throw failed(program, said());
}

/** Its last words, without anything that could be a secret: it prints none. */
function wordsOf(child: ChildProcess): () => string {
  let words = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (data: Buffer) => {
      words = `${words}${data.toString()}`.slice(-50_000);
    });
  }
  return () => words.trim();
}

function failed(program: string, said: string): GroundworkError {
  // Its last lines are a bracket or a stack; the error has a line of its own.
  const lines = said
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && line.length < longestLine);
  const last = lines.findLast((line) => /^\w*Error: /.test(line)) ?? lines.at(-1) ?? 'it said nothing';
  return new GroundworkError({
    code: 'engine.failed',
    message: `code-server did not start: ${last}`,
    where: program,
    fix: 'code-server --version says whether it is whole; or leave out --engine',
    exit: exitCodes.notPossibleHere,
  });
}
