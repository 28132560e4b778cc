import { exitCodes, GroundworkError } from '@groundwork/host';
import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { Jail } from '../../jail/jail.ts';
import type { Check } from '../../receipt/receipt.ts';

export type Ran = NonNullable<Check['before']>;

export interface RunOptions {
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** Hides secret values. */
  readonly mask: (text: string) => string;
}

/** A command a person wrote or approved, and where it runs. */
export interface ShellCommand {
  readonly command: string;
  /** Relative to the repository. */
  readonly in: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Finished extends Ran {
  /** All that is kept of what it printed, which is more than a receipt holds. */
  readonly text: string;
}

/** Characters of output that are kept while it runs, and in a receipt. */
const most = { kept: 4_000_000, told: 4_000, report: 64_000_000 };

/** Runs a shell command in a jail to its end or its time. Its whole output is hashed, its end is kept. Throws `verify.cancelled`. */
export async function runJailed(jail: Jail, run: ShellCommand, options: RunOptions): Promise<Finished> {
  const began = performance.now();
  const started = jail.start({
    command: ['sh', '-c', run.command],
    cwd: run.in === '.' ? jail.folder : `${jail.folder}/${run.in}`,
    env: { CI: 'true', NO_COLOR: '1', PYTHONDONTWRITEBYTECODE: '1', ...run.env },
  });
  const hash = createHash('sha256');
  let text = '';
  const keep = (stream: Readable): Promise<void> =>
    new Promise((resolve) => {
      stream.on('data', (data: Buffer) => {
        hash.update(data);
        text = (text + data.toString('utf8')).slice(-most.kept);
      });
      stream.once('close', resolve);
    });
  const ended = Promise.all([keep(started.stdout), keep(started.stderr)]);
  started.stdin.on('error', () => {});
  started.stdin.end();
  let cut = false;
  const cutShort = (): void => {
    cut = true;
    started.kill();
  };
  const timer = setTimeout(cutShort, options.timeoutMs);
  options.signal.addEventListener('abort', cutShort);
  if (options.signal.aborted) cutShort();
  const { code } = await started.exited.finally(() => {
    clearTimeout(timer);
    options.signal.removeEventListener('abort', cutShort);
  });
  await ended;
  if (options.signal.aborted)
    throw new GroundworkError({
      code: 'verify.cancelled',
      message: 'Verification was cancelled',
      where: run.command,
      exit: exitCodes.tryAgain,
    });
  const masked = options.mask(text);
  return {
    command: run.command,
    in: run.in,
    exit: cut ? null : code,
    seconds: Math.round(performance.now() - began) / 1000,
    output: endOf(masked),
    outputHash: hash.digest('hex'),
    text: masked,
  };
}

/** The end of what it printed, as a receipt holds it. */
export const endOf = (text: string): string => (text.length > most.told ? `…${text.slice(-most.told)}` : text);

/** What a receipt holds of it. */
export const told = ({ command, in: folder, exit, seconds, output, outputHash }: Finished): Ran => ({
  command,
  in: folder,
  exit,
  seconds,
  output,
  outputHash,
});

/** What a program prints, `null` where it ends with anything but 0 or prints too much. */
export async function outputOf(jail: Jail, command: readonly string[]): Promise<string | null> {
  const started = jail.start({ command });
  const parts: Buffer[] = [];
  let size = 0;
  started.stdin.on('error', () => {});
  started.stdin.end();
  started.stderr.resume();
  started.stdout.on('data', (data: Buffer) => {
    size += data.length;
    if (size <= most.report) parts.push(data);
    else started.kill();
  });
  const closed = new Promise<void>((resolve) => void started.stdout.once('close', resolve));
  const { code } = await started.exited;
  await closed;
  return code === 0 && size <= most.report ? Buffer.concat(parts).toString('utf8') : null;
}
