import { isTelling } from '../read/lines.ts';
import { operations, replacedTogether } from './definitions.ts';

/** The changed lines of one commit, hunk after hunk. */
export interface Lines {
  /** Four numbers a hunk, see `CommitChange`. */
  readonly hunks: Int32Array;
  /** What the lines say. */
  readonly gone: Int32Array;
  readonly came: Int32Array;
  /** For each line of `gone`: the substitution that makes the line beside it, or 0. */
  readonly swaps: Float64Array;
}

export interface Classified {
  readonly gone: Uint8Array;
  readonly how: Uint8Array;
  readonly source: Int32Array;
}

const undecided = 255;

interface Hunk {
  readonly goneAt: number;
  readonly goneEnd: number;
  readonly cameAt: number;
  readonly cameEnd: number;
}

/** Says what each changed line is, see `operations`. What needs the rest of the repository is said later. */
export function classify({ hunks: numbers, gone, came, swaps }: Lines): Classified {
  const result = {
    gone: new Uint8Array(gone.length).fill(undecided),
    how: new Uint8Array(came.length).fill(undecided),
    source: new Int32Array(came.length).fill(-1),
  };
  const hunks = hunksOf(numbers);
  const join = (from: number, to: number, operation: number): void => {
    result.gone[from] = operation;
    result.how[to] = operation;
    if (operation !== operations.updated && operation !== operations.findReplaced) result.source[to] = from;
  };
  for (let index = 0; index < gone.length; index++) if (gone[index] === 0) result.gone[index] = operations.noop;
  for (let index = 0; index < came.length; index++) if (came[index] === 0) result.how[index] = operations.noop;
  for (const hunk of hunks) respaced(hunk, gone, came, result, join);
  moved(hunks, gone, came, result, join);
  updated(hunks, swaps, result, join);
  copied(hunks, came, result);
  for (let index = 0; index < gone.length; index++) if (result.gone[index] === undecided) result.gone[index] = operations.deleted;
  return result;
}

type Join = (from: number, to: number, operation: number) => void;

function hunksOf(numbers: Int32Array): readonly Hunk[] {
  const hunks: Hunk[] = [];
  let goneAt = 0;
  let cameAt = 0;
  for (let at = 0; at < numbers.length; at += 4) {
    const hunk = { goneAt, goneEnd: goneAt + (numbers[at + 1] ?? 0), cameAt, cameEnd: cameAt + (numbers[at + 3] ?? 0) };
    hunks.push(hunk);
    ({ goneEnd: goneAt, cameEnd: cameAt } = hunk);
  }
  return hunks;
}

/** Lines of one hunk, in order, between which only whitespace differs. */
function respaced({ goneAt, goneEnd, cameAt, cameEnd }: Hunk, gone: Int32Array, came: Int32Array, result: Classified, join: Join): void {
  if (goneAt === goneEnd || cameAt === cameEnd) return;
  if (goneEnd - goneAt === 1 && cameEnd - cameAt === 1) {
    // By far the most hunks.
    if (gone[goneAt] === came[cameAt] && gone[goneAt] !== 0) join(goneAt, cameAt, operations.noop);
    return;
  }
  const places = new Map<number, number[]>();
  for (let index = goneEnd - 1; index >= goneAt; index--) {
    const content = gone[index] ?? 0;
    if (content === 0) continue;
    const known = places.get(content);
    if (known) known.push(index);
    else places.set(content, [index]);
  }
  let next = goneAt;
  for (let index = cameAt; index < cameEnd; index++) {
    if (result.how[index] !== undecided) continue;
    const from = take(places.get(came[index] ?? 0), (place) => place >= next);
    if (from < 0) continue;
    join(from, index, operations.noop);
    next = from + 1;
  }
}

/** The last of some places that will do, or -1; those after it are dropped. */
function take(places: number[] | undefined, will: (place: number) => boolean): number {
  for (let place = places?.pop(); place !== undefined; place = places?.pop()) if (will(place)) return place;
  return -1;
}

/** Lines that went away in one place and came in another. A line that moved takes those after it along. */
function moved(hunks: readonly Hunk[], gone: Int32Array, came: Int32Array, result: Classified, join: Join): void {
  if (gone.length === 0 || !result.how.includes(undecided)) return;
  const places = new Map<number, number[]>();
  for (let index = gone.length - 1; index >= 0; index--) {
    const content = gone[index] ?? 0;
    if (result.gone[index] !== undecided || !isTelling(content)) continue;
    const known = places.get(content);
    if (known) known.push(index);
    else places.set(content, [index]);
  }
  if (places.size === 0) return;
  const lastOfHunk = new Set(hunks.filter(({ goneAt, goneEnd }) => goneEnd > goneAt).map(({ goneEnd }) => goneEnd - 1));
  for (const { cameAt, cameEnd } of hunks) {
    let before = -1;
    for (let index = cameAt; index < cameEnd; index++) {
      const content = came[index] ?? 0;
      if (result.how[index] !== undecided) {
        before = -1;
        continue;
      }
      let from = -1;
      if (before >= 0 && !lastOfHunk.has(before) && gone[before + 1] === content && result.gone[before + 1] === undecided)
        from = before + 1;
      else if (isTelling(content)) {
        from = take(places.get(content), (place) => result.gone[place] === undecided);
      }
      if (from >= 0) join(from, index, operations.moved);
      before = from;
    }
  }
}

/** What is left on both sides of a hunk, in pairs. */
function updated(hunks: readonly Hunk[], swaps: Float64Array, result: Classified, join: Join): void {
  const times = new Map<number, number>();
  const open = (hunk: Hunk, index: number): boolean =>
    result.gone[index] === undecided && result.how[hunk.cameAt + index - hunk.goneAt] === undecided;
  for (const hunk of hunks) {
    for (let index = hunk.goneAt; index < hunk.goneEnd; index++) {
      const swap = swaps[index] ?? 0;
      if (swap !== 0 && open(hunk, index)) times.set(swap, (times.get(swap) ?? 0) + 1);
    }
  }
  for (const hunk of hunks) {
    if (hunk.goneAt === hunk.goneEnd || hunk.cameAt === hunk.cameEnd) continue;
    for (let index = hunk.goneAt; index < hunk.goneEnd; index++) {
      if ((times.get(swaps[index] ?? 0) ?? 0) >= replacedTogether && open(hunk, index))
        join(index, hunk.cameAt + index - hunk.goneAt, operations.findReplaced);
    }
    let to = hunk.cameAt;
    for (let index = hunk.goneAt; index < hunk.goneEnd; index++) {
      if (result.gone[index] !== undecided) continue;
      while (to < hunk.cameEnd && result.how[to] !== undecided) to++;
      if (to === hunk.cameEnd) break;
      join(index, to, operations.updated);
    }
  }
}

/** What is left of the added lines: copies of lines that another hunk of the commit adds, or new. */
function copied(hunks: readonly Hunk[], came: Int32Array, result: Classified): void {
  const first = new Map<number, number>();
  for (const [number, { cameAt, cameEnd }] of hunks.entries()) {
    for (let index = cameAt; index < cameEnd; index++) {
      const content = came[index] ?? 0;
      const telling = isTelling(content);
      const known = telling ? first.get(content) : undefined;
      if (telling && known === undefined) first.set(content, number);
      if (result.how[index] !== undecided) continue;
      result.how[index] = known !== undefined && known !== number ? operations.copied : operations.added;
    }
  }
}
