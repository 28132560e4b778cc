import { cutPath, widthOfText, wrap } from './text.ts';
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
  /** The right text says nothing once its start is cut off: it gets a line of its own instead. */
  readonly rightWhole?: boolean;
}

const gap = 2;
/** A `file:line` cut to less than this says nothing, unless the name of the file is shorter. */
const narrowestRight = 24;
/** Further right than this nobody looks for what belongs to a line. */
const widestPage = 120;

/**
 * Lays lines out so that nothing is wider than `width` except single words that do not break (a path, a URL).
 * The right texts end at one edge; one that has no room beside its left text loses its first folders, or gets a line of its own.
 */
export function layOut(lines: readonly Line[], width: number, style: Style): string[] {
  const page = Math.min(width, widestPage);
  const ends = lines.map(({ indent, left, right = '' }) => (right === '' ? 0 : indent + widthOfText(left) + gap + widthOfText(right)));
  const edge = Math.min(page, Math.max(0, ...ends));
  return lines.flatMap((line) => layOutOne(line, edge, page, style));
}

function layOutOne(
  { indent, hang = gap, left, look = String, right = '', rightInFull = right, rightWhole = false }: Line,
  edge: number,
  width: number,
  style: Style,
): string[] {
  const [first = '', ...more] = wrap(left, width - indent, width - indent - hang);
  const result = [' '.repeat(indent) + look(first), ...more.map((text) => ' '.repeat(indent + hang) + look(text))];
  if (right === '') return result;
  const lastWidth = more.length > 0 ? indent + hang + widthOfText(more.at(-1) ?? '') : indent + widthOfText(first);
  const room = edge - lastWidth - gap;
  const text = widthOfText(rightInFull) <= room ? rightInFull : right;
  const enough = rightWhole ? widthOfText(right) : Math.min(narrowestRight, widthOfText(right), widthOfText(lastName(right)) + 2);
  const flush = (from: number): string => {
    const shown = cutPath(text, edge - from);
    return ' '.repeat(edge - from - widthOfText(shown)) + style.quiet(shown);
  };
  if (room >= enough) result.push(`${result.pop() ?? ''}${' '.repeat(gap)}${flush(lastWidth + gap)}`);
  else result.push(' '.repeat(indent + gap) + flush(indent + gap));
  return result;
}

const lastName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
