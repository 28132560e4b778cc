import { diffArrays } from 'diff';

/** How long two versions of a file are compared; a file that was written anew takes longer, and has no lines of before. */
const longestMs = 150;

/** For each line of a text the line of an earlier one that it is, counted from 0; -1 for those that are new or another. */
export function linesBefore(before: string, now: string): Int32Array {
  const [old, current] = [splitLines(before), splitLines(now)];
  const map = new Int32Array(current.length).fill(-1);
  if (before === now) return map.map((_, index) => index);
  const head = common(old, current, 0);
  for (let line = 0; line < head; line++) map[line] = line;
  const tail = common(old.toReversed(), current.toReversed(), head);
  for (let line = 1; line <= tail; line++) map[current.length - line] = old.length - line;
  const middle = diffArrays(old.slice(head, old.length - tail), current.slice(head, current.length - tail), { timeout: longestMs });
  let [from, to] = [head, head];
  for (const { added, removed, count } of middle ?? []) {
    if (!added && !removed) for (let line = 0; line < count; line++) map[to + line] = from + line;
    if (!added) from += count;
    if (!removed) to += count;
  }
  return map;
}

/** As git counts lines; how they end is the editor's matter. */
const splitLines = (text: string): readonly string[] => text.split('\n').map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));

/** Lines at the start of both, none of them among the `taken` ones of the other end. */
function common(one: readonly string[], other: readonly string[], taken: number): number {
  const most = Math.min(one.length, other.length) - taken;
  let count = 0;
  while (count < most && one[count] === other[count]) count++;
  return count;
}
