/** A suggestion without the end that stands after the cursor already. */
export function withoutOverlap(suggestion: string, suffix: string): string {
  const rest = suffix.slice(0, 400);
  const line = rest.split('\n', 1)[0] ?? '';
  // The rest of the line, written again whole: `a, b)` before `)`.
  for (const tail of new Set([line, line.trimEnd(), line.trim()])) {
    if (tail !== '' && suggestion.trimEnd().endsWith(tail)) return cut(suggestion.trimEnd(), tail.length);
  }
  // What comes next, begun: the longest end that it begins with.
  for (let length = Math.min(suggestion.length, rest.length); length >= 8; length -= 1) {
    if (suggestion.endsWith(rest.slice(0, length))) return cut(suggestion, length);
  }
  // Whole lines that come next, whatever stands between.
  const next = rest
    .split('\n')
    .slice(line.trim() === '' ? 1 : 0)
    .find((each) => each.trim() !== '');
  const lines = suggestion.split('\n');
  const last = lines.at(-1) ?? '';
  if (lines.length > 1 && next !== undefined && last.trim().length >= 3 && last.trim() === next.trim())
    return lines.slice(0, -1).join('\n');
  return suggestion;
}

const cut = (text: string, length: number): string => text.slice(0, text.length - length);
