import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { z } from 'zod';

const commandLine = new URL('../../../cli/bin/groundwork.js', import.meta.url).pathname;
const saidSchema = z.object({ url: z.string(), origin: z.string(), token: z.string() });

/** `groundwork serve` as a process of its own, as a person has it. */
export interface RunningServer extends z.infer<typeof saidSchema> {
  readonly pid: number;
  /** As when the machine takes it away: nothing is told, nothing is tidied. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

export async function startServer(dir: string, env: NodeJS.ProcessEnv = {}): Promise<RunningServer> {
  const child = spawn(process.execPath, [commandLine, 'serve', dir, '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  const said = saidSchema.parse(JSON.parse(await firstLine(child)));
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  };
  return { ...said, pid: child.pid ?? 0, kill: () => end('SIGKILL'), stop: () => end('SIGTERM') };
}

async function firstLine({ stdout }: ChildProcess): Promise<string> {
  if (stdout) for await (const line of createInterface(stdout)) return line;
  return '';
}
