import type { MessageOf } from '@groundwork/protocol';
import { z } from 'zod';

export type TextMatch = MessageOf<'search/matches'>['matches'][number];
type Range = TextMatch['ranges'][number];

/** Text as ripgrep gives it: bytes where it is no UTF-8. https://docs.rs/grep-printer/latest/grep_printer/struct.JSON.html */
const text = z.union([z.object({ text: z.string() }), z.object({ bytes: z.string() })]);
const messageSchema = z.object({
  type: z.literal('match'),
  data: z.object({
    path: z.object({ text: z.string() }),
    lines: text,
    line_number: z.int(),
    /** In bytes of `lines`. */
    submatches: z.array(z.object({ start: z.int(), end: z.int() })),
  }),
});

/** UTF-16 units of a preview; what is longer is shown around each match. */
const longestPreview = 1000;
const shownBefore = 100;

/** The matches in one line of ripgrep's JSON; none for what it says besides. */
export function matchesIn(line: Buffer): TextMatch[] {
  if (!line.subarray(0, 20).includes('"match"')) return [];
  const message = messageSchema.safeParse(JSON.parse(line.toString()));
  if (!message.success) return [];
  const { path, lines, line_number: first, submatches } = message.data.data;
  const bytes = 'text' in lines ? Buffer.from(lines.text) : Buffer.from(lines.bytes, 'base64');
  const whole = bytes.toString();
  const file = path.text.replace(/^\.\//, '');
  const found = submatches.map(({ start, end }) => {
    const from = bytes.subarray(0, start).toString().length;
    return { from, to: from + bytes.subarray(start, end).toString().length };
  });
  const at = (offset: number, base: string): { line: number; column: number } => {
    const before = base.slice(0, offset);
    const lineEnd = before.lastIndexOf('\n');
    return { line: lineEnd === -1 ? 0 : before.split('\n').length - 1, column: offset - lineEnd - 1 };
  };
  const rangeIn = (base: string, { from, to }: { from: number; to: number }, line = 0): Range => {
    const [start, end] = [at(from, base), at(to, base)];
    return { startLine: line + start.line, startColumn: start.column, endLine: line + end.line, endColumn: end.column };
  };
  const ranges = found.map((each) => rangeIn(whole, each, first - 1));
  const shown = whole.replace(/\r?\n$/, '');
  if (shown.length <= longestPreview) {
    const clamped = found.map(({ from, to }) => ({ from: Math.min(from, shown.length), to: Math.min(to, shown.length) }));
    return [{ path: file, ranges, preview: shown, previewRanges: clamped.map((each) => rangeIn(shown, each)) }];
  }
  return found.map(({ from, to }, index) => {
    const begin = Math.max(0, from - shownBefore);
    const preview = shown.slice(begin, begin + longestPreview);
    const near = { from: from - begin, to: Math.min(to - begin, preview.length) };
    const range = ranges[index];
    return { path: file, ranges: range ? [range] : [], preview, previewRanges: [rangeIn(preview, near)] };
  });
}
