import type { ModuleBuilder } from '../../../syntax/builder.ts';
import type { Expression } from '../../../syntax/expression.ts';
import { child, childOfType, type Source, type SyntaxNode } from '../../../syntax/node.ts';
import type { CSharpExpressions } from './expression.ts';
import { isCompiled } from './symbols.ts';
import { typeName } from './types.ts';

const deepest = 300;

/** What statements need to know of the class they stand in. */
export interface Around {
  /** Whether a bare name assigned here is a field or property of the class. */
  isField(name: string): boolean;
  declaration(node: SyntaxNode): void;
}

/** C#'s statements: assignments, returns, and the conditions other statements stand under. */
export class CSharpStatements {
  readonly #source: Source;
  readonly #builder: ModuleBuilder;
  readonly #expressions: CSharpExpressions;
  readonly #around: Around;
  /** Where `return` goes: an anonymous function's own list, or the function around it. */
  #returns: Expression[] | null = null;
  /** Parameters of the anonymous functions around, to what hands them over: `AddRedis(o => o.Host = x)` sets `AddRedis().Host`. */
  #given = new Map<string, string>();
  #depth = 0;

  constructor(source: Source, builder: ModuleBuilder, expressions: CSharpExpressions, around: Around) {
    this.#source = source;
    this.#builder = builder;
    this.#expressions = expressions;
    this.#around = around;
  }

  /** Reads an anonymous function's body and gives what it returns. */
  lambda(node: SyntaxNode, parameters: readonly string[], call: string | null): readonly Expression[] {
    const outer = this.#returns;
    const given = this.#given;
    const returns: Expression[] = [];
    this.#returns = returns;
    const last = parameters.at(-1);
    if (last !== undefined && call !== null) this.#given = new Map([...given, [last, `${call}()`]]);
    if (node.type === 'block') this.statement(node);
    else if (node.type === 'assignment_expression') this.#assignment(node);
    else {
      const value = this.#expressions.of(node);
      returns.push(value);
    }
    this.#returns = outer;
    this.#given = given;
    return returns;
  }

  /** A block, or `=> expression`. */
  functionBody(node: SyntaxNode): void {
    const outer = this.#returns;
    this.#returns = null;
    if (node.type === 'arrow_expression_clause') {
      const inside = node.children[0];
      if (inside?.type === 'assignment_expression') this.#assignment(inside);
      else if (inside) this.#builder.returned(this.#expressions.of(inside));
    } else this.statement(node);
    this.#returns = outer;
  }

  statement(node: SyntaxNode | null | undefined): void {
    if (!node || this.#depth > deepest) return;
    this.#depth++;
    this.#read(node);
    this.#depth--;
  }

  #read(node: SyntaxNode): void {
    switch (node.type) {
      case 'local_declaration_statement':
      case 'variable_declaration':
        this.#variables(node.type === 'variable_declaration' ? node : childOfType(node, 'variable_declaration'));
        return;
      case 'expression_statement':
        if (node.children[0]) this.#expression(node.children[0]);
        return;
      case 'return_statement':
      case 'yield_statement':
        this.#return(node.children.find((each) => !each.type.endsWith('comment')));
        return;
      case 'if_statement':
        this.#condition(node);
        return;
      case 'switch_statement':
        this.#switch(node);
        return;
      case 'local_function_statement':
        this.#around.declaration(node);
        return;
      case 'while_statement':
      case 'do_statement':
      case 'for_statement':
        if (isEndless(this.#source, node)) this.#builder.runsForever();
        for (const each of node.children) this.statement(each);
        return;
      case 'foreach_statement':
        this.#expression(child(node, 'right') ?? node);
        this.statement(child(node, 'body'));
        return;
      case 'global_statement':
      case 'block':
      case 'using_statement':
      case 'try_statement':
      case 'finally_clause':
      case 'lock_statement':
      case 'fixed_statement':
      case 'checked_statement':
      case 'unsafe_statement':
      case 'labeled_statement':
      case 'preproc_region':
      case 'ERROR':
        for (const each of node.children) this.statement(each);
        return;
      case 'preproc_if':
      case 'preproc_elif':
      case 'preproc_else':
        this.#compiled(node);
        return;
      case 'catch_clause':
        this.statement(child(node, 'body'));
        return;
      case 'identifier':
      case 'implicit_type':
      case 'empty_statement':
      case 'break_statement':
      case 'continue_statement':
        return;
      default:
        if (node.type.endsWith('comment') || node.type.endsWith('_type') || node.type.endsWith('directive')) return;
        if (node.type.endsWith('_declaration')) this.#around.declaration(node);
        else this.#expression(node);
    }
  }

  /** What a release build leaves out is read as something that is switched off. */
  #compiled(node: SyntaxNode): void {
    const condition = child(node, 'condition');
    const alternative = child(node, 'alternative');
    const holds = condition ? isCompiled(this.#source.textOf(condition), this.#source.text) : true;
    const off: Expression = { kind: 'literal', value: false, line: this.#source.lineOf(node) };
    const run = (part: SyntaxNode, on: boolean): void =>
      on ? this.statement(part) : this.#builder.guarded(off, () => this.statement(part));
    for (const each of node.children) if (each !== condition && each !== alternative) run(each, holds);
    if (alternative) run(alternative, !holds);
  }

  #text(node: SyntaxNode | null): string {
    return node ? this.#source.textOf(node) : '';
  }

  #variables(declaration: SyntaxNode | null): void {
    if (!declaration) return;
    const type = typeName(this.#source, child(declaration, 'type'));
    for (const each of declaration.children) {
      if (each.type !== 'variable_declarator') continue;
      const value = valueOf(each);
      const line = this.#source.lineOf(each);
      this.#builder.assign(
        [this.#text(child(each, 'name'))],
        value ? this.#expressions.ofTyped(value, type) : { kind: 'unknown', children: [], line },
        line,
        type,
      );
    }
  }

  #return(node: SyntaxNode | undefined): void {
    if (!node) return;
    const value = this.#expressions.of(node);
    if (this.#returns) {
      this.#returns.push(value);
      this.#builder.expression(value);
    } else this.#builder.returned(value);
  }

  #expression(node: SyntaxNode): void {
    if (node.type === 'assignment_expression') {
      this.#assignment(node);
      return;
    }
    this.#builder.expression(this.#expressions.of(node));
  }

  #assignment(node: SyntaxNode): void {
    const left = this.#expressions.of(child(node, 'left'));
    const target = targetOf(left);
    const right = child(node, 'right');
    const value = this.#expressions.of(right);
    const line = this.#source.lineOf(node);
    if (!target) {
      this.#builder.expression(left);
      this.#builder.expression(value);
      return;
    }
    const [first = '', ...rest] = target;
    const given = rest.length > 0 ? this.#given.get(first) : undefined;
    if (given !== undefined) this.#builder.assign([given, ...rest], value, line);
    else if (this.#around.isField(first)) this.#builder.assign(['this', ...target], value, line);
    else this.#builder.assign(target, value, line);
  }

  #condition(node: SyntaxNode): void {
    const test = this.#expressions.of(child(node, 'condition'));
    this.#builder.expression(test);
    const consequence = child(node, 'consequence');
    const alternative = child(node, 'alternative');
    this.#builder.guarded(test, () => this.statement(consequence));
    const not: Expression = test.kind === 'not' ? test.operand : { kind: 'not', operand: test, line: test.line };
    if (alternative) this.#builder.guarded(not, () => this.statement(alternative));
    else if (consequence && returns(consequence)) this.#builder.holdsFromHere(not);
  }

  #switch(node: SyntaxNode): void {
    const subject = this.#expressions.of(child(node, 'value'));
    this.#builder.expression(subject);
    for (const section of child(node, 'body')?.children ?? []) {
      if (section.type !== 'switch_section') continue;
      const labels = section.children.filter((each) => each.type.endsWith('pattern')).map((each) => this.#expressions.of(each));
      const statements = section.children.filter((each) => !each.type.endsWith('pattern') && each.type !== 'when_clause');
      const run = (): void => statements.forEach((each) => this.statement(each));
      const right: Expression | undefined = labels.length > 1 ? { kind: 'list', items: labels, line: subject.line } : labels[0];
      if (right)
        this.#builder.guarded(
          { kind: 'compare', operator: right.kind === 'list' ? 'in' : 'case', left: subject, right, line: right.line },
          run,
        );
      else run();
    }
  }
}

/** What a declarator is set to: its last child that is no name and no bracket. */
export const valueOf = (declarator: SyntaxNode): SyntaxNode | null =>
  declarator.children.findLast((each) => each.field !== 'name' && each.type !== 'bracketed_argument_list') ?? null;

/** `while (true)`, `for (;;)`, and waiting for a token to be cancelled. */
function isEndless(source: Source, node: SyntaxNode): boolean {
  const condition = child(node, 'condition');
  return condition
    ? /^(true|!\s*\w+(\.\w+)*\.IsCancellationRequested)$/.test(source.textOf(condition).trim())
    : node.type === 'for_statement';
}

/** The dotted target an assignment writes to, `null` when it is no name. */
export function targetOf(expression: Expression): string[] | null {
  switch (expression.kind) {
    case 'name':
      return [expression.name];
    case 'member': {
      const object = targetOf(expression.object);
      return object ? [...object, expression.name] : null;
    }
    case 'index': {
      const object = targetOf(expression.object);
      return object && expression.key.kind === 'literal' ? [...object, String(expression.key.value)] : null;
    }
    default:
      return null;
  }
}

/** Whether nothing after it runs because the function is left in peace: what throws is no way around. */
function returns(node: SyntaxNode): boolean {
  const last = node.type === 'block' ? node.children.at(-1) : node;
  return last?.type === 'return_statement';
}
