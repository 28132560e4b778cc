import type { Tree as SyntaxTree, Language as Grammar } from 'web-tree-sitter';

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
  #lineStarts: number[] | null = null;

  constructor(path: string, text: string, root: SyntaxNode) {
    this.path = path;
    this.text = text;
    this.root = root;
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
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

export const child = (node: SyntaxNode, field: string): SyntaxNode | null => node.children.find((each) => each.field === field) ?? null;

export const childrenIn = (node: SyntaxNode, field: string): SyntaxNode[] => node.children.filter((each) => each.field === field);

export const childOfType = (node: SyntaxNode, ...types: readonly string[]): SyntaxNode | null =>
  node.children.find((each) => types.includes(each.type)) ?? null;

/** Copies a tree out of the parser's memory in one walk; `skip` names node types whose inside nobody reads. */
export function materialise(tree: SyntaxTree, grammar: Grammar, skip: ReadonlySet<string>): SyntaxNode {
  const cursor = tree.walk();
  const types = grammar.types;
  const fields = grammar.fields;
  interface Building {
    type: string;
    field: string | null;
    start: number;
    end: number;
    children: Building[];
  }
  const build = (): Building => ({
    type: types[cursor.nodeTypeId] ?? cursor.nodeType,
    field: fields[cursor.currentFieldId] ?? null,
    start: cursor.startIndex,
    end: cursor.endIndex,
    children: [],
  });
  const root = build();
  const parents: Building[] = [];
  let current = root;
  walk: for (;;) {
    if (!skip.has(current.type) && cursor.gotoFirstChild()) {
      parents.push(current);
    } else {
      for (;;) {
        if (cursor.gotoNextSibling()) break;
        if (!cursor.gotoParent()) break walk;
        current = parents.pop() ?? root;
        if (parents.length === 0 && current === root) break walk;
      }
    }
    const parent = parents.at(-1);
    if (!parent) break;
    const node = build();
    current = node;
    // A backslash at the end of a line is no part of what it continues.
    if ((cursor.nodeIsNamed && node.type !== 'line_continuation') || cursor.currentFieldId !== 0) parent.children.push(node);
  }
  cursor.delete();
  return root;
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
