import { Readable } from 'node:stream';
import { main } from './main.ts';

export interface Said {
  readonly stdout: string;
  readonly stderr: string;
  readonly exit: number;
}

/** Runs one command line in a folder, with what is piped into it, and gives what it said. */
export async function groundworkIn(
  cwd: string,
  inputs: readonly string[],
  stdin = '',
  env: Readonly<Record<string, string>> = {},
): Promise<Said> {
  const output = { stdout: '', stderr: '' };
  const stream = (name: 'stdout' | 'stderr') => ({ write: (text: string) => void (output[name] += text) });
  const exit = await main({
    inputs,
    stdin: Readable.from([stdin]),
    stdout: stream('stdout'),
    stderr: stream('stderr'),
    env,
    cwd,
    signal: new AbortController().signal,
  });
  return { ...output, exit };
}
