import { exitCodes, GroundworkError } from '@groundwork/host';
import { rgPath } from '@vscode/ripgrep-universal';
import { spawn } from 'node:child_process';

export interface Scope {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly useIgnoreFiles: boolean;
}

/** What nobody looks for: version control, and our own state with its secrets. */
const never = ['**/.git', '**/.groundwork'];
/** A longer line of what ripgrep says is dropped: its file has a line nobody could read. */
const longestLine = 4 * 1024 * 1024;
const longestWords = 4000;

/** Arguments for where to look. Links are not followed, and no configuration of the machine is read. */
export function scopeArguments({ include, exclude, useIgnoreFiles }: Scope): string[] {
  return [
    '--no-config',
    '--hidden',
    '--no-require-git',
    '--no-messages',
    ...(useIgnoreFiles ? ['--no-ignore-parent', '--no-ignore-global'] : ['--no-ignore']),
    ...include.map((glob) => `--glob=${anchored(glob)}`),
    ...[...exclude, ...never].map((glob) => `--glob=!${anchored(glob)}`),
  ];
}

/** An editor's `src` and `src/**` are meant from the root or anywhere as written; a `!` would turn its meaning. */
function anchored(glob: string): string {
  return glob.replace(/^(?:!|\.\/)+/, '');
}

/**
 * The lines ripgrep says about a folder, one by one: who takes them slowly slows it down. It ends with the signal, and when the one
 * who takes stops. Throws `search.bad_pattern`.
 */
export async function* ripgrep(dir: string, words: readonly string[], signal: AbortSignal, end = 0x0a): AsyncGenerator<Buffer> {
  if (signal.aborted) throw cancelled();
  if (words.some((word) => word.includes('\0'))) throw badPattern('it holds a null character');
  // What stands behind `--` is no option, whatever it looks like; the pattern comes in one word with its option.
  const child = spawn(rgPath, [...words, '--', '.'], { cwd: dir, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
  const stop = (): void => void child.kill('SIGKILL');
  signal.addEventListener('abort', stop);
  let said = '';
  child.stderr.on('data', (data: Buffer) => {
    if (said.length < longestWords) said += data.toString();
  });
  const ended = new Promise<number | null>((resolve, reject) => child.once('close', resolve).once('error', reject));
  // One that cannot be started is told of below, once there is nothing to read.
  ended.catch(() => {});
  try {
    yield* linesOf(child.stdout, end);
    const code = await ended;
    if (signal.aborted) throw cancelled();
    if (code === 2 && said.trim() !== '') throw badPattern(said);
  } catch (cause) {
    if (signal.aborted) throw cancelled();
    throw cause instanceof GroundworkError ? cause : cannotSearch(cause);
  } finally {
    signal.removeEventListener('abort', stop);
    stop();
  }
}

async function* linesOf(stream: AsyncIterable<Buffer>, end: number): AsyncGenerator<Buffer> {
  let rest: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    let from = 0;
    for (let at = chunk.indexOf(end); at !== -1; at = chunk.indexOf(end, from)) {
      const line = chunk.subarray(from, at);
      if (length <= longestLine) yield rest.length === 0 ? line : Buffer.concat([...rest, line]);
      rest = [];
      length = 0;
      from = at + 1;
    }
    length += chunk.length - from;
    if (length > longestLine) rest = [];
    else if (from < chunk.length) rest.push(chunk.subarray(from));
  }
}

function badPattern(said: string): GroundworkError {
  // Both engines say what is wrong, around the pattern itself; the first one says it better.
  const lines = said.trim().split('\n');
  const reason = (lines.find((line) => line.startsWith('error: ')) ?? lines.at(-1) ?? '').replace(/^(?:rg: |error: |PCRE2: )+/, '');
  return new GroundworkError({
    code: 'search.bad_pattern',
    message: `That pattern cannot be searched for: ${reason}`,
    fix: 'Correct it, or search for it as plain text',
    exit: exitCodes.usage,
  });
}

function cannotSearch(cause: unknown): GroundworkError {
  return new GroundworkError({
    code: 'search.failed',
    message: `ripgrep could not be run: ${cause instanceof Error ? cause.message : String(cause)}`,
    where: rgPath,
    fix: 'npm rebuild @vscode/ripgrep-universal, or install Groundwork anew',
    exit: exitCodes.notPossibleHere,
    cause,
  });
}

function cancelled(): GroundworkError {
  return new GroundworkError({ code: 'search.cancelled', message: 'The search was cancelled' });
}
