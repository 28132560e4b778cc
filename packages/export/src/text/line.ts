import type { Evidence } from '@groundwork/blueprint';

/** What would end a comment's line, or show it as something else than it is: control characters and changes of direction. */
// oxlint-disable-next-line no-control-regex -- they are what it is about
const hidden = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/g;

/** Text of a repository as one line that a comment can hold. */
export function oneLine(text: string, longest = 160): string {
  const line = text.replace(hidden, ' ').trim();
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}

/** `backend/app.py:12 FastAPI application`: where something was read, and what was read there. */
export function placeOf({ file, line, why }: Evidence): string {
  return oneLine(`${file}:${line} ${why}`);
}

/** The places something was inferred from, the surest first, as lines of a comment. */
export function placesOf(evidence: readonly Evidence[], most = 2): string[] {
  const lines = evidence.toSorted((left, right) => right.confidence - left.confidence).map(placeOf);
  return [...new Set(lines)].slice(0, most);
}

/** The same beside what it is about: only the place where its own name is read. */
export function shortPlaceOf(evidence: Evidence, name: string): string {
  return evidence.why === `reads ${name}` ? oneLine(`${evidence.file}:${evidence.line}`) : placeOf(evidence);
}
