import type { Call, Expression, ObjectEntry } from '../../../syntax/expression.ts';
import { child, childOfType, type SyntaxNode } from '../../../syntax/node.ts';
import { dotted, type Reader } from './reader.ts';
import { typeName } from './types.ts';

/** An object constructed, with what its initializer sets on it. */
export function construction(read: Reader, node: SyntaxNode, line: number): Expression {
  const type = typeName(read.source, child(node, 'type'));
  const braces = childOfType(node, 'initializer_expression');
  const { args, named } = read.arguments(childOfType(node, 'argument_list'), type);
  if (braces) {
    const content = initializer(read, braces, true, line);
    if (content.kind === 'list' && args.length === 0) return content;
    if (content.kind === 'object') {
      if (content.entries.some((each) => each.key !== null && !/^\w+$/.test(each.key)) || /Dictionary$/.test(type ?? '')) return content;
      for (const { key, value } of content.entries) if (key !== null) named[key] = value;
    }
  }
  const call: Call = {
    kind: 'call',
    callee: type === null ? { kind: 'unknown', children: [], line } : dotted(type, line),
    args,
    named,
    line,
  };
  return call;
}

/** `{ Host = x }`, `{ ["a"] = x }` and `{ { "a", x } }` are objects, `{ a, b }` a list; pairs below a property are joined. */
export function initializer(read: Reader, node: SyntaxNode, constructed: boolean, line: number): Expression {
  const entries = pairs(read, node.children);
  if (entries.length > 0) return { kind: 'object', type: null, entries, line };
  const couples = node.children.filter((each) => each.type === 'initializer_expression' && each.children.length === 2);
  if (couples.length > 0 && couples.length === node.children.length) {
    const made = couples.map((pair) => [read.of(pair.children[0]), read.of(pair.children[1])] as const);
    if (!constructed)
      return {
        kind: 'list',
        items: made.map(([host, port]): Expression => ({
          kind: 'template',
          parts: [host, { kind: 'literal', value: ':', line }, port],
          line,
        })),
        line,
      };
    return {
      kind: 'object',
      type: null,
      entries: made.map(([key, value]) => ({ key: key.kind === 'literal' ? String(key.value) : null, value, line })),
      line,
    };
  }
  return { kind: 'list', items: node.children.map((each) => read.of(each)), line };
}

/** Members assigned in an initializer; anonymous objects and `with` write them side by side. */
export function pairs(read: Reader, nodes: readonly SyntaxNode[]): ObjectEntry[] {
  const entries: ObjectEntry[] = [];
  for (const [position, each] of nodes.entries()) {
    const line = read.source.lineOf(each);
    if (each.type === 'assignment_expression') {
      const left = child(each, 'left');
      const key = keyOf(read, left);
      const right = child(each, 'right');
      if (key !== null) entries.push({ key, value: read.of(right), line });
    } else if (
      each.type === 'identifier' &&
      nodes[position + 1] &&
      nodes[position + 1]?.type !== 'identifier' &&
      isAssigned(read, each, nodes[position + 1])
    ) {
      entries.push({ key: read.text(each), value: read.of(nodes[position + 1]), line });
    }
  }
  return entries;
}

function isAssigned(read: Reader, name: SyntaxNode, value: SyntaxNode | undefined): boolean {
  return value !== undefined && /^\s*=\s*$/.test(read.source.text.slice(name.end, value.start));
}

function keyOf(read: Reader, left: SyntaxNode | null): string | null {
  if (left?.type === 'identifier') return read.text(left);
  const inside = left?.type === 'element_access_expression' ? child(left, 'subscript') : left;
  const key = inside?.children[0] ? read.of(inside.children[0]) : null;
  return key?.kind === 'literal' ? String(key.value) : null;
}

export function withChanges(read: Reader, node: SyntaxNode, line: number): Expression {
  const [base, ...rest] = node.children;
  const entries = pairs(
    read,
    rest.flatMap((each) => each.children),
  );
  return { kind: 'object', type: null, entries: [{ key: null, value: read.of(base), line }, ...entries], line };
}
