import type { Expression } from './expression.ts';
import type { Source, SyntaxNode } from './node.ts';

/** Expressions nested deeper than this are hostile or generated; what is inside says nothing more. */
const deepest = 300;

/** Brings a language's expressions to the common form, one node at a time and never too deep. */
export abstract class ExpressionReader {
  readonly #lines: Source;
  #depth = 0;

  constructor(source: Source) {
    this.#lines = source;
  }

  read(node: SyntaxNode | null | undefined): Expression {
    if (!node) return { kind: 'unknown', children: [], line: 1 };
    const line = this.#lines.lineOf(node);
    if (this.#depth > deepest) return { kind: 'unknown', children: [], line };
    this.#depth += 1;
    try {
      const expression = this.expressionOf(node, line);
      const { places } = this.#lines;
      // What only wraps another expression (parentheses, `await`) is that expression, which stands further in.
      if (places && !places.has(expression)) places.set(expression, node);
      return expression;
    } finally {
      this.#depth -= 1;
    }
  }

  /** The expression a node stands for; parts are read through `read`. */
  protected abstract expressionOf(node: SyntaxNode, line: number): Expression;
}
