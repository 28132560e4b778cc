import type { Expression } from '../../../syntax/expression.ts';
import { child, type SyntaxNode } from '../../../syntax/node.ts';
import type { Reader } from './reader.ts';

const comparing = new Set(['==', '!=', '<', '>', '<=', '>=']);

/** Operators: fallbacks, text joined, comparisons. */
export function binary(read: Reader, node: SyntaxNode, line: number): Expression {
  const operator = read.text(child(node, 'operator'));
  const left = read.of(child(node, 'left'));
  const rightNode = child(node, 'right');
  // `?? throw` names no other value: it has to be there.
  if (operator === '??' && rightNode?.type === 'throw_expression') return demanded(left);
  const right = read.of(rightNode);
  if (operator === '??' || operator === '||') return { kind: 'fallback', first: left, second: right, line };
  if (operator === '+') return { kind: 'template', parts: left.kind === 'template' ? [...left.parts, right] : [left, right], line };
  if (comparing.has(operator)) return { kind: 'compare', operator, left, right, line };
  return { kind: 'unknown', children: [left, right], line };
}

export function unary(read: Reader, node: SyntaxNode, line: number): Expression {
  const operandNode = node.children.at(-1);
  const operand = read.of(operandNode);
  const operator = read.text(node).charAt(0);
  if (operator === '!') return operand.kind === 'not' ? operand.operand : { kind: 'not', operand, line };
  if (operator === '-' && operand.kind === 'literal' && typeof operand.value === 'number') return { ...operand, value: -operand.value };
  return { kind: 'unknown', children: [operand], line };
}

export function pattern(read: Reader, node: SyntaxNode, line: number): Expression {
  const left = read.of(child(node, 'expression') ?? child(node, 'left'));
  const pattern = child(node, 'pattern') ?? child(node, 'right');
  const negated = pattern?.type === 'negated_pattern' || pattern?.type === 'not_pattern';
  const inner = negated ? pattern?.children[0] : pattern;
  if (inner?.type === 'constant_pattern')
    return { kind: 'compare', operator: negated ? '!=' : '==', left, right: read.of(inner.children[0]), line };
  // `x is { Length: > 0 } y`, `x is string y`: it is there.
  return negated ? { kind: 'not', operand: left, line } : left;
}

export function choice(read: Reader, node: SyntaxNode, line: number): Expression {
  const [subjectNode, ...arms] = node.children;
  const subject = read.of(subjectNode);
  let otherwise: Expression = { kind: 'unknown', children: [], line };
  for (const arm of arms.filter((each) => each.type === 'switch_expression_arm').toReversed()) {
    const pattern = arm.children[0];
    const value = read.of(arm.children.at(-1));
    if (!pattern || pattern.type === 'discard') {
      if (arm.children.at(-1)?.type !== 'throw_expression') otherwise = value;
      continue;
    }
    const right = read.of(pattern);
    const test: Expression = { kind: 'compare', operator: right.kind === 'list' ? 'in' : 'case', left: subject, right, line };
    otherwise = { kind: 'conditional', test, then: value, otherwise, line };
  }
  return otherwise;
}

/** A variable the program stops without. */
function demanded(expression: Expression): Expression {
  const name = expression.kind === 'call' ? expression.args[0] : undefined;
  if (expression.kind !== 'call' || expression.callee.kind !== 'member' || expression.callee.name !== 'GetEnvironmentVariable')
    return expression;
  if (name?.kind !== 'literal' || typeof name.value !== 'string') return expression;
  return { kind: 'environment', variable: name.value, fallback: null, required: true, line: expression.line };
}
