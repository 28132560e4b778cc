import type { Cursor } from './cursor.ts';
import type { Expression } from './expression.ts';

/** A node of a concrete syntax tree as plain data: named nodes, and the unnamed ones that carry a field (operators). */
export interface SyntaxNode {
  readonly type: string;
  /** The grammar's name for this child of its parent. */
  readonly field: string | null;
  /** UTF-16 offsets into the source. */
  readonly start: number;
  readonly end: number;
  readonly children: readonly SyntaxNode[];
}

/** A parsed file: its nodes and the text they stand in. */
export class Source {
  readonly path: string;
  readonly text: string;
  readonly root: SyntaxNode;
  /** Which node each expression was read from, where somebody asked for it. */
  readonly places: Map<Expression, SyntaxNode> | null;
  #lineStarts: number[] | null = null;
  #lastLine = 1;

  constructor(path: string, text: string, root: SyntaxNode, keepsPlaces = false) {
    this.path = path;
    this.text = text;
    this.root = root;
    this.places = keepsPlaces ? new Map() : null;
  }

  textOf(node: SyntaxNode): string {
    return this.text.slice(node.start, node.end);
  }

  /** 1-based line on which the node starts. */
  lineOf(node: SyntaxNode): number {
    return this.#line(node.start);
  }

  endLineOf(node: SyntaxNode): number {
    return this.#line(node.end);
  }

  #line(offset: number): number {
    const starts = (this.#lineStarts ??= lineStarts(this.text));
    // Nodes are asked for in about the order in which they stand.
    const last = this.#lastLine;
    if ((starts[last - 1] ?? 0) <= offset && offset < (starts[last] ?? Number.POSITIVE_INFINITY)) return last;
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    this.#lastLine = low;
    return low;
  }
}

export function child(node: SyntaxNode, field: string): SyntaxNode | null {
  for (const each of node.children) if (each.field === field) return each;
  return null;
}

export const childrenIn = (node: SyntaxNode, field: string): SyntaxNode[] => node.children.filter((each) => each.field === field);

export const childOfType = (node: SyntaxNode, ...types: readonly string[]): SyntaxNode | null =>
  node.children.find((each) => types.includes(each.type)) ?? null;

/** What is copied of a tree: `skip` names node types whose inside nobody reads. */
export interface Copied {
  readonly types: readonly string[];
  readonly fields: readonly (string | null)[];
  readonly skip: ReadonlySet<string>;
}

interface Building extends SyntaxNode {
  children: Building[];
}

const leaf: Building[] = [];

/** Copies a tree out of the parser's memory in one walk. */
export function materialise(tree: number, cursor: Cursor, { types, fields, skip }: Copied): SyntaxNode {
  const { toFirstChild, toNextSibling, toParent } = cursor;
  cursor.chooseRoot(tree);
  cursor.open(tree);
  const build = (type: string, field: number): Building => ({
    type,
    field: fields[field] ?? null,
    start: cursor.start(tree),
    end: cursor.end(tree),
    children: leaf,
  });
  const root = build(types[cursor.type(tree)] ?? 'ERROR', 0);
  const parents: Building[] = [];
  let parent = root;
  let inside = toFirstChild(tree) === 1;
  while (inside) {
    const type = types[cursor.type(tree)] ?? 'ERROR';
    const field = cursor.field(tree);
    // A backslash at the end of a line is no part of what it continues.
    if (field !== 0 || (cursor.isNamed(tree) === 1 && type !== 'line_continuation')) {
      const node = build(type, field);
      if (parent.children === leaf) parent.children = [node];
      else parent.children.push(node);
      if (!skip.has(type) && toFirstChild(tree) === 1) {
        parents.push(parent);
        parent = node;
        continue;
      }
    }
    while (inside && toNextSibling(tree) === 0) {
      inside = toParent(tree) === 1 && parents.length > 0;
      parent = parents.pop() ?? root;
    }
  }
  cursor.close(tree);
  return root;
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
