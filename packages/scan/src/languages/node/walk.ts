import type { ModuleBuilder } from '../../syntax/builder.ts';
import type { Expression } from '../../syntax/expression.ts';
import type { Parameter } from '../../syntax/module.ts';
import type { Source, SyntaxNode } from '../../syntax/node.ts';
import type { NodeExpressions } from './expressions.ts';

/** The walk through one file, as the readers of its classes, imports and exports see it. */
export interface NodeWalk {
  readonly source: Source;
  readonly builder: ModuleBuilder;
  readonly expressions: NodeExpressions;
  read(node: SyntaxNode | null | undefined): Expression;
  text(node: SyntaxNode | null | undefined): string;
  statement(node: SyntaxNode): void;
  parameter(node: SyntaxNode): Parameter[];
  /** Reads a value; a function expression in it takes the name of what it is assigned to. */
  readNamed(node: SyntaxNode | null | undefined, name: string | null): Expression;
  method(node: SyntaxNode, className: string, decorators: Expression[]): void;
  /** Runs `body` as inside the class of that name. */
  inClass(name: string, body: () => void): void;
}
