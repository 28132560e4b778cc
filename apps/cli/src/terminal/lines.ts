import { cutStart, widthOfText, wrap } from './text.ts';
import type { Style } from './style.ts';

/** One line of a report: text on the left and, in a column of its own, where that was read. */
export interface Line {
  /** Columns the left text starts at. */
  readonly indent: number;
  /** How much further what wraps is indented, two unless told. */
  readonly hang?: number;
  readonly left: string;
  /** How the left text looks, applied after it was measured and wrapped. */
  readonly look?: (text: string) => string;
  readonly right?: string;
  /** A fuller right text, used where there is room for it. */
  readonly rightInFull?: string;
}

const gap = 2;
/** A `file:line` cut to less than this says nothing. */
const narrowestRight = 24;

/**
 * Lays lines out so that nothing is wider than `width` except single words that do not break (a path, a URL).
 * The right texts share one column, as far left as most left texts allow; a left text that reaches into it pushes its
 * right text along, or onto a line of its own when there is no room left.
 */
export function layOut(lines: readonly Line[], width: number, style: Style): string[] {
  const column = rightColumn(lines, width);
  return lines.flatMap((line) => layOutOne(line, column, width, style));
}

/** The end of the longest left text that leaves three quarters of the right texts enough room; the longest are cut. */
function rightColumn(lines: readonly Line[], width: number): number {
  const withRight = lines.filter((line) => line.right !== undefined && line.right !== '');
  const rights = withRight.map((line) => widthOfText(line.right ?? '')).sort((a, b) => a - b);
  const typical = Math.max(narrowestRight, rights[Math.floor(rights.length * 0.75)] ?? 0);
  const limit = Math.max(Math.floor(width * 0.4), width - typical);
  const ends = withRight.map((line) => line.indent + widthOfText(line.left) + gap).filter((end) => end <= limit);
  return Math.max(0, ...ends);
}

function layOutOne(
  { indent, hang = gap, left, look = String, right = '', rightInFull = right }: Line,
  column: number,
  width: number,
  style: Style,
): string[] {
  const [first = '', ...more] = wrap(left, width - indent - hang);
  const result = [' '.repeat(indent) + look(first), ...more.map((text) => ' '.repeat(indent + hang) + look(text))];
  if (right === '') return result;
  const lastWidth = more.length > 0 ? indent + hang + widthOfText(more.at(-1) ?? '') : indent + widthOfText(first);
  const start = Math.max(column, lastWidth + gap);
  const room = width - start;
  const text = widthOfText(rightInFull) <= room ? rightInFull : right;
  if (widthOfText(text) <= room || (start === column && room >= narrowestRight)) {
    result.push(`${result.pop() ?? ''}${' '.repeat(start - lastWidth)}${style.quiet(cutStart(text, room))}`);
  } else {
    const place = Math.max(indent + gap, Math.min(column, width - widthOfText(right)));
    result.push(' '.repeat(place) + style.quiet(cutStart(right, width - place)));
  }
  return result;
}
