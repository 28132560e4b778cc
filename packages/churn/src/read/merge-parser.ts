import { exitCodes, GroundworkError } from '@groundwork/host';
import type { CommitInfo } from '../record/change.ts';
import type { MergeChange, MergedFile } from '../record/merge.ts';
import { contentOf } from './lines.ts';
import { LogBytes } from './log-bytes.ts';
import { unquoted } from './quoted.ts';
import { idBits, readHeader } from './raw.ts';

/** Parents that fit into the bits of a number. */
const mostParents = 30;

/** Pure. `unlike`: what differs from first parents, if that was asked for. */
export function parseMerges(combined: Uint8Array, unlike: Uint8Array | null): MergeChange[] {
  if (unlike === null) return [...readCombined(bytesOf(combined))].map((change) => ({ ...change, unlikeFirst: [] }));
  const firsts = [...readUnlike(bytesOf(unlike))];
  return [...readCombined(bytesOf(combined))].map(({ commit, files }, index) => {
    const first = firsts[index];
    if (first?.commit.sha !== commit.sha) throw unreadable('commits do not come in the order that was asked for');
    return { commit, files, unlikeFirst: first.unlikeFirst };
  });
}

function bytesOf(output: Uint8Array): LogBytes {
  const input = new LogBytes();
  input.add(output, 0);
  return input;
}

function* readUnlike(input: LogBytes): Generator<Omit<MergeChange, 'files'>> {
  while (toCommit(input)) {
    const commit = headerOf(input);
    const unlikeFirst: { path: string; id: number }[] = [];
    skipEnds(input);
    while (input.at < input.end && input.bytes[input.at] === colon) {
      const [, mode = '', , id = ''] = textUntil(input, 0).split(' ');
      unlikeFirst.push({ path: textUntil(input, 0), id: isFile(mode) ? idBits(id) : 0 });
    }
    yield { commit, unlikeFirst };
  }
}

function* readCombined(input: LogBytes): Generator<{ readonly commit: CommitInfo; readonly files: MergedFile[] }> {
  while (toCommit(input)) {
    const commit = headerOf(input);
    const files: MergedFile[] = [];
    skipEnds(input);
    while (input.at < input.end && input.bytes[input.at] === colon) files.push(readEntry(input, commit));
    // A zero byte stands between names and lines.
    if (files.length > 0) input.at++;
    readPatch(input, files, commit.parents.length);
    yield { commit, files: files.filter((file) => file.id !== 0 || file.parents.some((parent) => parent !== null)) };
  }
}

const [newline, colon, space, minus, plus] = [10, 58, 32, 45, 43];

/** Goes to the next commit; false at the end. */
function toCommit(input: LogBytes): boolean {
  skipEnds(input);
  if (input.at < input.end && input.bytes[input.at] !== 1) throw unreadable('a commit does not start where one should');
  return input.at < input.end;
}

function skipEnds(input: LogBytes): void {
  while (input.at < input.end && (input.bytes[input.at] === 0 || input.bytes[input.at] === newline)) input.at++;
}

function headerOf(input: LogBytes): CommitInfo {
  const commit = readHeader(input);
  if (!commit) throw unreadable('it ends within a commit');
  if (commit.parents.length > mostParents) throw manyParents(commit);
  return commit;
}

function textUntil(input: LogBytes, byte: number): string {
  const end = input.find(byte);
  if (end < 0) throw unreadable('it ends within a name');
  const text = input.bytes.toString('latin1', input.at, end);
  input.at = end + 1;
  return text;
}

/** `::MODE MODE MODE ID ID ID MM`, and the paths in each parent and in the merge. */
function readEntry(input: LogBytes, { parents }: CommitInfo): MergedFile {
  const many = parents.length;
  const fields = textUntil(input, 0).slice(many).split(' ');
  const paths = Array.from({ length: many + 1 }, () => textUntil(input, 0));
  const isThere = isFile(fields[many] ?? '');
  const blobs = fields.slice(many + 1, many * 2 + 2);
  const blob = blobs[many] ?? '';
  return {
    path: paths[many] ?? '',
    id: isThere ? idBits(blob) : 0,
    blob,
    blobs,
    parents: parents.map((_, index) =>
      isFile(fields[index] ?? '') ? { path: paths[index] ?? '', id: idBits(fields[many + 1 + index] ?? '') } : null,
    ),
    opaque: false,
    hunks: [],
    lines: [],
    contents: [],
  };
}

function isFile(mode: string): boolean {
  return mode.startsWith('100');
}

const headline = 'diff --combined ';

/** Lines of all files of a merge. They are taken by the counts of their hunks, so that no content is mistaken for anything else. */
function readPatch(input: LogBytes, files: readonly MergedFile[], parents: number): void {
  let section = -1;
  const hunk = '@'.repeat(parents + 1);
  while (input.at < input.end && input.bytes[input.at] !== 0 && input.bytes[input.at] !== 1) {
    const end = input.find(newline);
    if (end < 0) throw unreadable('it ends within a line');
    const file = files[section];
    if (input.startsWith(headline)) {
      const path = unquoted(input.bytes.toString('latin1', input.at + headline.length, end));
      // A file that was only renamed, as every parent has it, is listed and has no lines to be shown.
      do section++;
      while (section < files.length && files[section]?.path !== path);
      if (section >= files.length) throw unreadable('it shows a file that it does not list');
    } else if (input.startsWith('Binary files ') && file) file.opaque = true;
    else if (input.startsWith(`${hunk} -`) && file) {
      const header = input.bytes.toString('latin1', input.at, Math.min(end, input.at + 40 * (parents + 1)));
      input.at = end + 1;
      readHunk(input, file, header.slice(hunk.length, header.indexOf(hunk, hunk.length)), parents);
      continue;
    }
    input.at = end + 1;
  }
}

function readHunk(input: LogBytes, file: MergedFile, header: string, parents: number): void {
  const ranges = [...header.matchAll(/[-+](\d+)(?:,(\d+))?/g)].map(([, at, count = '1']) => ({ at: Number(at), count: Number(count) }));
  if (ranges.length !== parents + 1) throw unreadable('a hunk has no place');
  const left = ranges.map(({ count }) => count);
  file.hunks.push((ranges[parents]?.at ?? 1) - 1, file.lines.length);
  while (left.some((count) => count > 0)) {
    const end = input.find(newline);
    if (end < 0) throw unreadable('it ends within a hunk');
    let [gone, has] = [0, 0];
    for (let parent = 0; parent < parents; parent++) {
      const sign = input.bytes[input.at + parent];
      if (sign === minus) gone |= 1 << parent;
      else if (sign === space) has |= 1 << parent;
      else if (sign !== plus) throw unreadable('a line of a hunk has no sign');
    }
    const of = gone === 0 ? has : gone;
    for (let parent = 0; parent < parents; parent++) if ((of & (1 << parent)) !== 0) left[parent] = (left[parent] ?? 0) - 1;
    if (gone === 0) left[parents] = (left[parents] ?? 0) - 1;
    if (left.some((count) => count < 0)) throw unreadable('a hunk has more lines than it says');
    file.lines.push(gone === 0 ? has : -gone);
    if (gone === 0 && has === 0) file.contents.push(contentOf(input.bytes, input.at + parents, end));
    input.at = end + 1;
  }
  file.hunks.push(file.lines.length);
}

function manyParents({ sha, parents }: CommitInfo): GroundworkError {
  return new GroundworkError({
    code: 'churn.many_parents',
    message: `A merge has ${parents.length} parents, more than ${mostParents}: what each of them wrote cannot be told apart here`,
    where: sha,
    fix: 'Leave --all-commits out: along first parents a merge is one change, however many it joins',
    exit: exitCodes.notPossibleHere,
  });
}

export function unreadable(why: string): GroundworkError {
  return new GroundworkError({
    code: 'churn.log',
    message: `The output of git log cannot be read: ${why}`,
    where: 'git log -c --raw -z -p',
    fix: 'Report it with the output of `git --version`',
  });
}
