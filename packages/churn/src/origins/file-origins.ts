import type { Accounted } from '../account/account.ts';
import type { Finding } from '../attribution/classes.ts';
import { folderOf, shownPath } from '../paths/language.ts';
import { originsOf, type Written } from './line-origins.ts';

/** Where all lines of a file come from, each commit told once. */
export interface FileOrigins {
  readonly commits: readonly (Written & { readonly finding: Finding | null })[];
  /** By line: the commit that wrote it as it stands, and the one that wrote it first; indexes of `commits`. */
  readonly last: readonly number[];
  readonly first: readonly number[];
  /** What became of lines written to its folder: those that went within the window, of those written long enough ago to know. */
  readonly folder: { readonly name: string; readonly share: number; readonly of: number } | null;
  readonly windowDays: number;
}

/** `file` is its path within the repository. `null` when it is not a text file of the last commit, or is left out as generated. */
export function fileOrigins({ account, history, attribution }: Accounted, file: string): FileOrigins | null {
  const origins = originsOf(history, file);
  if (!origins) return null;
  const commits: FileOrigins['commits'][number][] = [];
  const indexes = new Map<string, number>();
  const findings = new Map(history.commits.map(({ sha }, index) => [sha, attribution.findings[index] ?? null]));
  const indexOf = (written: Written): number => {
    const known = indexes.get(written.commit);
    if (known !== undefined) return known;
    const finding = findings.get(written.commit) ?? null;
    indexes.set(written.commit, commits.length);
    return commits.push({ ...written, finding: finding?.class === 'unknown' ? null : finding }) - 1;
  };
  const last = origins.map((origin) => indexOf(origin.last));
  const first = origins.map((origin) => indexOf(origin.first));
  const name = shownPath(folderOf(Buffer.from(file, 'utf8').toString('latin1')));
  const { share = null, of = 0 } = account.folders.find((folder) => folder.name === name)?.churn.ofAdded ?? {};
  return { commits, last, first, folder: share === null ? null : { name, share, of }, windowDays: account.windowDays };
}
