import { ExpressionReader } from '../../syntax/expression-reader.ts';
import type { Expression, ObjectEntry } from '../../syntax/expression.ts';
import { child, childrenIn, type Source, type SyntaxNode } from '../../syntax/node.ts';

/** Python expressions to the common form. */
export class PythonExpressions extends ExpressionReader {
  readonly #source: Source;

  constructor(source: Source) {
    super(source);
    this.#source = source;
  }

  protected override expressionOf(node: SyntaxNode, line: number): Expression {
    const text = (): string => this.#source.textOf(node);
    switch (node.type) {
      case 'string':
        return this.#string(node, line);
      case 'concatenated_string':
        return joined(
          node.children.map((each) => this.read(each)),
          line,
        );
      case 'integer':
      case 'float':
        return { kind: 'literal', value: Number(text().replaceAll('_', '')), line };
      case 'true':
      case 'false':
        return { kind: 'literal', value: node.type === 'true', line };
      case 'none':
        return { kind: 'literal', value: null, line };
      case 'ellipsis':
        return { kind: 'name', name: 'Ellipsis', line };
      case 'identifier':
        return { kind: 'name', name: text(), line };
      case 'attribute':
        return { kind: 'member', object: this.read(child(node, 'object')), name: this.#text(child(node, 'attribute')), line };
      case 'subscript':
        return { kind: 'index', object: this.read(child(node, 'value')), key: this.read(child(node, 'subscript')), line };
      case 'call':
        return this.#call(node, line);
      case 'binary_operator':
        return this.#binary(node, line);
      case 'boolean_operator': {
        const [first, second] = [this.read(child(node, 'left')), this.read(child(node, 'right'))];
        if (this.#text(child(node, 'operator')) === 'or') return { kind: 'fallback', first, second, line };
        return { kind: 'unknown', children: [first, second], line };
      }
      case 'not_operator':
        return { kind: 'not', operand: this.read(child(node, 'argument')), line };
      case 'comparison_operator':
        return this.#compare(node, line);
      case 'dotted_name': {
        // A value in a `case`; a name alone there is given to whatever else there is.
        const [first, ...rest] = node.children.map((each) => this.#source.textOf(each));
        if (first === undefined || rest.length === 0) return { kind: 'unknown', children: [], line };
        return rest.reduce<Expression>((object, name) => ({ kind: 'member', object, name, line }), { kind: 'name', name: first, line });
      }
      case 'conditional_expression': {
        const [then, test, otherwise] = node.children.filter(({ type }) => type !== 'comment');
        return { kind: 'conditional', test: this.read(test), then: this.read(then), otherwise: this.read(otherwise), line };
      }
      case 'dictionary':
        return {
          kind: 'object',
          type: null,
          line,
          entries: node.children.flatMap((each): ObjectEntry[] => {
            if (each.type === 'dictionary_splat')
              return [{ key: null, value: this.read(each.children[0]), line: this.#source.lineOf(each) }];
            if (each.type !== 'pair') return [];
            const key = this.read(child(each, 'key'));
            return [
              {
                key: key.kind === 'literal' ? String(key.value) : key.kind === 'name' ? key.name : '',
                value: this.read(child(each, 'value')),
                line: this.#source.lineOf(each),
              },
            ];
          }),
        };
      case 'list':
      case 'tuple':
      case 'set':
      case 'expression_list':
        return { kind: 'list', items: node.children.map((each) => this.read(each)), line };
      case 'lambda':
        return { kind: 'function', parameters: [], returns: [this.read(child(node, 'body'))], line };
      case 'await':
      case 'parenthesized_expression':
        return node.children.length === 1
          ? this.read(node.children[0])
          : { kind: 'unknown', children: node.children.map((each) => this.read(each)), line };
      case 'named_expression':
        return this.read(child(node, 'value'));
      case 'keyword_argument':
        return this.read(child(node, 'value'));
      case 'list_splat':
      case 'dictionary_splat':
        return this.read(node.children[0]);
      case 'type':
        return this.read(node.children[0]);
      default:
        return { kind: 'unknown', children: node.children.map((each) => this.read(each)), line };
    }
  }

  #text(node: SyntaxNode | null): string {
    return node ? this.#source.textOf(node) : '';
  }

  #string(node: SyntaxNode, line: number): Expression {
    const raw = this.#source.textOf(node);
    const prefix = /^[a-zA-Z]*/.exec(raw)?.[0].toLowerCase() ?? '';
    const quote = raw.startsWith('"""', prefix.length) || raw.startsWith("'''", prefix.length) ? 3 : 1;
    const from = node.start + prefix.length + quote;
    const to = Math.max(from, node.end - quote);
    const slice = (start: number, end: number): string => unescape(this.#source.text.slice(start, end), prefix.includes('r'));
    const holes = prefix.includes('f') || prefix.includes('t') ? node.children.filter((each) => each.type === 'interpolation') : [];
    if (holes.length === 0) return { kind: 'literal', value: slice(from, to), line };
    const parts: Expression[] = [];
    let at = from;
    for (const each of holes) {
      if (each.start > at) parts.push({ kind: 'literal', value: slice(at, each.start), line });
      parts.push(this.read(child(each, 'expression') ?? each.children[0]));
      at = each.end;
    }
    if (at < to) parts.push({ kind: 'literal', value: slice(at, to), line });
    return { kind: 'template', parts, line };
  }

  #call(node: SyntaxNode, line: number): Expression {
    const callee = child(node, 'function');
    const list = child(node, 'arguments');
    const args: Expression[] = [];
    const named: Record<string, Expression> = {};
    for (const each of list?.type === 'argument_list' ? list.children : list ? [list] : []) {
      if (each.type === 'keyword_argument') named[this.#text(child(each, 'name'))] = this.read(child(each, 'value'));
      else if (each.type === 'dictionary_splat') {
        const value = this.read(each);
        if (value.kind === 'object') spread(named, value);
        // Which names it brings is known where its value is.
        else args.push({ kind: 'object', type: null, entries: [{ key: null, value, line }], line });
      } else if (each.type !== 'comment') args.push(this.read(each));
    }
    // "{}:{}".format(a, b): the text with what is put into it.
    const target = callee ? this.read(callee) : null;
    if (
      target?.kind === 'member' &&
      target.name === 'format' &&
      target.object.kind === 'literal' &&
      typeof target.object.value === 'string'
    ) {
      return formatted(target.object.value, args, named, line);
    }
    return { kind: 'call', callee: target ?? { kind: 'unknown', children: [], line }, args, named, line };
  }

  #binary(node: SyntaxNode, line: number): Expression {
    const operator = this.#text(child(node, 'operator'));
    const [left, right] = [this.read(child(node, 'left')), this.read(child(node, 'right'))];
    if (operator === '+') return joined([left, right], line);
    // Path("a") / "b"
    if (operator === '/') return { kind: 'unknown', children: [left, right], line };
    if (operator === '%' && left.kind === 'literal' && typeof left.value === 'string') return percent(left.value, right, line);
    if (operator === '|')
      return right.kind === 'literal' && right.value === null ? left : { kind: 'unknown', children: [left, right], line };
    return { kind: 'unknown', children: [left, right], line };
  }

  #compare(node: SyntaxNode, line: number): Expression {
    const operators = childrenIn(node, 'operators').map((each) => this.#source.textOf(each));
    const [left, right] = node.children.filter((each) => each.field !== 'operators');
    return { kind: 'compare', operator: operators.join(' ') || '==', left: this.read(left), right: this.read(right), line };
  }
}

/** `a.b["c"]` as a path, `null` for anything that is no path. */
export function pathOf(expression: Expression): string[] | null {
  if (expression.kind === 'name') return [expression.name];
  if (expression.kind === 'member') {
    const object = pathOf(expression.object);
    return object && [...object, expression.name];
  }
  if (expression.kind === 'index' && expression.key.kind === 'literal') {
    const object = pathOf(expression.object);
    return object && [...object, String(expression.key.value)];
  }
  return null;
}

/** Text where every part is one; anything else added is no text. */
function joined(parts: readonly Expression[], line: number): Expression {
  const flat = parts.flatMap((part) => (part.kind === 'template' ? part.parts : [part]));
  if (flat.every((part) => part.kind === 'literal' && typeof part.value === 'string')) {
    return { kind: 'literal', value: flat.map((part) => (part.kind === 'literal' ? String(part.value) : '')).join(''), line };
  }
  return flat.some((part) => part.kind === 'list' || part.kind === 'object')
    ? { kind: 'unknown', children: flat, line }
    : { kind: 'template', parts: flat, line };
}

function formatted(format: string, args: readonly Expression[], named: Readonly<Record<string, Expression>>, line: number): Expression {
  let next = 0;
  return pieces(format, /\{([^{}]*)\}/g, line, (name) => {
    const key = name.split(/[:!.[]/)[0] ?? '';
    return key === '' ? args[next++] : /^\d+$/.test(key) ? args[Number(key)] : named[key];
  });
}

function percent(format: string, right: Expression, line: number): Expression {
  const values = right.kind === 'list' ? right.items : [right];
  let next = 0;
  return pieces(format, /%(?:\((\w+)\))?[-+#0 ]*\d*(?:\.\d+)?[a-zA-Z]/g, line, (name) =>
    name ? (right.kind === 'object' ? right.entries.find((entry) => entry.key === name)?.value : undefined) : values[next++],
  );
}

function pieces(format: string, pattern: RegExp, line: number, argument: (name: string) => Expression | undefined): Expression {
  const parts: Expression[] = [];
  let at = 0;
  for (const match of format.matchAll(pattern)) {
    if (match.index > at) parts.push({ kind: 'literal', value: format.slice(at, match.index), line });
    parts.push(argument(match[1] ?? '') ?? { kind: 'unknown', children: [], line });
    at = match.index + match[0].length;
  }
  if (at < format.length) parts.push({ kind: 'literal', value: format.slice(at), line });
  return { kind: 'template', parts, line };
}

/** `f(**{"a": 1})` names its arguments. */
function spread(named: Record<string, Expression>, value: Expression): void {
  if (value.kind !== 'object') return;
  for (const entry of value.entries) if (entry.key !== null) named[entry.key] ??= entry.value;
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\\': '\\', "'": "'", '"': '"', '\n': '' };

const unescape = (text: string, raw: boolean): string =>
  raw || !text.includes('\\') ? text : text.replace(/\\([\s\S])/g, (whole, letter: string) => escapes[letter] ?? whole);
