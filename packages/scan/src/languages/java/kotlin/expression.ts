import type { Expression } from '../../../syntax/expression.ts';
import { childOfType, type Source, type SyntaxNode } from '../../../syntax/node.ts';
import { idiom, isComment, unescaped } from '../expression.ts';

/** What an expression needs from the file it stands in. */
export interface Surroundings {
  readonly source: Source;
  /** Reads the statements of a lambda or anonymous function and gives what it returns: its last expression included. */
  body(node: SyntaxNode): readonly Expression[];
  members(node: SyntaxNode): void;
  /** What the statements of a lambda assign to its receiver, without reading anything else. */
  assigned(node: SyntaxNode): Readonly<Record<string, Expression>>;
}

const deepest = 400;

/** Functions whose lambda has the object they are called on as its receiver. */
const scoping = new Set(['apply', 'also']);

/** Kotlin's expressions brought to the common form. The grammar has no field names and leaves out unnamed nodes such as `null`. */
export class KotlinExpressions {
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
    const text = (): string => this.#surroundings.source.textOf(node);
    const [first, second] = node.children;
    switch (node.type) {
      case 'simple_identifier':
      case 'type_identifier':
        return text() === 'null' ? { kind: 'literal', value: null, line } : { kind: 'name', name: text().replace(/`/g, ''), line };
      case 'this_expression':
      case 'super_expression':
        return { kind: 'name', name: node.type === 'this_expression' ? 'this' : 'super', line };
      case 'user_type':
        return this.#dotted(node, line);
      case 'string_literal':
        return this.#string(node, line);
      case 'character_literal':
        return { kind: 'literal', value: unescaped(text().slice(1, -1)), line };
      case 'integer_literal':
      case 'long_literal':
      case 'hex_literal':
      case 'real_literal':
      case 'unsigned_literal':
        return { kind: 'literal', value: Number(text().replace(/_|[uUlLfF]+$/g, '')), line };
      case 'boolean_literal':
        return { kind: 'literal', value: text() === 'true', line };
      case 'parenthesized_expression':
      case 'as_expression':
      case 'postfix_expression':
      case 'spread_expression':
      case 'annotated_expression':
        return node.children.length === 0
          ? { kind: 'literal', value: null, line }
          : this.of(node.type === 'annotated_expression' ? node.children.at(-1) : first);
      case 'navigation_expression': {
        const suffix = childOfType(node, 'navigation_suffix');
        return { kind: 'member', object: this.of(first), name: this.#suffixName(suffix), line };
      }
      case 'indexing_expression':
        return { kind: 'index', object: this.of(first), key: this.of(second?.children[0]), line };
      case 'call_expression':
        return this.#call(node, line);
      case 'constructor_invocation': {
        const list = childOfType(node, 'value_arguments');
        return { kind: 'call', callee: this.of(first), ...this.arguments(list), line };
      }
      case 'elvis_expression':
        if (second && leaves(this.#surroundings.source.textOf(second))) return this.of(first);
        return { kind: 'fallback', first: this.of(first), second: second ? this.of(second) : { kind: 'literal', value: null, line }, line };
      case 'additive_expression': {
        const left = this.of(first);
        return {
          kind: 'template',
          parts: [...(left.kind === 'template' && first?.type === 'additive_expression' ? left.parts : [left]), this.of(second)],
          line,
        };
      }
      case 'equality_expression':
      case 'comparison_expression':
        return this.#comparison(node, line);
      case 'check_expression':
        return { kind: 'compare', operator: 'in', left: this.of(first), right: this.of(second), line };
      case 'prefix_expression': {
        const operand = this.of(node.children.at(-1));
        if (text().startsWith('!')) return { kind: 'not', operand, line };
        return text().startsWith('-') && operand.kind === 'literal' && typeof operand.value === 'number'
          ? { ...operand, value: -operand.value }
          : operand;
      }
      case 'if_expression': {
        const branches = node.children.filter((each) => each.type === 'control_structure_body');
        return { kind: 'conditional', test: this.of(first), then: this.#branch(branches[0]), otherwise: this.#branch(branches[1]), line };
      }
      case 'when_expression': {
        const options = node.children
          .filter((each) => each.type === 'when_entry')
          .map((entry) => this.#branch(childOfType(entry, 'control_structure_body')));
        return { kind: 'list', items: options, line };
      }
      case 'try_expression':
        return this.#last(this.#surroundings.body(node), line);
      case 'lambda_literal':
      case 'anonymous_function':
        return this.#lambda(node, line);
      case 'object_literal': {
        const body = childOfType(node, 'class_body');
        if (body) this.#surroundings.members(body);
        return { kind: 'unknown', children: [], line };
      }
      case 'collection_literal':
        return { kind: 'list', items: node.children.map((each) => this.of(each)), line };
      case 'infix_expression': {
        const [left, operator, right] = node.children;
        return {
          kind: 'call',
          callee: { kind: 'member', object: this.of(left), name: operator ? this.#surroundings.source.textOf(operator) : '', line },
          args: [this.of(right)],
          named: {},
          line,
        };
      }
      case 'callable_reference':
        return { kind: 'name', name: text().replace(/^.*::/, ''), line };
      default:
        return { kind: 'unknown', children: node.children.filter((each) => !isComment(each)).map((each) => this.of(each)), line };
    }
  }

  arguments(list: SyntaxNode | null): { args: Expression[]; named: Record<string, Expression> } {
    const args: Expression[] = [];
    const named: Record<string, Expression> = {};
    for (const argument of list?.children ?? []) {
      if (argument.type !== 'value_argument') continue;
      const parts = argument.children.filter((each) => !isComment(each));
      const [first] = parts;
      const line = this.#surroundings.source.lineOf(argument);
      const text =
        first?.type === 'simple_identifier' ? /^(\w+)\s*=(?!=)\s*(null\b)?/.exec(this.#surroundings.source.textOf(argument)) : null;
      if (!first) args.push({ kind: 'literal', value: null, line });
      else if (text?.[1]) named[text[1]] = parts.length > 1 ? this.of(parts.at(-1)) : { kind: 'literal', value: null, line };
      else args.push(this.of(parts.at(-1)));
    }
    return { args, named };
  }

  #dotted(node: SyntaxNode, line: number): Expression {
    const [first = '', ...rest] = this.#surroundings.source
      .textOf(node)
      .replace(/<[\s\S]*>|[\s?]/g, '')
      .split('.');
    return rest.reduce<Expression>((object, name) => ({ kind: 'member', object, name, line }), { kind: 'name', name: first, line });
  }

  #suffixName(suffix: SyntaxNode | null): string {
    const name = suffix?.children.find((each) => each.type === 'simple_identifier');
    return name ? this.#surroundings.source.textOf(name).replace(/`/g, '') : 'class';
  }

  #string(node: SyntaxNode, line: number): Expression {
    const isRaw = this.#surroundings.source.text.startsWith('"""', node.start);
    const parts: Expression[] = [];
    for (const each of node.children) {
      const at = this.#surroundings.source.lineOf(each);
      const text = this.#surroundings.source.textOf(each);
      if (each.type === 'interpolated_identifier') parts.push({ kind: 'name', name: text, line: at });
      else if (each.type === 'interpolated_expression') parts.push(this.of(each.children[0]));
      else {
        const value = isRaw ? text : unescaped(text);
        const before = parts.at(-1);
        if (before?.kind === 'literal') parts[parts.length - 1] = { ...before, value: `${before.value}${value}` };
        else parts.push({ kind: 'literal', value, line: at });
      }
    }
    const [only] = parts;
    if (!only) return { kind: 'literal', value: '', line };
    return parts.length === 1 && only.kind === 'literal' ? only : { kind: 'template', parts, line };
  }

  #call(node: SyntaxNode, line: number): Expression {
    const [calleeNode] = node.children;
    const suffix = childOfType(node, 'call_suffix');
    const list = suffix ? childOfType(suffix, 'value_arguments') : null;
    const lambda = suffix ? childOfType(suffix, 'annotated_lambda')?.children.at(-1) : undefined;
    const { args, named } = this.arguments(list);
    const callee = this.of(calleeNode);
    const at =
      calleeNode?.type === 'navigation_expression' ? this.#surroundings.source.lineOf(calleeNode.children.at(-1) ?? calleeNode) : line;
    if (lambda && callee.kind === 'member' && scoping.has(callee.name) && callee.object.kind === 'call') {
      const told = this.#surroundings.assigned(lambda);
      this.#lambda(lambda, at);
      return { ...callee.object, named: { ...callee.object.named, ...told } };
    }
    if (lambda) args.push(this.#lambda(lambda, at));
    const said = callee.kind === 'member' && Object.keys(named).length === 0 ? idiom(callee.object, callee.name, args, at) : null;
    return said ?? { kind: 'call', callee, args, named, line: at };
  }

  #comparison(node: SyntaxNode, line: number): Expression {
    const [left, right] = node.children;
    const text = this.#surroundings.source.text.slice(left?.end ?? node.start, right?.start ?? node.end);
    const operator = /[=!]=?=|[<>]=?/.exec(text)?.[0] ?? '==';
    return { kind: 'compare', operator, left: this.of(left), right: right ? this.of(right) : { kind: 'literal', value: null, line }, line };
  }

  #branch(node: SyntaxNode | null | undefined): Expression {
    if (!node) return { kind: 'unknown', children: [], line: 1 };
    const [only] = node.children;
    if (!only) return { kind: 'literal', value: null, line: this.#surroundings.source.lineOf(node) };
    return only.type === 'statements' ? this.#last(this.#surroundings.body(node), this.#surroundings.source.lineOf(node)) : this.of(only);
  }

  #last(returns: readonly Expression[], line: number): Expression {
    return returns.at(-1) ?? { kind: 'unknown', children: [], line };
  }

  #lambda(node: SyntaxNode, line: number): Expression {
    const list = childOfType(node, 'lambda_parameters', 'function_value_parameters');
    const parameters = (list?.children ?? []).map((each) =>
      this.#surroundings.source.textOf(childOfType(each, 'simple_identifier') ?? each),
    );
    return { kind: 'function', parameters, returns: this.#surroundings.body(node), line };
  }
}

/** What stands after `?:` where the program goes no further. */
const leaves = (text: string): boolean => /^(throw\b|return\b|error\(|TODO\(|exitProcess\()/.test(text);
