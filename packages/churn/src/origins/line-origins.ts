import type { History, HistoryOptions } from '../history/history.ts';
import { recentHistory } from '../history/recent.ts';
import type { Identity } from '../history/identities.ts';
import { daysBetween } from '../report/groups.ts';

/** One commit, as the origin of a line. */
export interface Written {
  readonly commit: string;
  readonly author: Identity;
  /** Seconds since 1970. */
  readonly time: number;
  /** The first line of its message. */
  readonly subject: string;
}

export interface LineOrigin {
  /** Counted from 1. */
  readonly line: number;
  /** Who wrote the line as it stands, as `git blame --first-parent` says it. */
  readonly last: Written;
  /** Who wrote it first, before it was moved or indented: the same where it was not. */
  readonly first: Written;
  /** Whole days from then to the last commit of the branch. */
  readonly ageDays: number;
}

/**
 * Where each line of a file comes from, at the last commit. `file` is its path within the repository. `null` when it is not a text file of
 * that commit, or is left out as generated. Changes that are not committed are not known here.
 */
export async function lineOrigins(
  repository: string,
  file: string,
  options: Omit<HistoryOptions, 'revision'> = {},
): Promise<LineOrigin[] | null> {
  return originsOf(await recentHistory(repository, options), file);
}

export function originsOf(history: History, file: string): LineOrigin[] | null {
  const lines = history.tree.files.get(Buffer.from(file, 'utf8').toString('latin1'));
  if (!lines) return null;
  const last = history.commits.length - 1;
  return Array.from({ length: lines.length }, (_, line) => {
    const [birth, origin] = [lines.birth(line), lines.origin(line)];
    return { line: line + 1, last: written(history, birth), first: written(history, origin), ageDays: daysBetween(history, origin, last) };
  });
}

function written({ commits, authors }: History, index: number): Written {
  const commit = commits[index];
  return {
    commit: commit?.sha ?? '',
    author: authors[index] ?? { name: '', email: '' },
    time: commit?.committed ?? 0,
    subject: commit?.message.split('\n', 1)[0] ?? '',
  };
}
