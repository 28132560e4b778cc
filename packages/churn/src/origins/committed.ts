import { clueOf } from '../attribution/clues.ts';
import type { Finding } from '../attribution/classes.ts';
import { isBinary } from '../read/lines.ts';
import { askGit, collect } from '../repository/git.ts';
import { openRepository, type Repository } from '../repository/repository.ts';
import type { Written } from './line-origins.ts';

/** What one line can be told without reading a history. */
export interface LineWritten extends Written {
  /** By what the commit says of itself; `null` where it says nothing. Notes and merged commits are not looked at. */
  readonly finding: Finding | null;
}

/** The files of the last commit, for who cannot wait until a history was read. */
export interface Committed {
  readonly head: string;
  /** Where the folder lies within its repository: `backend/`, empty for its root. */
  readonly prefix: string;
  /** A file as it was committed, by its path from the folder; `null` where it is not there, or is no text. */
  text(file: string, signal?: AbortSignal): Promise<string | null>;
  /** Who wrote a line (from 1) as it was committed, as `git blame --first-parent` says it; `null` where there is none. */
  written(file: string, line: number, signal?: AbortSignal): Promise<LineWritten | null>;
  /** How long the history is along first parents, counted to no more than `most`. */
  commits(most: number): Promise<number>;
  close(): void;
}

/** Opens the last commit of the repository a folder lies in. Like all of this it runs nothing of the repository. Throws `churn.*`. */
export async function openCommitted(folder: string): Promise<Committed> {
  const [repository, place] = await Promise.all([openRepository(folder), askGit(folder, ['rev-parse', '--show-prefix'])]);
  const { head } = repository;
  // Its one line ends with a newline; a name may hold others.
  const prefix = place.output.toString('utf8').replace(/\n$/, '');
  return {
    head,
    prefix,
    text: async (file, signal) => {
      const ran = await runFor(repository, ['cat-file', 'blob', `${head}:${prefix}${file}`], signal);
      return ran.code !== 0 || isBinary(ran.output) ? null : ran.output.toString('utf8');
    },
    written: async (file, line, signal) => {
      const place = ['--porcelain', '-L', `${line},${line}`, head, '--', `${prefix}${file}`];
      const ran = await runFor(repository, ['blame', '--first-parent', ...place], signal);
      const commit = ran.code === 0 ? parseBlame(ran.output.toString('utf8')) : null;
      if (!commit) return null;
      const object = (await runFor(repository, ['cat-file', 'commit', commit.commit], signal)).output.toString('utf8');
      const message = object.slice(object.indexOf('\n\n') + 2);
      const { name, email } = commit.author;
      return { ...commit, finding: clueOf({ author: name, email, committer: '', committerEmail: '', message }) };
    },
    commits: async (most) => {
      const counted = await repository.run(['rev-list', '--first-parent', '--count', `--max-count=${most}`, head]);
      return Number(counted.toString('latin1'));
    },
    close: () => repository.close(),
  };
}

async function runFor(
  repository: Repository,
  args: readonly string[],
  signal: AbortSignal | undefined,
): Promise<Awaited<ReturnType<typeof collect>>> {
  signal?.throwIfAborted();
  const child = repository.start(args);
  const end = (): void => void child.kill();
  signal?.addEventListener('abort', end);
  try {
    const ran = await collect(child, '');
    signal?.throwIfAborted();
    return ran;
  } finally {
    signal?.removeEventListener('abort', end);
  }
}

/** One entry of `git blame --porcelain`. */
function parseBlame(output: string): Written | null {
  const [first = '', ...lines] = output.split('\n');
  const commit = first.split(' ', 1)[0] ?? '';
  const head = lines.slice(
    0,
    lines.findIndex((line) => line.startsWith('\t')),
  );
  const said = new Map(head.map((line): [string, string] => [line.split(' ', 1)[0] ?? '', line.slice(line.indexOf(' ') + 1)]));
  if (!/^[0-9a-f]{40,64}$/.test(commit)) return null;
  return {
    commit,
    author: { name: said.get('author') ?? '', email: (said.get('author-mail') ?? '').replace(/^<|>$/g, '') },
    time: Number(said.get('committer-time') ?? 0),
    subject: said.get('summary') ?? '',
  };
}
