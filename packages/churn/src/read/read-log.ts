import type { CommitChange, FileChange } from '../record/change.ts';
import { operations } from '../operations/definitions.ts';
import type { Scope } from '../paths/scope.ts';
import type { Repository } from '../repository/repository.ts';
import { Blobs } from './blobs.ts';
import { contentsOf, isBinary } from './lines.ts';
import { LogParser, logFormat, unreadable } from './parser.ts';

/** Files among which renames are looked for, as in `diff.renameLimit`. */
const renameLimit = 1000;

/**
 * What git is asked: of commits whose ids it is told, what `git log` says of them. It runs without anybody's settings (see `openRepository`),
 * so its defaults hold: the diff `git blame` uses, with the rename detection of `git diff`.
 */
function logArguments(text: boolean): string[] {
  const shown = ['--raw', '-z', '--no-abbrev', '-p', '-U0', '-M', `-l${renameLimit}`, '--no-color', '--no-ext-diff', '--no-textconv'];
  const asked = ['--stdin', '-r', '--root', '--always', '--diff-merges=first-parent'];
  return ['diff-tree', ...asked, `--format=${logFormat}`, ...shown, ...(text ? ['--text'] : [])];
}

export interface ReadOptions {
  readonly scope: Pick<Scope, 'leavesOut'>;
  readonly signal: AbortSignal;
  /** Takes every file for text, as `git blame` does. */
  readonly text?: boolean;
}

/** What commits changed, each against its first parent, in their order. Throws what the repository's `failure` makes of a git that fails. */
export async function* readLog(
  repository: Repository,
  commits: readonly string[],
  { signal, scope, text = false }: ReadOptions,
): AsyncGenerator<CommitChange> {
  const child = repository.start(logArguments(text));
  const stop = (): void => void child.kill('SIGTERM');
  signal.addEventListener('abort', stop);
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (said: string) => (errors = (errors + said).slice(-65_536)));
  child.stdin.on('error', () => {});
  child.stdin.end(commits.map((commit) => `${commit}\n`).join(''));
  const ended = new Promise<number>((resolve) => {
    child.on('error', () => resolve(127));
    child.on('close', (code) => resolve(code ?? 128));
  });
  const blobs = new Blobs(repository);
  const parser = new LogParser(scope.leavesOut);
  let read = 0;
  const whole = (change: CommitChange): CommitChange | Promise<CommitChange> => {
    if (change.commit.sha !== commits[read++]) throw unreadable('commits do not come in the order that was asked for');
    return withContents(change, blobs);
  };
  try {
    for await (const piece of child.stdout) {
      for (const change of parser.push(piece)) yield await whole(change);
    }
    const code = await ended;
    signal.throwIfAborted();
    if (code !== 0) throw repository.failure(['diff-tree'], { code, errors });
    for (const change of parser.end()) yield await whole(change);
    if (read !== commits.length) throw unreadable('it leaves commits out');
  } finally {
    signal.removeEventListener('abort', stop);
    blobs.close();
    stop();
  }
}

/** Where git shows no lines of what may have some, they are read: of text that was binary before, or not counted. */
async function withContents(change: CommitChange, blobs: Blobs): Promise<CommitChange> {
  if (!change.files.some(isUnknown)) return change;
  const files: FileChange[] = [];
  const hunks: number[] = [];
  const lines: { came: number; how: number; source: number }[] = [];
  let hunkAt = 0;
  let cameAt = 0;
  for (const file of change.files) {
    if (isUnknown(file)) {
      const bytes = await blobs.read(file.blob);
      const text = bytes === null || isBinary(bytes) ? new Int32Array(0) : contentsOf(bytes);
      hunks.push(0, 0, 0, text.length);
      for (const came of text) lines.push({ came, how: operations.transition, source: -1 });
      files.push({ ...file, hunks: 1, came: text.length });
      continue;
    }
    for (const end = hunkAt + file.hunks * 4; hunkAt < end; hunkAt++) hunks.push(change.hunks[hunkAt] ?? 0);
    for (const end = cameAt + file.came; cameAt < end; cameAt++)
      lines.push({ came: change.came[cameAt] ?? 0, how: change.how[cameAt] ?? 0, source: change.source[cameAt] ?? -1 });
    files.push(file);
  }
  return {
    ...change,
    files,
    hunks: Int32Array.from(hunks),
    came: Int32Array.from(lines, ({ came }) => came),
    how: Uint8Array.from(lines, ({ how }) => how),
    source: Int32Array.from(lines, ({ source }) => source),
  };
}

function isUnknown(file: FileChange): file is FileChange & { readonly blob: string } {
  return file.blob !== undefined;
}
