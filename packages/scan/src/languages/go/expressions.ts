import { ExpressionReader } from '../../syntax/expression-reader.ts';
import type { Call, Expression, ObjectEntry } from '../../syntax/expression.ts';
import { child, type Source, type SyntaxNode } from '../../syntax/node.ts';
import { flagOf } from './flags.ts';
import { plainType } from './types.ts';

/** Go expressions to the common form. */
export class GoExpressions extends ExpressionReader {
  readonly #source: Source;
  readonly #onFunction: (node: SyntaxNode) => readonly string[];
  /** What methods of the type around them call it: read as `this`. */
  receiver: string | null = null;

  /** `onFunction` reads the body of a function literal and gives its parameters' names. */
  constructor(source: Source, onFunction: (node: SyntaxNode) => readonly string[]) {
    super(source);
    this.#source = source;
    this.#onFunction = onFunction;
  }

  protected override expressionOf(node: SyntaxNode, line: number): Expression {
    const text = (): string => this.#source.textOf(node);
    switch (node.type) {
      case 'interpreted_string_literal':
        return { kind: 'literal', value: unescape(text().slice(1, -1)), line };
      case 'raw_string_literal':
        return { kind: 'literal', value: text().slice(1, -1).replaceAll('\r', ''), line };
      case 'rune_literal':
        return { kind: 'literal', value: unescape(text().slice(1, -1)), line };
      case 'int_literal':
      case 'float_literal':
        return { kind: 'literal', value: Number(text().replaceAll('_', '')), line };
      case 'true':
      case 'false':
        return { kind: 'literal', value: node.type === 'true', line };
      case 'nil':
        return { kind: 'literal', value: null, line };
      case 'identifier':
      case 'type_identifier':
      case 'package_identifier':
      case 'field_identifier':
        return { kind: 'name', name: text() === this.receiver ? 'this' : text(), line };
      case 'selector_expression':
        return { kind: 'member', object: this.read(child(node, 'operand')), name: this.#text(child(node, 'field')), line };
      case 'qualified_type':
        return { kind: 'member', object: this.read(child(node, 'package')), name: this.#text(child(node, 'name')), line };
      case 'index_expression':
        return { kind: 'index', object: this.read(child(node, 'operand')), key: this.read(child(node, 'index')), line };
      case 'call_expression':
        return this.#call(node, line);
      case 'composite_literal':
        return this.#composite(node, line);
      case 'literal_value':
        return this.#values(node, null, line);
      case 'literal_element':
      case 'parenthesized_expression':
      case 'expression_list':
        return node.children.length === 1 ? this.read(node.children[0]) : this.#unknown(node, line);
      case 'unary_expression':
        return this.#unary(node, line);
      case 'binary_expression':
        return this.#binary(node, line);
      case 'type_conversion_expression':
      case 'type_assertion_expression':
        return this.read(child(node, 'operand'));
      case 'slice_expression':
        return { kind: 'unknown', children: [this.read(child(node, 'operand'))], line };
      case 'func_literal':
        return { kind: 'function', parameters: this.#onFunction(node), returns: [], line };
      case 'generic_type':
        return this.read(child(node, 'type'));
      default:
        return this.#unknown(node, line);
    }
  }

  #unknown(node: SyntaxNode, line: number): Expression {
    return { kind: 'unknown', children: node.children.map((each) => this.read(each)), line };
  }

  #text(node: SyntaxNode | null): string {
    return node ? this.#source.textOf(node) : '';
  }

  #call(node: SyntaxNode, line: number): Expression {
    const callee = this.read(child(node, 'function'));
    const list = child(node, 'arguments')?.children ?? [];
    const only = list[0];
    if (callee.kind === 'name' && callee.name === 'new' && only && list.length === 1)
      return { kind: 'object', type: plainType(only, this.#source).name, entries: [], line };
    if (callee.kind === 'name' && callee.name === 'make') return { kind: 'unknown', children: [], line };
    const args = list.map((each) => this.read(each));
    if (callee.kind === 'member' && callee.name === 'Or' && callee.object.kind === 'name' && callee.object.name === 'cmp')
      return args.reduceRight((second, first) => ({ kind: 'fallback', first, second, line }));
    const call: Call = { kind: 'call', callee, args, named: this.#typeArgument(node, args.length), line };
    const flag = flagOf(call);
    return flag && !flag.target ? { kind: 'fallback', first: call, second: flag.fallback, line } : call;
  }

  /** `env.ParseAs[Config]()` says what it gives by its type argument alone. */
  #typeArgument(node: SyntaxNode, count: number): Record<string, Expression> {
    const element = child(node, 'type_arguments')?.children[0];
    if (!element || count > 1) return {};
    const { name } = plainType(element.type === 'type_elem' ? (element.children[0] ?? null) : element, this.#source);
    return name === null ? {} : { T: typeName(name, this.#source.lineOf(element)) };
  }

  #composite(node: SyntaxNode, line: number): Expression {
    const body = child(node, 'body');
    const written = child(node, 'type');
    if (!body) return { kind: 'unknown', children: [], line };
    if (written?.type === 'slice_type' || written?.type === 'array_type' || written?.type === 'implicit_length_array_type') {
      const element = plainType(child(written, 'element'), this.#source).name;
      return { kind: 'list', items: body.children.map((each) => this.#element(each, element)), line };
    }
    if (written?.type === 'map_type') return this.#values(body, null, line);
    return this.#values(body, plainType(written, this.#source).name ?? '', line);
  }

  /** An element of a slice leaves its type out: `[]Server{{Addr: ":80"}}`. */
  #element(node: SyntaxNode, type: string | null): Expression {
    const inner = node.type === 'literal_element' ? node.children[0] : node;
    if (inner?.type === 'literal_value') return this.#values(inner, type, this.#source.lineOf(inner));
    return inner?.type === 'keyed_element' ? this.read(child(inner, 'value')) : this.read(inner);
  }

  #values(body: SyntaxNode, type: string | null, line: number): Expression {
    const keyed = body.children.some((each) => each.type === 'keyed_element');
    if (!keyed && type === null) return { kind: 'list', items: body.children.map((each) => this.read(each)), line };
    const entries = body.children.flatMap((each, position): ObjectEntry[] => {
      if (each.type === 'comment') return [];
      const at = this.#source.lineOf(each);
      if (each.type !== 'keyed_element') return [{ key: String(position), value: this.read(each), line: at }];
      const key = this.read(child(each, 'key'));
      const name = key.kind === 'literal' ? String(key.value) : key.kind === 'name' || key.kind === 'member' ? key.name : '';
      return [{ key: name === 'this' ? this.#text(child(each, 'key')) : name, value: this.read(child(each, 'value')), line: at }];
    });
    return { kind: 'object', type: type === '' ? null : type, entries, line };
  }

  #unary(node: SyntaxNode, line: number): Expression {
    const operand = this.read(child(node, 'operand'));
    switch (this.#text(child(node, 'operator'))) {
      case '!':
        return { kind: 'not', operand, line };
      case '-':
        return operand.kind === 'literal' && typeof operand.value === 'number'
          ? { ...operand, value: -operand.value }
          : { kind: 'unknown', children: [operand], line };
      case '&':
      case '*':
      case '+':
        return operand;
      default:
        return { kind: 'unknown', children: [operand], line };
    }
  }

  #binary(node: SyntaxNode, line: number): Expression {
    const operator = this.#text(child(node, 'operator'));
    const left = this.read(child(node, 'left'));
    const right = this.read(child(node, 'right'));
    if (operator === '+') return joined([left, right], line);
    if (operator === '||') return { kind: 'fallback', first: left, second: right, line };
    if (/^([=!<>]=|[<>])$/.test(operator)) return comparison(operator, left, right, line);
    return { kind: 'unknown', children: [left, right], line };
  }
}

/** `len(x) == 0` says the same of text as `x == ""`. */
function comparison(operator: string, left: Expression, right: Expression, line: number): Expression {
  const measured = left.kind === 'call' && left.callee.kind === 'name' && left.callee.name === 'len' ? left.args[0] : undefined;
  if (!measured || right.kind !== 'literal') return { kind: 'compare', operator, left, right, line };
  const empty: Expression = { kind: 'literal', value: '', line };
  if ((operator === '==' && right.value === 0) || (operator === '<' && right.value === 1))
    return { kind: 'compare', operator: '==', left: measured, right: empty, line };
  if ((operator === '>' || operator === '!=') && right.value === 0)
    return { kind: 'compare', operator: '!=', left: measured, right: empty, line };
  return { kind: 'compare', operator, left, right, line };
}

const isText = (part: Expression): boolean => part.kind === 'template' || (part.kind === 'literal' && typeof part.value === 'string');

/** Text where a part is one; numbers added are no text. */
function joined(parts: readonly Expression[], line: number): Expression {
  const flat = parts.flatMap((part) => (part.kind === 'template' ? part.parts : [part]));
  if (flat.every((part) => part.kind === 'literal' && typeof part.value === 'string'))
    return { kind: 'literal', value: flat.map((part) => (part.kind === 'literal' ? String(part.value) : '')).join(''), line };
  const numbers = flat.some((part) => part.kind === 'literal' && typeof part.value === 'number');
  return parts.some(isText) || !numbers ? { kind: 'template', parts: flat, line } : { kind: 'unknown', children: flat, line };
}

/** A type's name as the expression that refers to it. */
export function typeName(name: string, line: number): Expression {
  const [first = '', second] = name.split('.');
  return second === undefined
    ? { kind: 'name', name: first, line }
    : { kind: 'member', object: { kind: 'name', name: first, line }, name: second, line };
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\\': '\\', "'": "'", '"': '"' };

const unescape = (text: string): string =>
  text.includes('\\') ? text.replace(/\\([\s\S])/g, (whole, letter: string) => escapes[letter] ?? whole) : text;
