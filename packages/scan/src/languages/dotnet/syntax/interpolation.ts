import type { Expression } from '../../../syntax/expression.ts';
import { childOfType, type SyntaxNode } from '../../../syntax/node.ts';
import { unescaped, verbatim } from './literals.ts';
import type { Reader } from './reader.ts';

/** `$"…{x}…"`. */
export function interpolated(read: Reader, node: SyntaxNode, line: number): Expression {
  const start = read.text(childOfType(node, 'interpolation_start'));
  const isRaw = childOfType(node, 'interpolation_quote') !== null && read.text(childOfType(node, 'interpolation_quote')).length > 1;
  const parts: Expression[] = [];
  for (const each of node.children) {
    const at = read.source.lineOf(each);
    if (each.type === 'string_content') {
      const text = read.text(each);
      const plain = isRaw ? text : start.includes('@') ? verbatim(text) : unescaped(text);
      parts.push({ kind: 'literal', value: plain.replaceAll('{{', '{').replaceAll('}}', '}'), line: at });
    } else if (each.type === 'escape_sequence') parts.push({ kind: 'literal', value: unescaped(read.text(each)), line: at });
    else if (each.type === 'interpolation') {
      const inside = each.children.find((inner) => !inner.type.startsWith('interpolation_'));
      if (inside) parts.push(read.of(inside));
    }
  }
  return { kind: 'template', parts, line };
}
