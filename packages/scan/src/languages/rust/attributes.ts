import type { Call, Expression } from '../../syntax/expression.ts';
import type { Source, SyntaxNode } from '../../syntax/node.ts';

/** `#[arg(long, env = "PORT", default_value_t = 8080)]` as a call with names: what is inside an attribute are tokens to the grammar. */
export function readAttribute(node: SyntaxNode, source: Source): Call | null {
  const text = source
    .textOf(node)
    .replace(/^#!?\[\s*/, '')
    .replace(/\s*\]$/, '');
  return callOf(text, source.lineOf(node));
}

function callOf(text: string, line: number): Call | null {
  const [, path = '', rest = ''] = /^([\w:]+)\s*([\s\S]*)$/.exec(text.trim()) ?? [];
  if (path === '') return null;
  const callee = path
    .split('::')
    .reduce<Expression | null>((object, name) => (object ? { kind: 'member', object, name, line } : { kind: 'name', name, line }), null);
  const args: Expression[] = [];
  const named: Record<string, Expression> = {};
  if (rest.startsWith('(')) {
    for (const part of split(rest.slice(1, rest.lastIndexOf(')')))) {
      const [, name, value] = /^([\w:]+)\s*=(?!=)\s*([\s\S]*)$/.exec(part) ?? [];
      if (name !== undefined && value !== undefined) named[name] = valueOf(value, line);
      else if (/^(?!(true|false)$)[A-Za-z_][\w:]*$/.test(part)) named[part] = { kind: 'literal', value: true, line };
      else {
        const inner = /^[\w:]+\s*\(/.test(part) ? callOf(part, line) : null;
        args.push(inner ?? valueOf(part, line));
      }
    }
  } else if (rest.startsWith('=')) args.push(valueOf(rest.slice(1), line));
  return callee ? { kind: 'call', callee, args, named, line } : null;
}

/** A value in an attribute: text, a number, a name, or a conversion of one of these. */
function valueOf(text: string, line: number): Expression {
  const plain = text.trim();
  const quoted =
    /^b?r?#*"((?:[^"\\]|\\.)*)"#*(?:\s*\.\s*\w+\(\))?$/s.exec(plain)?.[1] ?? /^(?:\w+::)*(?:from|new)\("([^"]*)"\)$/.exec(plain)?.[1];
  if (quoted !== undefined) return { kind: 'literal', value: quoted.replace(/\\(["\\])/g, '$1'), line };
  if (/^-?[\d_]+(\.\d+)?([iuf]\d+)?$/.test(plain))
    return { kind: 'literal', value: Number(plain.replace(/[iuf]\d+$/, '').replaceAll('_', '')), line };
  if (/^(true|false)$/.test(plain)) return { kind: 'literal', value: plain === 'true', line };
  if (/^\w+$/.test(plain)) return { kind: 'name', name: plain, line };
  return { kind: 'unknown', children: [], line };
}

/** Parts between commas that stand in no bracket and no text. */
function split(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const letter = text[at];
    if (quoted) {
      if (letter === '\\') at++;
      else if (letter === '"') quoted = false;
    } else if (letter === '"') quoted = true;
    else if (letter === '(' || letter === '[' || letter === '{') depth++;
    else if (letter === ')' || letter === ']' || letter === '}') depth--;
    else if (letter === ',' && depth === 0) {
      parts.push(text.slice(from, at).trim());
      from = at + 1;
    }
  }
  parts.push(text.slice(from).trim());
  return parts.filter((part) => part !== '');
}
