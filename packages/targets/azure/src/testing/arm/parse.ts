import { GroundworkError } from '@groundwork/host';

/** An ARM template expression, parsed (learn.microsoft.com/azure/azure-resource-manager/templates/template-expressions). */
export type Node =
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Node[] }
  | { readonly kind: 'property'; readonly of: Node; readonly name: string }
  | { readonly kind: 'index'; readonly of: Node; readonly at: Node };

/** The expression inside a value of a template, `null` for plain text. */
export function expressionIn(value: string): string | null {
  if (!value.startsWith('[') || value.startsWith('[[') || !value.endsWith(']')) return null;
  return value.slice(1, -1);
}

const token = /\s*(?:'((?:[^']|'')*)'|(\d+)|([A-Za-z_][\w.]*)|([(),.[\]]))/y;

/** Throws where the text is no expression. */
export function parseExpression(text: string): Node {
  let at = 0;
  const wrong = (): GroundworkError => new GroundworkError({ code: 'arm.expression', message: `No expression at ${at}: ${text}` });
  const read = (): RegExpExecArray => {
    token.lastIndex = at;
    const match = token.exec(text);
    if (!match) throw wrong();
    at = token.lastIndex;
    return match;
  };
  const sees = (sign: string): boolean => text.slice(at).trimStart().startsWith(sign);
  const expect = (sign: string): void => {
    const [, , , , found] = read();
    if (found !== sign) throw wrong();
  };

  function primary(): Node {
    const [, quoted, digits, word] = read();
    if (quoted !== undefined) return { kind: 'text', value: quoted.replaceAll("''", "'") };
    if (digits !== undefined) return { kind: 'number', value: Number(digits) };
    if (word === undefined) throw wrong();
    expect('(');
    const args: Node[] = [];
    while (!sees(')')) {
      args.push(node());
      if (sees(',')) expect(',');
    }
    expect(')');
    return { kind: 'call', name: word, args };
  }

  function node(): Node {
    let result = primary();
    for (;;) {
      if (sees('.')) {
        expect('.');
        const [, , , name] = read();
        if (name === undefined) throw wrong();
        // `a.b.c` is read as one word.
        for (const each of name.split('.')) result = { kind: 'property', of: result, name: each };
      } else if (sees('[')) {
        expect('[');
        const index = node();
        expect(']');
        result = { kind: 'index', of: result, at: index };
      } else return result;
    }
  }

  const parsed = node();
  if (text.slice(at).trim() !== '') throw wrong();
  return parsed;
}

/** Every call in an expression. */
export function callsIn(node: Node): Extract<Node, { kind: 'call' }>[] {
  if (node.kind === 'call') return [node, ...node.args.flatMap(callsIn)];
  if (node.kind === 'property') return callsIn(node.of);
  return node.kind === 'index' ? [...callsIn(node.of), ...callsIn(node.at)] : [];
}
