import { ExpressionReader } from '../../syntax/expression-reader.ts';
import type { Call, Expression, ObjectEntry } from '../../syntax/expression.ts';
import { child, childOfType, type Source, type SyntaxNode } from '../../syntax/node.ts';
import { demanded, plainMethod, unwrapped } from './calls.ts';
import { formatted } from './format.ts';
import type { RustPaths } from './paths.ts';
import { plainType } from './types.ts';

/** What reads the statements inside expressions. */
export interface RustBlocks {
  /** Reads a block's statements; gives the value it ends with. */
  block(node: SyntaxNode): Expression;
  /** Reads a closure's body; gives its parameters and what it returns. */
  closure(node: SyntaxNode): { parameters: readonly string[]; returns: readonly Expression[] };
  branch(node: SyntaxNode): Expression;
  choice(node: SyntaxNode): Expression;
  loop(node: SyntaxNode): void;
  assign(node: SyntaxNode): void;
  leave(value: Expression): void;
}

/** Rust expressions to the common form. */
export class RustExpressions extends ExpressionReader {
  readonly #source: Source;
  readonly #paths: RustPaths;
  readonly #blocks: RustBlocks;
  /** The type whose `impl` is being read. */
  self: string | null = null;

  constructor(source: Source, paths: RustPaths, blocks: RustBlocks) {
    super(source);
    this.#source = source;
    this.#paths = paths;
    this.#blocks = blocks;
  }

  protected override expressionOf(node: SyntaxNode, line: number): Expression {
    const text = (): string => this.#source.textOf(node);
    switch (node.type) {
      case 'string_literal':
      case 'raw_string_literal': {
        const content = node.children.filter((each) => each.type === 'string_content' || each.type === 'escape_sequence');
        const [first] = content;
        const last = content.at(-1);
        const value = first && last ? this.#source.text.slice(first.start, last.end) : '';
        return { kind: 'literal', value: node.type === 'raw_string_literal' ? value : unescape(value), line };
      }
      case 'char_literal':
        return { kind: 'literal', value: text().slice(1, -1), line };
      case 'integer_literal':
      case 'float_literal':
        return {
          kind: 'literal',
          value: Number(
            text()
              .replace(/_?[iuf](8|16|32|64|128|size)$/, '')
              .replaceAll('_', ''),
          ),
          line,
        };
      case 'boolean_literal':
        return { kind: 'literal', value: text() === 'true', line };
      case 'identifier':
      case 'type_identifier':
      case 'shorthand_field_identifier':
      case 'self':
        return text() === 'None' ? { kind: 'literal', value: null, line } : { kind: 'name', name: text(), line };
      case 'scoped_identifier':
      case 'scoped_type_identifier':
      case 'generic_type':
        return this.#paths.expression(node, this.self);
      case 'field_expression':
        return { kind: 'member', object: this.read(child(node, 'value')), name: this.#text(child(node, 'field')), line };
      case 'call_expression':
        return this.#call(node, line);
      case 'generic_function':
        return this.read(child(node, 'function'));
      case 'struct_expression':
        return this.#struct(node, line);
      case 'reference_expression':
        return this.read(child(node, 'value'));
      case 'await_expression':
      case 'parenthesized_expression':
        return this.read(node.children[0]);
      case 'try_expression':
        return demanded(this.read(node.children[0]));
      case 'type_cast_expression':
        return this.read(child(node, 'value'));
      case 'unary_expression':
        return this.#unary(node, line);
      case 'binary_expression':
        return this.#binary(node, line);
      case 'index_expression':
        return { kind: 'index', object: this.read(node.children[0]), key: this.read(node.children[1]), line };
      case 'tuple_expression':
      case 'array_expression':
        return { kind: 'list', items: node.children.filter((each) => each.type !== 'attribute_item').map((each) => this.read(each)), line };
      case 'closure_expression':
        return { kind: 'function', ...this.#blocks.closure(node), line };
      case 'block':
        return this.#blocks.block(node);
      case 'async_block':
      case 'unsafe_block':
      case 'const_block':
      case 'labeled_block':
        return this.read(childOfType(node, 'block'));
      case 'if_expression':
        return this.#blocks.branch(node);
      case 'match_expression':
        return this.#blocks.choice(node);
      case 'loop_expression':
      case 'while_expression':
      case 'for_expression':
        this.#blocks.loop(node);
        return { kind: 'unknown', children: [], line };
      case 'assignment_expression':
      case 'compound_assignment_expr':
        this.#blocks.assign(node);
        return { kind: 'unknown', children: [], line };
      case 'return_expression':
      case 'break_expression': {
        const value = node.children[0] ? this.read(node.children[0]) : null;
        if (value && node.type === 'return_expression') this.#blocks.leave(value);
        return { kind: 'unknown', children: [], line };
      }
      case 'macro_invocation':
      case 'token_tree':
      case 'range_expression':
      case 'line_comment':
      case 'block_comment':
        return { kind: 'unknown', children: [], line };
      default:
        return { kind: 'unknown', children: node.children.map((each) => this.read(each)), line };
    }
  }

  #text(node: SyntaxNode | null): string {
    return node ? this.#source.textOf(node) : '';
  }

  #call(node: SyntaxNode, line: number): Expression {
    const called = child(node, 'function');
    const inner = called?.type === 'generic_function' ? child(called, 'function') : called;
    const { args, named } = this.#arguments(child(node, 'arguments'));
    if (inner?.type === 'field_expression') {
      const object = this.read(child(inner, 'value'));
      const name = this.#text(child(inner, 'field'));
      const plain = plainMethod(object, name, args, line);
      if (plain) return plain;
      return this.#typed(
        { kind: 'call', callee: { kind: 'member', object, name, line: this.#source.lineOf(inner) }, args, named, line },
        called,
      );
    }
    const callee = this.read(inner);
    if (callee.kind === 'name' && callee.name === 'format') return formatted(args, named, line);
    if (callee.kind === 'name' && callee.name === 'concat') return { kind: 'template', parts: args, line };
    const call: Call = { kind: 'call', callee, args, named, line };
    return unwrapped(call) ?? this.#typed(call, called);
  }

  /** `envy::from_env::<Config>()` says by its type argument what it gives. */
  #typed(call: Call, called: SyntaxNode | null): Call {
    const list = called?.type === 'generic_function' ? child(called, 'type_arguments') : null;
    const argument = list?.children.find((each) => each.type !== 'lifetime');
    const name = argument ? plainType(this.#source.textOf(argument), this.self).name : null;
    if (name === null || call.args.length > 1) return call;
    return { ...call, named: { ...call.named, T: { kind: 'name', name, line: call.line } } };
  }

  #arguments(node: SyntaxNode | null): { args: Expression[]; named: Record<string, Expression> } {
    const args: Expression[] = [];
    const named: Record<string, Expression> = {};
    for (const each of node?.children ?? []) {
      if (each.type === 'attribute_item' || /comment$/.test(each.type)) continue;
      // `format!("{url}", url = x)`
      if (each.type === 'assignment_expression') named[this.#text(child(each, 'left'))] = this.read(child(each, 'right'));
      else args.push(this.read(each));
    }
    return { args, named };
  }

  #struct(node: SyntaxNode, line: number): Expression {
    const name = child(node, 'name');
    const type = name ? plainType(this.#source.textOf(name), this.self).name : null;
    const entries = (child(node, 'body')?.children ?? []).flatMap((each): ObjectEntry[] => {
      const at = this.#source.lineOf(each);
      if (each.type === 'field_initializer')
        return [{ key: this.#text(child(each, 'field')), value: this.read(child(each, 'value')), line: at }];
      if (each.type === 'shorthand_field_initializer') return [{ key: this.#text(each), value: this.read(each.children.at(-1)), line: at }];
      return each.type === 'base_field_initializer' ? [{ key: null, value: this.read(each.children[0]), line: at }] : [];
    });
    return { kind: 'object', type, entries, line };
  }

  #unary(node: SyntaxNode, line: number): Expression {
    const operand = this.read(node.children[0]);
    const operator = this.#source.text[node.start];
    if (operator === '!') return { kind: 'not', operand, line };
    if (operator === '-' && operand.kind === 'literal' && typeof operand.value === 'number') return { ...operand, value: -operand.value };
    return operator === '*' ? operand : { kind: 'unknown', children: [operand], line };
  }

  #binary(node: SyntaxNode, line: number): Expression {
    const operator = this.#text(child(node, 'operator'));
    const [left, right] = [this.read(child(node, 'left')), this.read(child(node, 'right'))];
    if (operator === '+')
      return { kind: 'template', parts: [left, right].flatMap((part) => (part.kind === 'template' ? part.parts : [part])), line };
    if (operator === '||') return { kind: 'fallback', first: left, second: right, line };
    if (operator === '&&') return { kind: 'conditional', test: left, then: right, otherwise: { kind: 'literal', value: null, line }, line };
    if (/^([=!<>]=|[<>])$/.test(operator)) return { kind: 'compare', operator, left, right, line };
    return { kind: 'unknown', children: [left, right], line };
  }
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\\': '\\', "'": "'", '"': '"', '0': '\0' };

const unescape = (text: string): string =>
  text.includes('\\') ? text.replace(/\\\n\s*/g, '').replace(/\\([\s\S])/g, (whole, letter: string) => escapes[letter] ?? whole) : text;
