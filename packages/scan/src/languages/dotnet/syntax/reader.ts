import type { Expression } from '../../../syntax/expression.ts';
import type { Source, SyntaxNode } from '../../../syntax/node.ts';

/** What the parts of the expression reader share. */
export interface Reader {
  readonly source: Source;
  of(node: SyntaxNode | null | undefined): Expression;
  text(node: SyntaxNode | null): string;
  arguments(list: SyntaxNode | null, method?: string | null): { args: Expression[]; named: Record<string, Expression> };
}

/** A dotted name as nested members. */
export function dotted(text: string, line: number): Expression {
  const [first = '', ...rest] = text.split('.');
  return rest.reduce<Expression>((object, name) => ({ kind: 'member', object, name, line }), { kind: 'name', name: first, line });
}
