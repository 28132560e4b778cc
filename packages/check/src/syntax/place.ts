import type { Expression, PlacedModule } from '@groundwork/scan';
import type { Range } from '../finding.ts';
import type { FileView } from '../rule.ts';
import { TextFile } from '../text-file.ts';

export interface Place {
  readonly range: Range;
  /** As written there. */
  readonly text: string;
  /** Type of the node in the concrete syntax. */
  readonly type: string;
  /** The range is where the text is: it may be replaced. */
  readonly isExact: boolean;
}

const parsed = new WeakMap<PlacedModule, TextFile>();

/** Where an expression stands in its file. `null` for what a reader made up. */
export function placeOf({ file, placed }: FileView, expression: Expression): Place | null {
  const node = placed?.placeOf(expression);
  if (!placed || !node) return null;
  const text = placed.text.slice(node.start, node.end);
  if (placed.text === file.text) return { range: file.range(node.start, node.end), text, type: node.type, isExact: true };
  // Code taken out of something else: its lines are those of the file, its columns mostly.
  let code = parsed.get(placed);
  if (!code) parsed.set(placed, (code = new TextFile(file.path, placed.text)));
  const range = code.range(node.start, node.end);
  if (range.startLine === range.endLine && file.line(range.startLine).startsWith(text, range.startColumn))
    return { range, text, type: node.type, isExact: true };
  return { range: file.rangeOnLine(range.startLine + 1, text), text, type: node.type, isExact: false };
}
