import type { CommitInfo, FileChange } from '../record/change.ts';
import type { LogBytes } from './log-bytes.ts';

/** One line of `git log --raw`: what happened to one path. */
export interface RawEntry {
  readonly oldMode: string;
  readonly newMode: string;
  readonly oldId: number;
  readonly newId: number;
  readonly blob: string;
  readonly path: string;
  readonly from: string;
}

/** One `diff --git` of a commit. */
export interface Section {
  readonly path: string;
  readonly from: string | null;
  readonly stays: boolean;
  readonly oldId: number;
  readonly newId: number;
  readonly blob: string;
  /** `lines`: what git shows of it counts. `ends`: it comes from a place that is left out, or goes to one. `none`: it is left out, or no file. */
  readonly counts: 'lines' | 'ends' | 'none';
  opaque: boolean;
  hunks: number;
  gone: number;
  came: number;
}

const fields = 7;

/** The head of a commit in `logFormat`, or `null` when it has not arrived in full. */
export function readHeader(input: LogBytes): CommitInfo | null {
  const ends: number[] = [];
  for (let at = input.at + 1; ends.length < fields;) {
    const end = input.find(0, at);
    if (end < 0) return null;
    ends.push(end);
    at = end + 1;
  }
  const field = (index: number): string => input.bytes.toString('utf8', (ends[index - 1] ?? input.at) + 1, ends[index]);
  const parents = field(1);
  const info: CommitInfo = {
    sha: field(0),
    parents: parents === '' ? [] : parents.split(' '),
    author: field(2),
    email: field(3),
    authored: seconds(field(4)),
    committed: seconds(field(5)),
    message: field(6).trimEnd(),
  };
  input.at = (ends[fields - 1] ?? 0) + 1;
  return info;
}

/** git prints nothing, or more than a date can hold, for a time it cannot read. */
function seconds(text: string): number {
  const value = Number(text);
  return text !== '' && Number.isSafeInteger(value) ? Math.min(Math.max(value, 0), 8.64e12) : 0;
}

/** `:100644 100644 ID ID M` and one path, two when it was renamed; or `null` when it has not arrived in full. */
export function readRaw(input: LogBytes): RawEntry | null {
  const end = input.find(0);
  const pathEnd = end < 0 ? -1 : input.find(0, end + 1);
  if (pathEnd < 0) return null;
  const [oldMode = '', newMode = '', oldId = '', newId = '', status = ''] = input.bytes.toString('latin1', input.at + 1, end).split(' ');
  let path = input.bytes.toString('latin1', end + 1, pathEnd);
  const from = path;
  let next = pathEnd + 1;
  if (status.startsWith('R') || status.startsWith('C')) {
    const renamedEnd = input.find(0, next);
    if (renamedEnd < 0) return null;
    path = input.bytes.toString('latin1', next, renamedEnd);
    next = renamedEnd + 1;
  }
  input.at = next;
  return { oldMode, newMode, oldId: idBits(oldId), newId: idBits(newId), blob: newId, path, from };
}

/** The first 32 bits of an object's id. */
export function idBits(id: string): number {
  return Number.parseInt(id.slice(0, 8), 16) | 0;
}

/** The sections git shows for them: one each, but two where the type changes, a file to a link for example. */
export function sectionsOf(entries: readonly RawEntry[], leavesOut: (path: string) => boolean): Section[] {
  return entries.flatMap(({ oldMode, newMode, oldId, newId, blob, path, from }): Section[] => {
    const section = (was: boolean, is: boolean): Section => ({
      path,
      from: was ? from : null,
      stays: is,
      oldId: was ? oldId : 0,
      newId: is ? newId : 0,
      blob,
      counts: !isFile(was ? oldMode : newMode) ? 'none' : countsOf(was && !leavesOut(from), is && !leavesOut(path), was && is),
      opaque: false,
      hunks: 0,
      gone: 0,
      came: 0,
    });
    const was = oldMode !== '000000';
    const is = newMode !== '000000';
    return was && is && typeOf(oldMode) !== typeOf(newMode) ? [section(true, false), section(false, true)] : [section(was, is)];
  });
}

function countsOf(was: boolean, is: boolean, isBoth: boolean): Section['counts'] {
  if (isBoth && was !== is) return 'ends';
  return was || is ? 'lines' : 'none';
}

/** Files with lines; what crosses the line between what counts and what does not is there on one side of it only. */
export function filesOf(sections: readonly Section[], leavesOut: (path: string) => boolean): FileChange[] {
  return sections.flatMap(({ counts, blob, ...file }): FileChange[] => {
    if (counts === 'none') return [];
    if (counts === 'lines') return [file.opaque && file.from !== null && file.stays ? { ...file, blob } : file];
    if (!leavesOut(file.path)) return [{ ...file, from: null, oldId: 0, opaque: true, blob }];
    return [{ ...file, path: file.from ?? file.path, stays: false, newId: 0, opaque: true }];
  });
}

function typeOf(mode: string): string {
  return mode.slice(0, -4);
}

function isFile(mode: string): boolean {
  return typeOf(mode) === '10';
}
