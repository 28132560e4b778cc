import { joined, leftover, type Leftover } from './brackets.ts';
import type { Lexis } from './lexis.ts';

/** UTF-16 units between two places of a file that are remembered. */
const step = 4096;
const mostFiles = 12;

interface Known {
  readonly text: string;
  /** Of the text up to a line's beginning, first places first. */
  readonly places: readonly { readonly end: number; readonly head: Leftover }[];
}

const files = new Map<string, Known>();
const nothing: Leftover = { closing: [], opening: [], wrong: 0, end: [] };

/**
 * The brackets of a file up to a cursor. What stands before where somebody types is the same with each keystroke: it is read once, and
 * from the last remembered place on that is still so.
 */
export function headOf(path: string, prefix: string, lexis: Lexis): Leftover {
  const known = files.get(path);
  const same = known ? sameUpTo(known, prefix) : 0;
  const places = known ? known.places.slice(0, same) : [];
  let { end, head } = places.at(-1) ?? { end: 0, head: nothing };
  const before = places.length;
  for (let next = nextPlace(prefix, end); next > 0; next = nextPlace(prefix, end)) {
    head = joined(head, leftover(prefix.slice(end, next), lexis, head.end));
    end = next;
    places.push({ end, head });
  }
  if (places.length > before || !known) remember(path, { text: prefix, places });
  return joined(head, leftover(prefix.slice(end), lexis, head.end));
}

/** How many of the remembered places still have the same text before them. */
function sameUpTo({ text, places }: Known, prefix: string): number {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const end = places[middle]?.end ?? 0;
    if (end <= prefix.length && prefix.startsWith(text.slice(0, end))) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The next line's beginning to remember; 0 where the text ends before. */
const nextPlace = (text: string, from: number): number => (from + step >= text.length ? 0 : text.indexOf('\n', from + step) + 1);

function remember(path: string, known: Known): void {
  files.delete(path);
  files.set(path, known);
  for (const oldest of files.keys()) {
    if (files.size <= mostFiles) break;
    files.delete(oldest);
  }
}
