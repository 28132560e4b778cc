import type { GitStatus } from '@groundwork/protocol';
import type { Paths } from './paths.ts';

type Change = GitStatus['index'][number];
type Kind = Change['kind'];

/** `untracked` lists each file, as an editor shows them; submodules are not entered: their own configuration would count there. */
export const statusArguments = [
  'status',
  '--porcelain=v2',
  '-z',
  '--branch',
  '--untracked-files=all',
  '--ignore-submodules=dirty',
  '--renames',
  '--',
  '.',
];

export type ParsedStatus = Omit<GitStatus, 'operation' | 'message' | 'limited'>;

const kinds: Readonly<Record<string, Kind>> = { M: 'modified', A: 'added', D: 'deleted', R: 'renamed', C: 'copied', T: 'type_changed' };
export const kindOf = (letter: string): Kind | undefined => kinds[letter];
/** Words before the path, by the kind of line. */
const wordsBefore: Readonly<Record<string, number>> = { '1': 8, '2': 9, u: 10 };
const zero = 0;

/** What `git status --porcelain=v2 -z --branch` prints. `prefix` is the open folder in the repository, `backend/`: what is outside of it is left out. */
export function parseStatus(output: Buffer, { prefix, paths }: { readonly prefix: string; readonly paths: Paths }): ParsedStatus {
  const status = { branch: null as string | null, head: null as string | null, upstream: null as GitStatus['upstream'] };
  const index: Change[] = [];
  const worktree: Change[] = [];
  let upstream: string | null = null;
  const inside = (path: Buffer): string | null => {
    const shown = paths.shown(path);
    return shown.startsWith(prefix) ? shown.slice(prefix.length) : null;
  };

  const records = splitAtZero(output)[Symbol.iterator]();
  for (const record of records) {
    const sort = String.fromCharCode(record[0] ?? zero);
    if (sort === '#') {
      const [, name = '', ...rest] = record.toString('utf8').split(' ');
      const value = rest.join(' ');
      if (name === 'branch.oid') status.head = value === '(initial)' ? null : value;
      else if (name === 'branch.head') status.branch = value === '(detached)' ? null : value;
      else if (name === 'branch.upstream') upstream = value;
      else if (name === 'branch.ab' && upstream !== null) {
        const [ahead = 0, behind = 0] = value.split(' ').map((number) => Math.abs(Number(number)));
        status.upstream = { name: upstream, ahead, behind };
      }
    } else if (sort === '?') {
      const path = inside(record.subarray(2));
      if (path !== null) worktree.push({ path, kind: 'untracked', from: null });
    } else if (sort in wordsBefore) {
      const { words, rest } = cut(record, wordsBefore[sort] ?? zero);
      const original = sort === '2' ? records.next().value : undefined;
      const path = inside(rest);
      if (path === null) continue;
      const from = original ? inside(original) : null;
      const [x = '.', y = '.'] = words[1] ?? '';
      if (sort === 'u') worktree.push({ path, kind: 'conflicted', from: null });
      else {
        const [staged, changed] = [kinds[x], kinds[y]];
        const moved = (kind: Kind): string | null => (kind === 'renamed' || kind === 'copied' ? from : null);
        if (staged) index.push({ path, kind: staged, from: moved(staged) });
        if (changed) worktree.push({ path, kind: changed, from: moved(changed) });
      }
    }
  }
  return { ...status, index, worktree };
}

/** Records that end with a zero byte. What was cut off at the end is no record. */
export function splitAtZero(output: Buffer): Buffer[] {
  const records: Buffer[] = [];
  let start = 0;
  for (let end = output.indexOf(zero); end !== -1; end = output.indexOf(zero, start)) {
    records.push(output.subarray(start, end));
    start = end + 1;
  }
  return records;
}

/** The first words of a record, and the rest with its spaces. */
function cut(record: Buffer, count: number): { readonly words: string[]; readonly rest: Buffer } {
  const words: string[] = [];
  let start = 0;
  while (words.length < count) {
    const end = record.indexOf(' ', start);
    if (end === -1) break;
    words.push(record.toString('utf8', start, end));
    start = end + 1;
  }
  return { words, rest: record.subarray(start) };
}
