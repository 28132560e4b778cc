import type { Expression } from '../../syntax/expression.ts';
import { child, type Source, type SyntaxNode } from '../../syntax/node.ts';
import { propertyRead } from './placeholders.ts';
import { textOfLiteral } from './annotations.ts';

/** What an expression needs from the file it stands in: anonymous functions and classes have bodies with facts of their own. */
export interface Surroundings {
  readonly source: Source;
  /** Reads the body and gives what it returns. */
  body(node: SyntaxNode): readonly Expression[];
  /** Reads the members of an anonymous class. */
  members(node: SyntaxNode): void;
}

/** Deeper nesting is nobody's handwriting, and would exhaust the stack. */
const deepest = 400;

const comparing = new Set(['==', '!=', '<', '>', '<=', '>=']);

/** Java's expressions brought to the common form. */
export class JavaExpressions {
  readonly #surroundings: Surroundings;
  #depth = 0;

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
  }

  of(node: SyntaxNode | null | undefined): Expression {
    if (!node) return { kind: 'unknown', children: [], line: 1 };
    const line = this.#surroundings.source.lineOf(node);
    if (this.#depth >= deepest) return { kind: 'unknown', children: [], line };
    this.#depth++;
    try {
      return this.#convert(node, line);
    } finally {
      this.#depth--;
    }
  }

  #convert(node: SyntaxNode, line: number): Expression {
    const { source } = this.#surroundings;
    switch (node.type) {
      case 'identifier':
      case 'type_identifier':
        return { kind: 'name', name: source.textOf(node), line };
      case 'this':
      case 'super':
        return { kind: 'name', name: node.type, line };
      case 'string_literal':
        return { kind: 'literal', value: unquoted(source.textOf(node)), line };
      case 'character_literal':
        return { kind: 'literal', value: unescaped(source.textOf(node).slice(1, -1)), line };
      case 'decimal_integer_literal':
      case 'hex_integer_literal':
        return { kind: 'literal', value: Number(source.textOf(node).replace(/[_lL]/g, '')), line };
      case 'decimal_floating_point_literal':
        return { kind: 'literal', value: Number(source.textOf(node).replace(/[_fFdD]/g, '')), line };
      case 'true':
      case 'false':
        return { kind: 'literal', value: node.type === 'true', line };
      case 'null_literal':
        return { kind: 'literal', value: null, line };
      case 'parenthesized_expression':
        return this.of(node.children[0]);
      case 'cast_expression':
        return this.of(child(node, 'value'));
      case 'field_access':
        return { kind: 'member', object: this.of(child(node, 'object')), name: this.#text(child(node, 'field')), line };
      case 'scoped_identifier':
      case 'scoped_type_identifier':
        return this.#dotted(node, line);
      case 'generic_type':
      case 'annotated_type':
        return this.of(node.children.find((each) => each.type.endsWith('identifier') || each.type === 'generic_type'));
      case 'class_literal':
        return { kind: 'member', object: this.of(node.children[0]), name: 'class', line };
      case 'array_access':
        return { kind: 'index', object: this.of(child(node, 'array')), key: this.of(child(node, 'index')), line };
      case 'method_invocation':
        return this.#call(node, line);
      case 'object_creation_expression':
        return this.#construction(node, line);
      case 'explicit_constructor_invocation':
        return {
          kind: 'call',
          callee: this.of(child(node, 'constructor')),
          args: this.arguments(child(node, 'arguments')),
          named: {},
          line,
        };
      case 'binary_expression':
        return this.#binary(node, line);
      case 'unary_expression': {
        const operand = this.of(child(node, 'operand'));
        const operator = this.#text(child(node, 'operator'));
        if (operator === '!') return { kind: 'not', operand, line };
        if (operator === '-' && operand.kind === 'literal' && typeof operand.value === 'number')
          return { ...operand, value: -operand.value };
        return { kind: 'unknown', children: [operand], line };
      }
      case 'instanceof_expression':
        return { kind: 'compare', operator: 'is', left: this.of(child(node, 'left')), right: this.of(child(node, 'right')), line };
      case 'ternary_expression':
        return {
          kind: 'conditional',
          test: this.of(child(node, 'condition')),
          then: this.of(child(node, 'consequence')),
          otherwise: this.of(child(node, 'alternative')),
          line,
        };
      case 'assignment_expression':
        return { kind: 'unknown', children: [this.of(child(node, 'right'))], line };
      case 'array_initializer':
      case 'element_value_array_initializer':
        return { kind: 'list', items: node.children.map((each) => this.of(each)), line };
      case 'array_creation_expression':
        return this.of(child(node, 'value'));
      case 'lambda_expression':
        return this.#lambda(node, line);
      case 'method_reference': {
        const [object, method] = node.children;
        return object && method
          ? { kind: 'member', object: this.of(object), name: source.textOf(method), line }
          : { kind: 'unknown', children: [], line };
      }
      default:
        return { kind: 'unknown', children: node.children.map((each) => this.of(each)), line };
    }
  }

  arguments(list: SyntaxNode | null): Expression[] {
    return list ? list.children.filter((each) => !isComment(each)).map((each) => this.of(each)) : [];
  }

  #text(node: SyntaxNode | null): string {
    return node ? this.#surroundings.source.textOf(node) : '';
  }

  #dotted(node: SyntaxNode, line: number): Expression {
    const [first = '', ...rest] = this.#text(node)
      .replace(/\s|<[^>]*>|@\w+/g, '')
      .split('.');
    return rest.reduce<Expression>((object, name) => ({ kind: 'member', object, name, line }), { kind: 'name', name: first, line });
  }

  #call(node: SyntaxNode, line: number): Expression {
    const object = child(node, 'object');
    const nameNode = child(node, 'name');
    const name = this.#text(nameNode);
    const args = this.arguments(child(node, 'arguments'));
    const at = nameNode ? this.#surroundings.source.lineOf(nameNode) : line;
    if (!object) return { kind: 'call', callee: { kind: 'name', name, line: at }, args, named: {}, line: at };
    const receiver = this.of(object);
    return (
      idiom(receiver, name, args, at) ?? {
        kind: 'call',
        callee: { kind: 'member', object: receiver, name, line: at },
        args,
        named: {},
        line: at,
      }
    );
  }

  #construction(node: SyntaxNode, line: number): Expression {
    const body = node.children.find((each) => each.type === 'class_body');
    const args = this.arguments(child(node, 'arguments'));
    if (body) this.#surroundings.members(body);
    return { kind: 'call', callee: this.of(child(node, 'type')), args, named: {}, line };
  }

  #binary(node: SyntaxNode, line: number): Expression {
    const operator = this.#text(child(node, 'operator'));
    const left = this.of(child(node, 'left'));
    const right = this.of(child(node, 'right'));
    if (operator === '+') {
      const parts = left.kind === 'template' ? [...left.parts, right] : [left, right];
      return { kind: 'template', parts, line };
    }
    if (comparing.has(operator)) return { kind: 'compare', operator, left, right, line };
    return { kind: 'unknown', children: [left, right], line };
  }

  #lambda(node: SyntaxNode, line: number): Expression {
    const parameters = child(node, 'parameters');
    const names = !parameters
      ? []
      : parameters.type === 'identifier'
        ? [this.#text(parameters)]
        : parameters.children.map((each) => this.#text(child(each, 'name') ?? each));
    const body = child(node, 'body');
    const returns = !body ? [] : body.type === 'block' ? this.#surroundings.body(body) : [this.of(body)];
    return { kind: 'function', parameters: names, returns, line };
  }
}

export const isComment = (node: SyntaxNode): boolean =>
  node.type === 'line_comment' || node.type === 'block_comment' || node.type === 'multiline_comment';

const environmentLike = /^(env|environment|springEnvironment)$/i;

/** Calls that say the same as another language's operator, or read a property of Spring's environment. */
export function idiom(receiver: Expression, name: string, args: readonly Expression[], line: number): Expression | null {
  const [first, second] = args;
  // The whole environment: what a call with a name gives is one variable of it.
  if (name === 'getenv' && !first && receiver.kind === 'name' && receiver.name === 'System')
    return { kind: 'member', object: receiver, name: 'env', line };
  if (
    (name === 'getProperty' || name === 'getRequiredProperty') &&
    (receiver.kind === 'name' || receiver.kind === 'member') &&
    environmentLike.test(receiver.name)
  ) {
    const property = textOfLiteral(first);
    const fallback = [...args].slice(1).findLast((each) => !(each.kind === 'member' && each.name === 'class')) ?? null;
    return property === null ? null : propertyRead(property, name === 'getProperty' ? fallback : null, line);
  }
  if (
    (name === 'ofNullable' || name === 'requireNonNull' || name === 'of') &&
    receiver.kind === 'name' &&
    (receiver.name === 'Optional' || receiver.name === 'Objects') &&
    first &&
    !second
  )
    return first;
  if (name === 'requireNonNullElse' && receiver.kind === 'name' && receiver.name === 'Objects' && first && second)
    return { kind: 'fallback', first, second, line };
  if (name === 'orElse' && first) return { kind: 'fallback', first: receiver, second: first, line };
  if (name === 'orElseGet' && first?.kind === 'function' && first.returns[0])
    return { kind: 'fallback', first: receiver, second: first.returns[0], line };
  if (name === 'orElseThrow') return receiver;
  return null;
}

function unquoted(text: string): string {
  if (!text.startsWith('"""')) return unescaped(text.slice(1, -1));
  const lines = text
    .slice(3, -3)
    .replace(/^[ \t]*\r?\n/, '')
    .split(/\r?\n/);
  const indent = Math.min(...lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length));
  return unescaped(lines.map((line) => line.slice(Number.isFinite(indent) ? indent : 0)).join('\n'));
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', s: ' ', '0': '\0' };

/** The text a quoted literal stands for, without its quotes. */
export const unescaped = (text: string): string =>
  text.includes('\\')
    ? text.replace(/\\(u+([0-9a-fA-F]{4})|.)/gs, (_, all: string, code: string | undefined) =>
        code ? String.fromCharCode(Number.parseInt(code, 16)) : (escapes[all] ?? all),
      )
    : text;

/** Names of all parts of a type without generics, arrays and nullability. */
export const plainType = (text: string): string =>
  text
    .replace(/@\w+(\([^)]*\))?\s*/g, '')
    .replace(/<[\s\S]*>/, '')
    .replace(/[[\]?\s]/g, '');
