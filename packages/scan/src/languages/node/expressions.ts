import { ExpressionReader } from '../../syntax/expression-reader.ts';
import type { Expression, ObjectEntry } from '../../syntax/expression.ts';
import { child, childrenIn, type Source, type SyntaxNode } from '../../syntax/node.ts';

/** JavaScript and TypeScript expressions to the common form. Functions inside expressions are handed to `inner`, whose calls are facts of their own. */
export class NodeExpressions extends ExpressionReader {
  readonly #source: Source;
  readonly #inner: (node: SyntaxNode) => void;

  constructor(source: Source, inner: (node: SyntaxNode) => void) {
    super(source);
    this.#source = source;
    this.#inner = inner;
  }

  protected override expressionOf(node: SyntaxNode, line: number): Expression {
    switch (node.type) {
      case 'string':
        return { kind: 'literal', value: unquote(this.#source.textOf(node)), line };
      case 'template_string':
        return this.#template(node, line);
      case 'number':
        return { kind: 'literal', value: Number(this.#source.textOf(node).replace(/_|n$/g, '')), line };
      case 'true':
      case 'false':
        return { kind: 'literal', value: node.type === 'true', line };
      case 'null':
      case 'undefined':
        return { kind: 'literal', value: null, line };
      case 'identifier':
      case 'property_identifier':
      case 'shorthand_property_identifier':
      case 'private_property_identifier':
      case 'type_identifier':
        return { kind: 'name', name: this.#source.textOf(node), line };
      case 'this':
      case 'super':
        return { kind: 'name', name: node.type, line };
      case 'member_expression':
      case 'nested_identifier':
      case 'nested_type_identifier':
        return this.#member(node, line);
      case 'subscript_expression':
        return { kind: 'index', object: this.read(child(node, 'object')), key: this.read(child(node, 'index')), line };
      case 'call_expression':
        return this.#call(child(node, 'function'), child(node, 'arguments'), line);
      case 'new_expression':
        return this.#call(child(node, 'constructor'), child(node, 'arguments'), line);
      case 'binary_expression':
        return this.#binary(node, line);
      case 'unary_expression': {
        const operand = this.read(child(node, 'argument'));
        const operator = this.#text(child(node, 'operator'));
        if (operator === '!') return { kind: 'not', operand, line };
        if (operator === '-' && operand.kind === 'literal' && typeof operand.value === 'number')
          return { ...operand, value: -operand.value };
        return operator === '+' ? operand : { kind: 'unknown', children: [operand], line };
      }
      case 'ternary_expression':
        return {
          kind: 'conditional',
          test: this.read(child(node, 'condition')),
          then: this.read(child(node, 'consequence')),
          otherwise: this.read(child(node, 'alternative')),
          line,
        };
      case 'object':
        return { kind: 'object', type: null, entries: node.children.flatMap((each) => this.#entry(each)), line };
      case 'array':
        return { kind: 'list', items: node.children.map((each) => this.read(each)), line };
      case 'arrow_function':
      case 'function_expression':
      case 'function':
      case 'generator_function':
        return this.#function(node, line);
      case 'assignment_expression':
        return this.read(child(node, 'right'));
      case 'non_null_expression':
      case 'await_expression':
      case 'parenthesized_expression':
      case 'as_expression':
      case 'satisfies_expression':
      case 'spread_element':
      case 'yield_expression':
        return this.read(node.children[0]);
      case 'type_assertion':
        return this.read(node.children.at(-1));
      case 'jsx_element':
      case 'jsx_self_closing_element':
      case 'jsx_fragment':
      case 'regex':
        return { kind: 'unknown', children: [], line };
      default:
        return { kind: 'unknown', children: node.children.map((each) => this.read(each)), line };
    }
  }

  #text(node: SyntaxNode | null): string {
    return node ? this.#source.textOf(node) : '';
  }

  #member(node: SyntaxNode, line: number): Expression {
    const object = child(node, 'object') ?? child(node, 'module') ?? node.children[0];
    const property = child(node, 'property') ?? child(node, 'name') ?? node.children.at(-1);
    // `import.meta.env`
    if (object?.type === 'import')
      return { kind: 'member', object: { kind: 'name', name: 'import', line }, name: this.#text(property ?? null), line };
    return { kind: 'member', object: this.read(object), name: this.#text(property ?? null).replace(/^#/, ''), line };
  }

  #call(callee: SyntaxNode | null, list: SyntaxNode | null, line: number): Expression {
    const args = list?.type === 'arguments' ? list.children.filter((each) => each.type !== 'comment').map((each) => this.read(each)) : [];
    if (list?.type === 'template_string') args.push(this.read(list));
    return {
      kind: 'call',
      callee: callee?.type === 'import' ? { kind: 'name', name: 'import', line } : this.read(callee),
      args,
      named: {},
      line,
    };
  }

  #template(node: SyntaxNode, line: number): Expression {
    const parts: Expression[] = [];
    let at = node.start + 1;
    for (const each of node.children) {
      if (each.type !== 'template_substitution') continue;
      if (each.start > at) parts.push({ kind: 'literal', value: this.#source.text.slice(at, each.start), line });
      parts.push(this.read(each.children[0]));
      at = each.end;
    }
    const end = Math.max(at, node.end - 1);
    if (parts.length === 0) return { kind: 'literal', value: this.#source.text.slice(at, end), line };
    if (end > at) parts.push({ kind: 'literal', value: this.#source.text.slice(at, end), line });
    return { kind: 'template', parts, line };
  }

  #binary(node: SyntaxNode, line: number): Expression {
    const operator = this.#text(child(node, 'operator'));
    const [left, right] = [this.read(child(node, 'left')), this.read(child(node, 'right'))];
    switch (operator) {
      case '||':
      case '??':
        return { kind: 'fallback', first: left, second: right, line };
      case '&&':
        return { kind: 'conditional', test: left, then: right, otherwise: { kind: 'literal', value: null, line }, line };
      case '+': {
        const parts = [left, right].flatMap((part) => (part.kind === 'template' ? part.parts : [part]));
        return { kind: 'template', parts, line };
      }
      case '==':
      case '===':
      case '!=':
      case '!==':
      case 'in':
        return { kind: 'compare', operator, left, right, line };
      default:
        return { kind: 'unknown', children: [left, right], line };
    }
  }

  #entry(node: SyntaxNode): ObjectEntry[] {
    const line = this.#source.lineOf(node);
    switch (node.type) {
      case 'pair':
        return [{ key: this.keyOf(child(node, 'key')), value: this.read(child(node, 'value')), line }];
      case 'shorthand_property_identifier':
        return [{ key: this.#source.textOf(node), value: this.read(node), line }];
      case 'spread_element':
        return [{ key: null, value: this.read(node.children[0]), line }];
      case 'method_definition': {
        const value = this.#function(node, line);
        return [
          {
            key: this.keyOf(child(node, 'name')),
            value:
              /^\s*get\s/.test(this.#source.text.slice(node.start, node.start + 8)) && value.kind === 'function' && value.returns[0]
                ? value.returns[0]
                : value,
            line,
          },
        ];
      }
      default:
        return [];
    }
  }

  /** The name of a property: plain, quoted or computed from a constant. */
  keyOf(node: SyntaxNode | null): string {
    if (!node) return '';
    if (node.type === 'string') return unquote(this.#source.textOf(node));
    if (node.type === 'computed_property_name') {
      const inner = this.read(node.children[0]);
      return inner.kind === 'literal' ? String(inner.value) : '';
    }
    return this.#source.textOf(node).replace(/^#/, '');
  }

  #function(node: SyntaxNode, line: number): Expression {
    this.#inner(node);
    const body = child(node, 'body');
    const parameters = (child(node, 'parameters')?.children ?? childrenIn(node, 'parameter')).map((each) =>
      this.#text(child(each, 'pattern') ?? each),
    );
    if (!body) return { kind: 'function', parameters, returns: [], line };
    if (body.type !== 'statement_block') return { kind: 'function', parameters, returns: [this.read(body)], line };
    const returns = body.children.filter((each) => each.type === 'return_statement').map((each) => this.read(each.children[0]));
    return { kind: 'function', parameters, returns, line };
  }
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

export function unquote(text: string): string {
  const inner = text.slice(1, text.length > 1 ? -1 : 1);
  return inner.includes('\\') ? inner.replace(/\\([\s\S])/g, (_whole, letter: string) => escapes[letter] ?? letter) : inner;
}

/** `a.b["c"]` as a path, `null` for anything that is no path. */
export function pathOf(expression: Expression): string[] | null {
  if (expression.kind === 'name') return [expression.name];
  if (expression.kind !== 'member' && expression.kind !== 'index') return null;
  const object = pathOf(expression.object);
  if (expression.kind === 'member') return object && [...object, expression.name];
  return object && expression.key.kind === 'literal' ? [...object, String(expression.key.value)] : null;
}
