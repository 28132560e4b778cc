import { GroundworkError } from '@groundwork/host';
import type { Jail } from './jail.ts';

const patienceMs = 30_000;

/** Reads a text as something in the jail would: a link leads where it leads there. Throws `jail.file`. */
export async function readInJail(jail: Jail, path: string, signal: AbortSignal): Promise<string> {
  const { exit, output } = await jail.run({ command: ['cat', '--', path] }, { timeoutMs: patienceMs, signal });
  if (exit !== 0) throw unreachable(path, output);
  return output;
}

/** Writes a text as something in the jail would. Throws `jail.file`. */
export async function writeInJail(jail: Jail, path: string, text: string): Promise<void> {
  const writing = jail.start({ command: ['sh', '-c', 'mkdir -p -- "$(dirname -- "$1")" && cat > "$1"', 'write', path] });
  let complaint = '';
  writing.stdout.resume();
  writing.stderr.on('data', (data: Buffer) => (complaint = (complaint + data.toString()).slice(-2000)));
  writing.stdin.end(text);
  const { code } = await writing.exited;
  if (code !== 0) throw unreachable(path, complaint);
}

const unreachable = (path: string, complaint: string): GroundworkError =>
  new GroundworkError({ code: 'jail.file', message: complaint.trim().split('\n').at(-1) ?? 'It cannot be reached', where: path });
