import { ExpressionReader } from '../../syntax/expression-reader.ts';
import type { Expression, ObjectEntry } from '../../syntax/expression.ts';
import { child, childOfType, type Source, type SyntaxNode } from '../../syntax/node.ts';
import { constructed, keyText, qualified, variableOf } from './forms.ts';
import { knownCall, type Surroundings } from './known-calls.ts';
import { literalText, unquote } from './text.ts';

/** PHP expressions to the common form. Variables keep their `$`, so that `$env` and `env()` stay two things; `$this` is `this`. */
export class PhpExpressions extends ExpressionReader {
  readonly #source: Source;
  readonly #around: Surroundings;

  constructor(source: Source, around: Surroundings) {
    super(source);
    this.#source = source;
    this.#around = around;
  }

  protected override expressionOf(node: SyntaxNode, line: number): Expression {
    switch (node.type) {
      case 'string':
        return literalText(unquote(this.#source.textOf(node)), line);
      case 'encapsed_string':
      case 'heredoc_body':
        return this.#interpolated(node, line);
      case 'heredoc':
      case 'nowdoc':
        return this.read(child(node, 'value'));
      case 'nowdoc_body':
        return { kind: 'literal', value: this.#source.textOf(node), line };
      case 'integer':
      case 'float':
        return { kind: 'literal', value: Number(this.#source.textOf(node).replaceAll('_', '')), line };
      case 'boolean':
        return { kind: 'literal', value: this.#source.textOf(node).toLowerCase() === 'true', line };
      case 'null':
        return { kind: 'literal', value: null, line };
      case 'variable_name':
      case 'dynamic_variable_name':
        return { kind: 'name', name: variableOf(this.#source, node), line };
      case 'name':
        return this.#named(this.#source.textOf(node), line);
      case 'qualified_name':
      case 'namespace_name':
        return qualified(this.#source.textOf(node), line);
      case 'relative_scope':
        return { kind: 'name', name: 'self', line };
      case 'member_access_expression':
      case 'nullsafe_member_access_expression':
        return { kind: 'member', object: this.read(child(node, 'object')), name: this.#text(child(node, 'name')), line };
      case 'scoped_property_access_expression':
        return { kind: 'member', object: this.read(child(node, 'scope')), name: this.#text(child(node, 'name')).replace('$', ''), line };
      case 'class_constant_access_expression':
        return this.#constant(node, line);
      case 'subscript_expression': {
        const [object, key] = node.children;
        return key ? { kind: 'index', object: this.read(object), key: this.#key(key), line } : this.read(object);
      }
      case 'function_call_expression':
        return this.#call(this.read(child(node, 'function')), child(node, 'arguments'), line);
      case 'member_call_expression':
      case 'nullsafe_member_call_expression': {
        const object = this.read(child(node, 'object'));
        const callee: Expression = { kind: 'member', object, name: this.#text(child(node, 'name')), line: this.#nameLine(node, line) };
        return this.#call(callee, child(node, 'arguments'), line);
      }
      case 'scoped_call_expression': {
        const callee: Expression = {
          kind: 'member',
          object: this.#class(child(node, 'scope') ?? undefined),
          name: this.#text(child(node, 'name')),
          line,
        };
        return this.#call(callee, child(node, 'arguments'), line);
      }
      case 'object_creation_expression':
        return this.#call(this.#class(node.children[0]), childOfType(node, 'arguments'), line);
      case 'array_creation_expression':
        return this.#array(node, line);
      case 'binary_expression':
        return this.#binary(node, line);
      case 'unary_op_expression': {
        const operand = this.read(child(node, 'argument') ?? node.children.at(-1));
        if (this.#text(child(node, 'operator')) === '!') return { kind: 'not', operand, line };
        return { kind: 'unknown', children: [operand], line };
      }
      case 'conditional_expression': {
        const body = child(node, 'body');
        const test = this.read(child(node, 'condition'));
        const otherwise = this.read(child(node, 'alternative'));
        return body
          ? { kind: 'conditional', test, then: this.read(body), otherwise, line }
          : { kind: 'fallback', first: test, second: otherwise, line };
      }
      case 'match_expression':
        return this.#match(node, line);
      case 'assignment_expression':
      case 'augmented_assignment_expression': {
        const value = this.read(child(node, 'right'));
        this.#around.assigned(child(node, 'left'), value, line);
        return value;
      }
      case 'cast_expression':
      case 'clone_expression':
      case 'error_suppression_expression':
      case 'parenthesized_expression':
      case 'reference_assignment_expression':
      case 'variadic_unpacking':
      case 'by_ref':
        return this.read(child(node, 'value') ?? node.children.at(-1));
      case 'require_expression':
      case 'require_once_expression':
      case 'include_expression':
      case 'include_once_expression': {
        const path = this.read(node.children[0]);
        const name = this.#around.required(path, line);
        return name === null ? { kind: 'unknown', children: [path], line } : { kind: 'name', name, line };
      }
      case 'anonymous_function':
      case 'anonymous_function_creation_expression':
      case 'arrow_function':
        return this.#closure(node, line);
      default:
        return { kind: 'unknown', children: node.children.map((each) => this.read(each)), line };
    }
  }

  #text(node: SyntaxNode | null): string {
    return node ? this.#source.textOf(node) : '';
  }

  /** Chains are found where each of their calls is written. */
  #nameLine(node: SyntaxNode, line: number): number {
    const name = child(node, 'name');
    return name ? this.#source.lineOf(name) : line;
  }

  #named(name: string, line: number): Expression {
    if (name === '__DIR__') return { kind: 'literal', value: '.', line };
    if (/^[A-Z][A-Z0-9_]+$/.test(name)) this.#around.constant(name, line);
    return { kind: 'name', name, line };
  }

  /** The name of a class is no constant. */
  #class(node: SyntaxNode | undefined): Expression {
    return node?.type === 'name' ? { kind: 'name', name: this.#source.textOf(node), line: this.#source.lineOf(node) } : this.read(node);
  }

  #key(node: SyntaxNode): Expression {
    // Inside a string the key of `$row[name]` is text.
    return node.type === 'name' ? { kind: 'literal', value: this.#source.textOf(node), line: this.#source.lineOf(node) } : this.read(node);
  }

  /** `Redis::class` is the class's name as text; another constant is a member. */
  #constant(node: SyntaxNode, line: number): Expression {
    const [scope, name] = node.children;
    const text = name ? this.#source.textOf(name) : '';
    if (text === 'class') return { kind: 'literal', value: scope ? this.#source.textOf(scope).replace(/^\\/, '') : '', line };
    return { kind: 'member', object: this.#class(scope), name: text, line };
  }

  #call(callee: Expression, list: SyntaxNode | null, line: number): Expression {
    const args: Expression[] = [];
    const named: Record<string, Expression> = {};
    for (const argument of list?.children ?? []) {
      if (argument.type !== 'argument') continue;
      const name = child(argument, 'name');
      const value = this.read(argument.children.findLast((each) => each !== name && each.field !== 'reference_modifier'));
      if (name) named[this.#source.textOf(name)] = value;
      else args.push(value);
    }
    return knownCall(callee, args, line, this.#around) ?? { kind: 'call', callee, args, named, line };
  }

  #array(node: SyntaxNode, line: number): Expression {
    const elements = node.children.filter((each) => each.type === 'array_element_initializer');
    const keyed = elements.some((each) => each.children.length > 1 || each.children[0]?.type === 'variadic_unpacking');
    if (!keyed) return { kind: 'list', items: elements.map((each) => this.read(each.children[0])), line };
    let position = 0;
    const entries = elements.map((each): ObjectEntry => {
      const at = this.#source.lineOf(each);
      const [first, second] = each.children;
      if (first?.type === 'variadic_unpacking') return { key: null, value: this.read(first), line: at };
      if (!second) return { key: String(position++), value: this.read(first), line: at };
      const key = this.read(first);
      return { key: keyText(key), value: this.read(second), line: at };
    });
    return constructed(entries, line) ?? { kind: 'object', type: null, entries, line };
  }

  #binary(node: SyntaxNode, line: number): Expression {
    const operator = this.#text(child(node, 'operator')).toLowerCase();
    const [left, right] = [this.read(child(node, 'left')), this.read(child(node, 'right'))];
    switch (operator) {
      case '.': {
        const parts = [left, right].flatMap((part) => (part.kind === 'template' ? part.parts : [part]));
        if (parts.every((part) => part.kind === 'literal'))
          return { kind: 'literal', value: parts.map((part) => String(part.kind === 'literal' ? (part.value ?? '') : '')).join(''), line };
        return { kind: 'template', parts, line };
      }
      case '??':
      case '||':
      case 'or':
        return { kind: 'fallback', first: left, second: right, line };
      case '==':
      case '===':
      case '!=':
      case '!==':
      case '<>':
      case 'instanceof':
        return { kind: 'compare', operator, left, right, line };
      default:
        return { kind: 'unknown', children: [left, right], line };
    }
  }

  /** `match ($driver) { 'redis' => a, default => b }` as nested conditions. */
  #match(node: SyntaxNode, line: number): Expression {
    const subject = this.read(child(node, 'condition'));
    let otherwise: Expression = { kind: 'unknown', children: [], line };
    for (const arm of (child(node, 'body')?.children ?? []).toReversed()) {
      const result = this.read(child(arm, 'return_expression'));
      const options = child(arm, 'conditional_expressions');
      if (!options) {
        otherwise = result;
        continue;
      }
      for (const option of options.children.toReversed()) {
        const test: Expression = { kind: 'compare', operator: '===', left: subject, right: this.read(option), line: result.line };
        otherwise = { kind: 'conditional', test, then: result, otherwise, line };
      }
    }
    return otherwise;
  }

  #interpolated(node: SyntaxNode, line: number): Expression {
    const parts = node.children.map((each): Expression => {
      if (each.type === 'string_content') return { kind: 'literal', value: this.#source.textOf(each), line };
      if (each.type === 'escape_sequence') return { kind: 'literal', value: unquote(`"${this.#source.textOf(each)}"`), line };
      return this.read(each);
    });
    if (parts.every((part) => part.kind === 'literal')) return literalText(parts.map((part) => String(part.value ?? '')).join(''), line);
    return { kind: 'template', parts, line };
  }

  #closure(node: SyntaxNode, line: number): Expression {
    const body = child(node, 'body');
    const parameters = (child(node, 'parameters')?.children ?? []).flatMap((each) => {
      const name = child(each, 'name');
      return name ? [this.#source.textOf(name)] : [];
    });
    this.#around.closure(node);
    if (!body) return { kind: 'function', parameters, returns: [], line };
    if (body.type !== 'compound_statement') return { kind: 'function', parameters, returns: [this.read(body)], line };
    const returns = body.children.filter((each) => each.type === 'return_statement').map((each) => this.read(each.children[0]));
    return { kind: 'function', parameters, returns, line };
  }
}
