import { ExpressionReader } from '../../syntax/expression-reader.ts';
import type { Expression, ObjectEntry } from '../../syntax/expression.ts';
import { child, childOfType, childrenIn, type Source, type SyntaxNode } from '../../syntax/node.ts';
import { conversion, environmentName, isApplicationConfig, joined, question, unescape } from './forms.ts';

/** What the statements around an expression know and are told. */
export interface Surroundings {
  /** Whether a bare identifier is a local variable, a method of the file, or neither. */
  meaning(name: string): 'local' | 'method' | 'other';
  /** A block or lambda, with the call it is given to, so that what its body does counts. */
  block(node: SyntaxNode, call: Expression | null): void;
  /** A constant is named: it may be a library's or the repository's own. */
  constant(name: string, line: number): void;
  /** `config_for(:payment)`: the name under which that file of `config/` is known. */
  configured(file: string, line: number): string;
  /** `Rails.configuration` is asked. */
  application(line: number): void;
  assigned(node: SyntaxNode): Expression;
}

/** Ruby expressions to the common form. `X.new` is a call of `X`; `@x` and a method's own name are members of `self`. */
export class RubyExpressions extends ExpressionReader {
  readonly #source: Source;
  readonly #around: Surroundings;

  constructor(source: Source, around: Surroundings) {
    super(source);
    this.#source = source;
    this.#around = around;
  }

  protected override expressionOf(node: SyntaxNode, line: number): Expression {
    const text = (): string => this.#source.textOf(node);
    switch (node.type) {
      case 'string':
      case 'subshell':
      case 'bare_string':
      case 'bare_symbol':
      case 'delimited_symbol':
        return this.#text(node, line);
      case 'chained_string':
        return joined(
          node.children.map((each) => this.read(each)),
          line,
        );
      case 'character':
      case 'simple_symbol':
        return { kind: 'literal', value: text().slice(1), line };
      case 'hash_key_symbol':
        return { kind: 'literal', value: text(), line };
      case 'integer':
      case 'float':
        return { kind: 'literal', value: Number(text().replaceAll('_', '')), line };
      case 'true':
      case 'false':
        return { kind: 'literal', value: node.type === 'true', line };
      case 'nil':
        return { kind: 'literal', value: null, line };
      case 'heredoc_beginning':
        return { kind: 'literal', value: '', line };
      case 'identifier':
        return this.#identifier(text(), line);
      case 'constant':
        this.#around.constant(text(), line);
        return { kind: 'name', name: text(), line };
      case 'instance_variable':
      case 'class_variable':
        return { kind: 'member', object: { kind: 'name', name: 'self', line }, name: text().replace(/^@+/, ''), line };
      case 'self':
      case 'global_variable':
        return { kind: 'name', name: text(), line };
      case 'scope_resolution': {
        const scope = child(node, 'scope');
        const name = this.#plain(child(node, 'name'));
        if (scope) return { kind: 'member', object: this.read(scope), name, line };
        this.#around.constant(name, line);
        return { kind: 'name', name, line };
      }
      case 'element_reference': {
        const [object, key] = node.children;
        return key ? { kind: 'index', object: this.read(object), key: this.read(key), line } : this.read(object);
      }
      case 'call':
        return this.#call(node, line);
      case 'binary':
        return this.#binary(node, line);
      case 'unary': {
        const operand = this.read(child(node, 'operand'));
        const operator = this.#plain(child(node, 'operator'));
        if (operator === '!' || operator === 'not') return { kind: 'not', operand, line };
        return operator === 'defined?' ? operand : { kind: 'unknown', children: [operand], line };
      }
      case 'conditional':
      case 'if':
      case 'elsif':
        return {
          kind: 'conditional',
          test: this.read(child(node, 'condition')),
          then: this.last(child(node, 'consequence')),
          otherwise: this.#otherwise(node, line),
          line,
        };
      case 'unless':
        return {
          kind: 'conditional',
          test: { kind: 'not', operand: this.read(child(node, 'condition')), line },
          then: this.last(child(node, 'consequence')),
          otherwise: this.#otherwise(node, line),
          line,
        };
      case 'if_modifier':
      case 'unless_modifier':
      case 'rescue_modifier':
        return this.read(child(node, 'body'));
      case 'case':
        return this.#case(node, line);
      case 'then':
      case 'else':
      case 'begin':
      case 'body_statement':
      case 'block_body':
      case 'parenthesized_statements':
        return this.last(node);
      case 'hash':
        return { kind: 'object', type: null, entries: this.#entries(node), line };
      case 'array':
      case 'string_array':
      case 'symbol_array':
      case 'right_assignment_list':
        return { kind: 'list', items: node.children.map((each) => this.read(each)), line };
      case 'assignment':
      case 'operator_assignment':
        return this.#around.assigned(node);
      case 'splat_argument':
      case 'hash_splat_argument':
      case 'block_argument':
      case 'pattern':
        return this.read(node.children[0]);
      case 'lambda': {
        this.#around.block(node, null);
        return { kind: 'function', parameters: [], returns: [this.last(child(node, 'body'))], line };
      }
      case 'return':
      case 'yield':
        return this.read(node.children[0]?.children[0] ?? node.children[0]);
      default:
        return { kind: 'unknown', children: node.children.map((each) => this.read(each)), line };
    }
  }

  /** What a body gives: its last expression. */
  last(node: SyntaxNode | null): Expression {
    if (!node) return { kind: 'literal', value: null, line: 1 };
    if (!/^(then|else|begin|body_statement|block_body|parenthesized_statements|block|do_block)$/.test(node.type)) return this.read(node);
    const inner = node.type === 'block' || node.type === 'do_block' ? child(node, 'body') : node;
    const last = inner?.children.findLast((each) => !/^(rescue|ensure|comment|heredoc_body|empty_statement)$/.test(each.type));
    return last ? this.read(last) : { kind: 'literal', value: null, line: this.#source.lineOf(node) };
  }

  #plain(node: SyntaxNode | null): string {
    return node ? this.#source.textOf(node) : '';
  }

  #identifier(name: string, line: number): Expression {
    if (name === '__dir__') return { kind: 'literal', value: '.', line };
    if (this.#around.meaning(name) === 'method') return { kind: 'member', object: { kind: 'name', name: 'self', line }, name, line };
    return { kind: 'name', name, line };
  }

  #otherwise(node: SyntaxNode, line: number): Expression {
    const alternative = child(node, 'alternative');
    return alternative ? this.read(alternative) : { kind: 'literal', value: null, line };
  }

  #text(node: SyntaxNode, line: number): Expression {
    const parts = node.children.map((each): Expression => {
      if (each.type === 'interpolation') return this.read(each.children[0]);
      const raw = this.#source.textOf(each);
      return { kind: 'literal', value: each.type === 'escape_sequence' ? unescape(raw) : raw, line };
    });
    return joined(parts, line);
  }

  #call(node: SyntaxNode, line: number): Expression {
    const receiver = child(node, 'receiver');
    const method = child(node, 'method');
    const list = child(node, 'arguments');
    const block = child(node, 'block');
    const name = method ? this.#source.textOf(method) : 'call';
    const at = method ? this.#source.lineOf(method) : line;
    const object = receiver ? this.read(receiver) : null;
    const { args, named } = this.#arguments(list);
    if (object !== null) {
      const read = environmentName(object, name, args, line) ?? (list || block ? null : question(object, name, line));
      if (read) return read;
    }
    if (block && name === 'fetch' && args.length === 1) args.push(this.last(block));
    const callee: Expression =
      object === null
        ? { kind: 'name', name, line: at }
        : name === 'new'
          ? object
          : { kind: 'member', object, name: name.replace(/[?!]$/, ''), line: at };
    if (list === null && block === null && isApplicationConfig(callee)) {
      this.#around.application(at);
      return { kind: 'name', name: 'config', line: at };
    }
    const bare = object !== null && list === null && block === null && name !== 'new' && !conversion.test(name);
    if (bare) return callee;
    if (name === 'config_for' && args[0]?.kind === 'literal')
      return { kind: 'name', name: this.#around.configured(String(args[0].value), at), line: at };
    const call: Expression = { kind: 'call', callee, args, named, line: at };
    if (block) this.#around.block(block, call);
    return call;
  }

  #arguments(list: SyntaxNode | null): { args: Expression[]; named: Record<string, Expression> } {
    const args: Expression[] = [];
    const named: Record<string, Expression> = {};
    for (const each of list?.children ?? []) {
      if (each.type === 'pair') {
        const key = this.#key(child(each, 'key'));
        const value = child(each, 'value');
        named[key] = value ? this.read(value) : this.#identifier(key, this.#source.lineOf(each));
      } else if (each.type === 'hash_splat_argument') {
        const spread = this.read(each);
        if (spread.kind !== 'object') args.push(spread);
        else for (const entry of spread.entries) if (entry.key !== null) named[entry.key] ??= entry.value;
      } else args.push(this.read(each));
    }
    return { args, named };
  }

  #entries(node: SyntaxNode): ObjectEntry[] {
    return node.children.flatMap((each): ObjectEntry[] => {
      const line = this.#source.lineOf(each);
      if (each.type === 'hash_splat_argument') return [{ key: null, value: this.read(each), line }];
      if (each.type !== 'pair') return [];
      const key = this.#key(child(each, 'key'));
      const value = child(each, 'value');
      return [{ key, value: value ? this.read(value) : this.#identifier(key, line), line }];
    });
  }

  #key(node: SyntaxNode | null): string {
    const key = this.read(node);
    return key.kind === 'literal' ? String(key.value) : key.kind === 'name' || key.kind === 'member' ? key.name : '';
  }

  #binary(node: SyntaxNode, line: number): Expression {
    const operator = this.#plain(child(node, 'operator'));
    const [left, right] = [this.read(child(node, 'left')), this.read(child(node, 'right'))];
    switch (operator) {
      case '||':
      case 'or':
        return { kind: 'fallback', first: left, second: right, line };
      case '+':
        return joined([left, right], line);
      case '==':
      case '!=':
      case '===':
        return { kind: 'compare', operator, left, right, line };
      default:
        return { kind: 'unknown', children: [left, right], line };
    }
  }

  #case(node: SyntaxNode, line: number): Expression {
    const subject = this.read(child(node, 'value'));
    let otherwise: Expression = { kind: 'literal', value: null, line };
    for (const each of node.children.toReversed()) {
      if (each.type === 'else') otherwise = this.last(each);
      if (each.type !== 'when') continue;
      const then = this.last(child(each, 'body') ?? childOfType(each, 'then'));
      for (const pattern of childrenIn(each, 'pattern').toReversed())
        otherwise = {
          kind: 'conditional',
          test: { kind: 'compare', operator: '==', left: subject, right: this.read(pattern), line },
          then,
          otherwise,
          line,
        };
    }
    return otherwise;
  }
}
