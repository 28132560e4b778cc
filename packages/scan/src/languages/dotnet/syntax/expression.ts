import type { Expression } from '../../../syntax/expression.ts';
import { child, childOfType, childrenIn, type Source, type SyntaxNode } from '../../../syntax/node.ts';
import { binary, choice, pattern, unary } from './conditions.ts';
import { idiom } from './idioms.ts';
import { construction, initializer, pairs, withChanges } from './initializers.ts';
import { interpolated } from './interpolation.ts';
import { rawText, unescaped, verbatim } from './literals.ts';
import { dotted, type Reader } from './reader.ts';
import { typeArguments, typeName } from './types.ts';

/** What an expression needs from the file it stands in: anonymous functions have bodies with facts of their own. */
export interface Surroundings {
  readonly source: Source;
  /** Names that hold `IOptions<T>`: their `.Value` is what they hold. */
  readonly holders: ReadonlySet<string>;
  /** Reads a body in which the first parameter is what `call` hands over, and gives what the body returns. */
  body(node: SyntaxNode, parameters: readonly string[], call: string | null): readonly Expression[];
}

/** Deeper nesting is nobody's handwriting, and would exhaust the stack. */
const deepest = 400;

/** The name under which a call carries its first type argument: `GetRequiredService<T>()`. */
export const typeArgument = '<>';

/** Registrations whose type argument alone says which client is meant. */
const namedByType = /^(Try)?AddAWSService$/;

/** C#'s expressions brought to the common form. */
export class CSharpExpressions {
  readonly #surroundings: Surroundings;
  readonly #reader: Reader;
  #depth = 0;
  /** The method whose arguments are being read: what a lambda among them is given comes from it. */
  #calling: string | null = null;

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
    this.#reader = {
      source: surroundings.source,
      of: (node) => this.of(node),
      text: (node) => this.#text(node),
      arguments: (list, method) => this.arguments(list, method),
    };
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

  /** A construction whose type the declaration says: `Options o = new() { … }`. */
  ofTyped(node: SyntaxNode | null, type: string | null): Expression {
    const expression = this.of(node);
    return type !== null && node?.type === 'implicit_object_creation_expression' && expression.kind === 'call'
      ? { ...expression, callee: dotted(type, expression.line) }
      : expression;
  }

  #convert(node: SyntaxNode, line: number): Expression {
    switch (node.type) {
      case 'identifier':
      case 'predefined_type':
        return { kind: 'name', name: this.#text(node), line };
      case 'this':
      case 'this_expression':
      case 'base':
      case 'base_expression':
        return { kind: 'name', name: node.type.replace('_expression', ''), line };
      case 'string_literal':
        return {
          kind: 'literal',
          value: unescaped(
            this.#text(node)
              .slice(1)
              .replace(/"(u8)?$/, ''),
          ),
          line,
        };
      case 'verbatim_string_literal':
        return { kind: 'literal', value: verbatim(this.#text(node).slice(2, -1)), line };
      case 'raw_string_literal':
        return { kind: 'literal', value: rawText(this.#text(childOfType(node, 'raw_string_content'))), line };
      case 'character_literal':
        return { kind: 'literal', value: unescaped(this.#text(node).slice(1, -1)), line };
      case 'integer_literal':
      case 'real_literal':
        return { kind: 'literal', value: Number(this.#text(node).replace(/_|(?<!x.*)[uUlLfFdDmM]+$/g, '')), line };
      case 'boolean_literal':
        return { kind: 'literal', value: this.#text(node) === 'true', line };
      case 'null_literal':
        return { kind: 'literal', value: null, line };
      case 'interpolated_string_expression':
        return interpolated(this.#reader, node, line);
      case 'parenthesized_expression':
      case 'await_expression':
      case 'checked_expression':
      case 'postfix_unary_expression':
      case 'ref_expression':
      case 'argument':
        return this.of(node.children.findLast((each) => each.field !== 'name' && each.field !== 'operator'));
      case 'cast_expression':
        return this.of(child(node, 'value'));
      case 'as_expression':
        return this.of(child(node, 'left'));
      case 'member_access_expression':
        return this.#member(this.of(child(node, 'expression')), child(node, 'name'), line);
      case 'conditional_access_expression':
        return this.#conditionalAccess(node, line);
      case 'qualified_name':
      case 'alias_qualified_name':
        return dotted(typeName(this.#surroundings.source, node) ?? '', line);
      case 'generic_name':
        return { kind: 'name', name: this.#text(node.children[0] ?? null), line };
      case 'nullable_type':
      case 'array_type':
        return dotted(typeName(this.#surroundings.source, node) ?? '', line);
      case 'element_access_expression':
        return { kind: 'index', object: this.of(child(node, 'expression')), key: this.of(child(node, 'subscript')?.children[0]), line };
      case 'invocation_expression':
        return this.#call(node, line);
      case 'object_creation_expression':
      case 'implicit_object_creation_expression':
        return construction(this.#reader, node, line);
      case 'anonymous_object_creation_expression':
        return { kind: 'object', type: null, entries: pairs(this.#reader, node.children), line };
      case 'with_expression':
        return withChanges(this.#reader, node, line);
      case 'array_creation_expression':
      case 'implicit_array_creation_expression':
        return this.of(childOfType(node, 'initializer_expression'));
      case 'initializer_expression':
        return initializer(this.#reader, node, false, line);
      case 'element_binding_expression':
      case 'collection_expression':
        return { kind: 'list', items: node.children.map((each) => this.of(each)), line };
      case 'binary_expression':
        return binary(this.#reader, node, line);
      case 'prefix_unary_expression':
        return unary(this.#reader, node, line);
      case 'is_pattern_expression':
      case 'is_expression':
        return pattern(this.#reader, node, line);
      case 'conditional_expression':
        return {
          kind: 'conditional',
          test: this.of(child(node, 'condition')),
          then: this.of(child(node, 'consequence')),
          otherwise: this.of(child(node, 'alternative')),
          line,
        };
      case 'switch_expression':
        return choice(this.#reader, node, line);
      case 'constant_pattern':
        return this.of(node.children[0]);
      case 'or_pattern':
        return { kind: 'list', items: node.children.map((each) => this.of(each)), line };
      case 'assignment_expression':
        return { kind: 'unknown', children: [this.of(child(node, 'right'))], line };
      case 'typeof_expression':
        return {
          kind: 'member',
          object: dotted(typeName(this.#surroundings.source, child(node, 'type')) ?? '', line),
          name: 'class',
          line,
        };
      case 'lambda_expression':
      case 'anonymous_method_expression':
        return this.#lambda(node, line);
      case 'throw_expression':
        return { kind: 'unknown', children: [], line };
      default:
        return { kind: 'unknown', children: node.children.map((each) => this.of(each)), line };
    }
  }

  #text(node: SyntaxNode | null): string {
    return node ? this.#surroundings.source.textOf(node) : '';
  }

  #member(object: Expression, nameNode: SyntaxNode | null, line: number): Expression {
    const name = this.#text(nameNode?.type === 'generic_name' ? (nameNode.children[0] ?? null) : nameNode);
    if ((name === 'Value' || name === 'CurrentValue') && this.#holdsOptions(object)) return object;
    return { kind: 'member', object, name, line: nameNode ? this.#surroundings.source.lineOf(nameNode) : line };
  }

  #holdsOptions(object: Expression): boolean {
    if (object.kind === 'name') return this.#surroundings.holders.has(object.name);
    if (object.kind === 'member')
      return object.object.kind === 'name' && object.object.name === 'this' && this.#surroundings.holders.has(object.name);
    return object.kind === 'call' && object.callee.kind === 'member' && /^Get(Required)?Service$/.test(object.callee.name);
  }

  /** `a?.b`, `a?["b"]`. */
  #conditionalAccess(node: SyntaxNode, line: number): Expression {
    const object = this.of(child(node, 'condition'));
    const binding = node.children.findLast((each) => each.field !== 'condition');
    if (!binding) return object;
    return this.#bound(object, binding, line);
  }

  #bound(object: Expression, binding: SyntaxNode, line: number): Expression {
    switch (binding.type) {
      case 'member_binding_expression':
        return this.#member(object, child(binding, 'name') ?? binding.children[0] ?? null, line);
      case 'element_binding_expression':
        return { kind: 'index', object, key: this.of(binding.children[0]), line };
      case 'member_access_expression': {
        const inner = child(binding, 'expression');
        return this.#member(inner ? this.#bound(object, inner, line) : object, child(binding, 'name'), line);
      }
      case 'invocation_expression': {
        const called = child(binding, 'function');
        const callee = called ? this.#bound(object, called, line) : object;
        return this.#invocation(callee, called, child(binding, 'arguments'), line);
      }
      default:
        return { kind: 'unknown', children: [object, this.of(binding)], line };
    }
  }

  #call(node: SyntaxNode, line: number): Expression {
    const called = child(node, 'function');
    return this.#invocation(this.of(called), called, child(node, 'arguments'), line);
  }

  #invocation(callee: Expression, called: SyntaxNode | null, list: SyntaxNode | null, line: number): Expression {
    const generic = called?.type === 'generic_name' ? called : (called?.children.findLast((each) => each.type === 'generic_name') ?? null);
    const [type] = generic ? typeArguments(this.#surroundings.source, generic) : [];
    const name = callee.kind === 'name' || callee.kind === 'member' ? callee.name : null;
    const { args, named } = this.arguments(list, name);
    if (type !== undefined) named[typeArgument] = { kind: 'name', name: type, line };
    const at = callee.line;
    const self =
      type !== undefined && name !== null && namedByType.test(name) && callee.kind === 'member'
        ? { ...callee, name: `${name}<${type}>` }
        : callee;
    return idiom(callee, args, at) ?? { kind: 'call', callee: self, args, named, line: at };
  }

  arguments(list: SyntaxNode | null, method: string | null = null): { args: Expression[]; named: Record<string, Expression> } {
    const args: Expression[] = [];
    const named: Record<string, Expression> = {};
    const outer = this.#calling;
    this.#calling = method;
    for (const each of list?.children ?? []) {
      if (each.type === 'comment') continue;
      const name = child(each, 'name');
      const value = this.of(each);
      if (each.type === 'argument' && name) named[this.#text(name)] = value;
      else args.push(value);
    }
    this.#calling = outer;
    return { args, named };
  }

  #lambda(node: SyntaxNode, line: number): Expression {
    const parameters = childrenIn(node, 'parameters').flatMap((each) =>
      each.type === 'parameter_list' ? each.children.map((inner) => this.#text(child(inner, 'name') ?? inner)) : [this.#text(each)],
    );
    const body = child(node, 'body') ?? childOfType(node, 'block');
    const returns = body ? this.#surroundings.body(body, parameters, this.#calling) : [];
    return { kind: 'function', parameters, returns, line };
  }
}
