import type { ModuleBuilder } from '../../../syntax/builder.ts';
import type { Expression } from '../../../syntax/expression.ts';
import { childOfType, type Source, type SyntaxNode } from '../../../syntax/node.ts';
import { isComment, plainType } from '../expression.ts';
import { entryOf, targetOf } from '../statements.ts';
import type { KotlinExpressions } from './expression.ts';

const deepest = 300;

/** Kotlin's statements. */
export class KotlinStatements {
  readonly #source: Source;
  readonly #builder: ModuleBuilder;
  readonly #expressions: KotlinExpressions;
  readonly #declaration: (node: SyntaxNode) => void;
  #returns: Expression[] | null = null;
  #depth = 0;

  constructor(source: Source, builder: ModuleBuilder, expressions: KotlinExpressions, declaration: (node: SyntaxNode) => void) {
    this.#source = source;
    this.#builder = builder;
    this.#expressions = expressions;
    this.#declaration = declaration;
  }

  /** A lambda, branch or `try`: its statements are read; its last expression is what it gives. */
  body(node: SyntaxNode): readonly Expression[] {
    const outer = this.#returns;
    const returns: Expression[] = [];
    this.#returns = returns;
    const statements = statementsOf(node);
    for (const [position, each] of statements.entries()) {
      const isLast = position === statements.length - 1 && !isStatement(each);
      if (!isLast) this.statement(each);
      else {
        const value = this.#expressions.of(each);
        returns.push(value);
        this.#builder.expression(value);
      }
    }
    this.#returns = outer;
    return returns;
  }

  functionBody(node: SyntaxNode): void {
    const outer = this.#returns;
    this.#returns = null;
    const [first] = node.children;
    const text = this.#source.text[node.start];
    if (first && text === '=') this.#builder.returned(this.#expressions.of(first));
    else for (const each of statementsOf(node)) this.statement(each);
    this.#returns = outer;
  }

  /** What the lambda of `apply` sets on its receiver: `host = x` and `setHost(x)`. */
  assigned(lambda: SyntaxNode): Readonly<Record<string, Expression>> {
    const told: Record<string, Expression> = {};
    for (const each of statementsOf(lambda)) {
      if (each.type === 'assignment') {
        const target = targetOf(this.#assignable(each.children[0]));
        const name = target?.filter((segment) => segment !== 'this' && segment !== 'it');
        if (name?.length === 1 && name[0]) told[name[0]] = this.#expressions.of(each.children[1]);
      } else if (each.type === 'call_expression') {
        const call = this.#expressions.of(each);
        const setter = call.kind === 'call' && call.callee.kind === 'name' ? /^set([A-Z]\w*)$/.exec(call.callee.name)?.[1] : undefined;
        if (setter && call.kind === 'call' && call.args[0]) told[setter.charAt(0).toLowerCase() + setter.slice(1)] = call.args[0];
      }
    }
    return told;
  }

  statement(node: SyntaxNode | null | undefined): void {
    if (!node || this.#depth > deepest) return;
    this.#depth++;
    this.#read(node);
    this.#depth--;
  }

  #read(node: SyntaxNode): void {
    switch (node.type) {
      case 'property_declaration':
        this.property(node);
        return;
      case 'assignment': {
        const [left, right] = node.children;
        const target = targetOf(this.#assignable(left));
        const value = right ? this.#expressions.of(right) : ({ kind: 'literal', value: null, line: this.#source.lineOf(node) } as const);
        if (target) this.#builder.assign(target, value, this.#source.lineOf(node));
        else this.#builder.expression(value);
        return;
      }
      case 'jump_expression': {
        const [value] = node.children;
        if (!value) return;
        const expression = this.#expressions.of(value);
        const returns = this.#source.text.startsWith('return', node.start);
        if (returns && !this.#returns) this.#builder.returned(expression);
        else {
          if (returns) this.#returns?.push(expression);
          this.#builder.expression(expression);
        }
        return;
      }
      case 'if_expression':
        this.#condition(node);
        return;
      case 'when_expression':
        this.#when(node);
        return;
      case 'class_declaration':
      case 'object_declaration':
      case 'function_declaration':
        this.#declaration(node);
        return;
      case 'while_statement':
      case 'do_while_statement':
        if (node.children.some((each) => each.type === 'boolean_literal' && this.#source.textOf(each) === 'true'))
          this.#builder.runsForever();
        for (const each of node.children) this.statement(each);
        return;
      case 'for_statement':
      case 'control_structure_body':
      case 'statements':
      case 'try_expression':
      case 'catch_block':
      case 'finally_block':
      case 'ERROR':
        for (const each of node.children) this.statement(each);
        return;
      default: {
        if (isComment(node) || node.type === 'user_type' || node.type === 'variable_declaration') return;
        const expression = this.#expressions.of(node);
        const entry = entryOf(expression);
        if (entry) this.#builder.assign(entry.target, entry.value, expression.line);
        this.#builder.expression(expression);
      }
    }
  }

  /** `val x: T = value`, `val (a, b) = pair`, `val x by lazy { value }`. */
  property(node: SyntaxNode): void {
    const line = this.#source.lineOf(node);
    const { name, type, value } = this.propertyParts(node);
    if (name !== null) this.#builder.assign([name], value ?? { kind: 'unknown', children: [], line }, line, type);
    else if (value) this.#builder.expression(value);
  }

  propertyParts(node: SyntaxNode): { name: string | null; type: string | null; optional: boolean; value: Expression | null } {
    const variable = childOfType(node, 'variable_declaration');
    const name = variable ? childOfType(variable, 'simple_identifier') : null;
    const type = variable?.children.find((each) => each.type === 'user_type' || each.type === 'nullable_type');
    const valueNode = node.children.find((each) => !notAValue.has(each.type) && !isComment(each));
    const getter = childOfType(node, 'getter');
    let value = valueNode ? this.#expressions.of(valueNode.type === 'property_delegate' ? valueNode.children[0] : valueNode) : null;
    if (valueNode?.type === 'property_delegate' && value?.kind === 'call') {
      const lambda = value.args.find((each) => each.kind === 'function');
      value = lambda?.kind === 'function' ? (lambda.returns.at(-1) ?? null) : value;
    }
    const body = getter ? childOfType(getter, 'function_body') : null;
    if (!value && body)
      value = body.children[0]?.type === 'statements' ? (this.body(body).at(-1) ?? null) : this.#expressions.of(body.children[0]);
    return {
      name: name ? this.#source.textOf(name) : null,
      type: type ? plainType(this.#source.textOf(type)) : null,
      optional: type?.type === 'nullable_type',
      value,
    };
  }

  #assignable(node: SyntaxNode | undefined): Expression {
    if (!node) return { kind: 'unknown', children: [], line: 1 };
    if (node.type !== 'directly_assignable_expression') return this.#expressions.of(node);
    const line = this.#source.lineOf(node);
    return node.children.slice(1).reduce<Expression>((object, suffix) => {
      if (suffix.type === 'indexing_suffix') return { kind: 'index', object, key: this.#expressions.of(suffix.children[0]), line };
      const name = childOfType(suffix, 'simple_identifier');
      return { kind: 'member', object, name: name ? this.#source.textOf(name) : '', line };
    }, this.#expressions.of(node.children[0]));
  }

  #condition(node: SyntaxNode): void {
    const [testNode] = node.children;
    const branches = node.children.filter((each) => each.type === 'control_structure_body');
    const test = this.#expressions.of(testNode);
    this.#builder.expression(test);
    const not: Expression = { kind: 'not', operand: test, line: test.line };
    this.#builder.guarded(test, () => this.statement(branches[0]));
    if (branches[1]) this.#builder.guarded(not, () => this.statement(branches[1]));
    else if (statementsOf(branches[0]).at(-1)?.type === 'jump_expression') this.#builder.holdsFromHere(not);
  }

  #when(node: SyntaxNode): void {
    const subjectNode = childOfType(node, 'when_subject');
    const subject = subjectNode ? this.#expressions.of(subjectNode.children.at(-1)) : null;
    if (subject) this.#builder.expression(subject);
    for (const entry of node.children) {
      if (entry.type !== 'when_entry') continue;
      const body = childOfType(entry, 'control_structure_body');
      const tests = entry.children.filter((each) => each.type === 'when_condition').map((each) => this.#expressions.of(each.children[0]));
      const [first] = tests;
      if (!first) this.statement(body);
      else if (!subject) this.#builder.guarded(first, () => this.statement(body));
      else {
        const right: Expression = tests.length > 1 ? { kind: 'list', items: tests, line: first.line } : first;
        this.#builder.guarded({ kind: 'compare', operator: tests.length > 1 ? 'in' : 'case', left: subject, right, line: first.line }, () =>
          this.statement(body),
        );
      }
    }
  }
}

const notAValue = new Set([
  'modifiers',
  'binding_pattern_kind',
  'variable_declaration',
  'multi_variable_declaration',
  'getter',
  'setter',
  'type_parameters',
  'type_constraints',
  'user_type',
  'nullable_type',
  'function_type',
]);

function statementsOf(node: SyntaxNode | undefined): readonly SyntaxNode[] {
  if (!node) return [];
  const block = node.type === 'statements' ? node : childOfType(node, 'statements');
  const inside = block ? block.children : node.type === 'lambda_literal' || node.type === 'function_body' ? [] : node.children;
  return inside.filter((each) => !isComment(each));
}

const isStatement = (node: SyntaxNode): boolean =>
  /^(property_declaration|assignment|jump_expression|class_declaration|object_declaration|function_declaration|while_statement|do_while_statement|for_statement)$/.test(
    node.type,
  );
