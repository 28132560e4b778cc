import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';

const repository = resolve(import.meta.dirname, '../../../..');
const addressSchema = z.object({ url: z.string(), origin: z.string(), token: z.string() });

export interface RunningServer {
  /** Opens the shell, with its token. */
  readonly url: string;
  readonly process: ChildProcess;
  /** Ends it the hard way, as a crash does. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/** The command line as it was built, serving a folder. */
export async function startServer(dir: string, env: Readonly<Record<string, string>> = {}): Promise<RunningServer> {
  const program = spawn(process.execPath, [join(repository, 'apps/cli/bin/groundwork.js'), 'serve', dir, '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    // A person's own settings are theirs: tests have a person of their own for each folder.
    env: { ...process.env, XDG_CONFIG_HOME: join(dirname(dir), 'config'), ...env },
  });
  const [line] = await Promise.race([
    once(createInterface({ input: program.stdout }), 'line'),
    once(program, 'exit').then(([code]) => Promise.reject(new Error(`gw serve ended with ${String(code)}`))),
  ]);
  const { url } = addressSchema.parse(JSON.parse(String(line)));
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (program.exitCode !== null || program.signalCode !== null) return;
    const ended = once(program, 'exit');
    program.kill(signal);
    await ended;
  };
  return { url, process: program, kill: () => end('SIGKILL'), stop: () => end('SIGTERM') };
}

/** One command of the command line; its standard output. */
export async function groundwork(dir: string, ...words: readonly string[]): Promise<string> {
  const program = spawn(process.execPath, [join(repository, 'apps/cli/bin/groundwork.js'), ...words], {
    cwd: dir,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  program.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await once(program, 'exit');
  return said;
}
