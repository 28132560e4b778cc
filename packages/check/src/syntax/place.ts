import type { Expression, PlacedModule, SyntaxNode } from '@groundwork/scan';
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
export function placeOf({ file, placed }: FileView, expression: Expression, parents: readonly Expression[] = []): Place | null {
  const node = placed && nodeOf(placed, expression, parents);
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

/** The node of an expression; a piece of a text with interpolation has the one in the text's that says the same. */
export function nodeOf(placed: PlacedModule, expression: Expression, parents: readonly Expression[] = []): SyntaxNode | null {
  const node = placed.placeOf(expression);
  const [parent] = parents;
  if (node || expression.kind !== 'literal' || typeof expression.value !== 'string' || parent?.kind !== 'template') return node;
  const whole = placed.placeOf(parent);
  return whole ? pieceOf(whole, expression.value, placed.text) : null;
}

function pieceOf(node: SyntaxNode, value: string, text: string): SyntaxNode | null {
  if (node.end - node.start === value.length && text.startsWith(value, node.start)) return node;
  for (const each of node.children) {
    const found = pieceOf(each, value, text);
    if (found) return found;
  }
  return null;
}
