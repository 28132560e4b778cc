import { limits } from '../tree/limits.ts';

/** Length of a text's longest line, in UTF-16 units; of a text that is shorter than the limit, its own. */
export function longestLine(text: string): number {
  if (text.length <= limits.line) return text.length;
  let longest = 0;
  let start = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', start)) {
    longest = Math.max(longest, at - start);
    start = at + 1;
  }
  return Math.max(longest, text.length - start);
}
