import { imbalance, joined, leftover, type Leftover } from '../language/brackets.ts';
import type { Cursor } from './cursor.ts';

/** What is tried before nothing is suggested. */
const mostTries = 40;

/**
 * The longest beginning of a suggestion with which the file's brackets are no further from balance than without it; empty where there
 * is none. It ends where a line, or within the only one a word, ends.
 */
export function balanced(suggestion: string, cursor: Cursor): string {
  const { prefix, suffix, head, lexis } = cursor;
  const tails = new Map<string, Leftover>();
  /** What comes after, read on from where something stopped. */
  const tail = (from: Leftover): Leftover => {
    const key = JSON.stringify(from.end);
    const known = tails.get(key);
    if (known) return known;
    const made = leftover(suffix, lexis, from.end);
    tails.set(key, made);
    return made;
  };
  const now = imbalance(joined(head, tail(head)));
  let tries = 0;
  for (const end of ends(suggestion)) {
    if ((tries += 1) > mostTries) break;
    const tried = suggestion.slice(0, end);
    const middle = leftover(tried, lexis, head.end);
    if (imbalance(joined(joined(head, middle), tail(middle))) > now) continue;
    // A token may go over where the parts meet (`*/`, `//`, a regular expression): the whole is read once more.
    const before = imbalance(leftover(prefix + suffix, lexis));
    if (imbalance(leftover(prefix + tried + suffix, lexis)) <= before) return tried;
  }
  return '';
}

/** Places where a suggestion may end, the last one first. */
function* ends(text: string): Generator<number> {
  if (text.trim() === '') return;
  yield text.length;
  for (let at = text.lastIndexOf('\n'); at > 0; at = text.lastIndexOf('\n', at - 1)) if (text.slice(0, at).trim() !== '') yield at;
  const [first = ''] = text.split('\n');
  for (let at = first.length - 1; at > 0; at -= 1) {
    const kept = first.slice(0, at);
    const isEnd = /^[)\]}]/.test(first.slice(at)) || /[^\w\s]\s*$/.test(kept);
    if (isEnd && kept.trim() !== '' && !/[([{.,=]\s*$/.test(kept)) yield at;
  }
}
