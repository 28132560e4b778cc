import type { ModuleBuilder } from '../../syntax/builder.ts';
import type { Expression } from '../../syntax/expression.ts';
import type { FunctionFact } from '../../syntax/module.ts';
import { child, childOfType, type Source, type SyntaxNode } from '../../syntax/node.ts';
import { pathOf } from '../go/targets.ts';
import type { RustBlocks } from './expressions.ts';
import { RustPatterns } from './patterns.ts';
import { plainType } from './types.ts';

/** Bodies of functions: statements, branches, loops, and what they come to. */
export class RustBodies implements RustBlocks {
  readonly #source: Source;
  readonly #builder: ModuleBuilder;
  readonly #read: (node: SyntaxNode | null | undefined) => Expression;
  readonly #item: (node: SyntaxNode, decorators: readonly Expression[]) => void;
  readonly #patterns: RustPatterns;
  #functions = 0;

  constructor(
    source: Source,
    builder: ModuleBuilder,
    read: (node: SyntaxNode | null | undefined) => Expression,
    item: (node: SyntaxNode, decorators: readonly Expression[]) => void,
  ) {
    this.#source = source;
    this.#builder = builder;
    this.#read = read;
    this.#item = item;
    this.#patterns = new RustPatterns(source, builder, read);
  }

  get inside(): boolean {
    return this.#functions > 0;
  }

  function(fact: Omit<FunctionFact, 'returns' | 'enclosing'>, body: SyntaxNode | null): void {
    if (!body) return;
    this.#functions++;
    this.#builder.function(fact, () => {
      const value = this.#ending(body);
      if (value) this.#builder.returned(value);
    });
    this.#functions--;
  }

  closure(node: SyntaxNode): { parameters: readonly string[]; returns: readonly Expression[] } {
    const names = (child(node, 'parameters')?.children ?? []).map((each) => this.#patterns.nameOf(each));
    const body = child(node, 'body');
    const returns: Expression[] = [];
    if (body?.type === 'block' || body?.type === 'async_block') {
      const parameters = names.map((name) => ({ name, type: null, fallback: null, decorators: [] }));
      const line = this.#source.lineOf(node);
      this.#builder.function(
        { name: '', className: null, parameters, decorators: [], returnType: null, line, endLine: this.#source.endLineOf(node) },
        () => {
          const value = this.#ending(body.type === 'block' ? body : (childOfType(body, 'block') ?? body));
          if (value) {
            returns.push(value);
            this.#builder.returned(value);
          }
        },
      );
    } else if (body) returns.push(this.#read(body));
    return { parameters: names, returns };
  }

  block(node: SyntaxNode): Expression {
    return this.#ending(node) ?? { kind: 'unknown', children: [], line: this.#source.lineOf(node) };
  }

  /** Reads a block; gives the expression it ends with, if any. */
  #ending(block: SyntaxNode): Expression | null {
    let ending: Expression | null = null;
    const statements = block.children.filter((each) => !/comment$|^attribute_item$|^inner_attribute_item$|^label$/.test(each.type));
    for (const [at, each] of statements.entries()) {
      // A block-like expression at the end (`match`, `if`) is wrapped as a statement, but without a semicolon.
      const value = each.type === 'expression_statement' && this.#source.text[each.end - 1] !== ';' ? each.children[0] : each;
      if (at < statements.length - 1 || !value || isStatement(value)) this.#statement(each);
      else {
        ending = this.#read(value);
        this.#builder.expression(ending);
      }
    }
    return ending;
  }

  #statement(node: SyntaxNode): void {
    switch (node.type) {
      case 'let_declaration':
        return this.#let(node);
      case 'expression_statement':
        return this.#builder.expression(this.#read(node.children[0]));
      case 'use_declaration':
      case 'function_item':
      case 'struct_item':
      case 'enum_item':
      case 'const_item':
      case 'static_item':
      case 'impl_item':
      case 'mod_item':
        return this.#item(node, []);
      default:
        this.#builder.expression(this.#read(node));
    }
  }

  #let(node: SyntaxNode): void {
    const pattern = child(node, 'pattern');
    const written = child(node, 'type');
    const value = child(node, 'value');
    const type = written ? plainType(this.#source.textOf(written)) : null;
    if (pattern && value) this.#patterns.bind(pattern, this.#read(value), type?.list ? null : (type?.name ?? null));
    const alternative = child(node, 'alternative');
    if (alternative) this.#ending(alternative);
  }

  assign(node: SyntaxNode): void {
    const target = pathOf(this.#read(child(node, 'left')));
    const value = this.#read(child(node, 'right'));
    if (target && node.type === 'assignment_expression') this.#builder.assign(target, value, this.#source.lineOf(node));
    else this.#builder.expression(value);
  }

  leave(value: Expression): void {
    this.#builder.returned(value);
  }

  branch(node: SyntaxNode): Expression {
    const line = this.#source.lineOf(node);
    const test = this.#patterns.condition(child(node, 'condition'));
    this.#builder.expression(test);
    const consequence = child(node, 'consequence');
    const alternative = child(node, 'alternative');
    const value = (body: SyntaxNode | null | undefined, guard: Expression): Expression => {
      let found: Expression = { kind: 'unknown', children: [], line };
      this.#builder.guarded(guard, () => {
        if (body) found = body.type === 'block' ? this.block(body) : this.#read(body);
      });
      return found;
    };
    const then = value(consequence, test);
    const not: Expression = { kind: 'not', operand: test, line };
    if (!alternative) {
      if (consequence && leaves(consequence)) this.#builder.holdsFromHere(not);
      return { kind: 'unknown', children: [], line };
    }
    return {
      kind: 'conditional',
      test,
      then,
      otherwise: value(alternative.type === 'else_clause' ? alternative.children[0] : alternative, not),
      line,
    };
  }

  /** `match`: with `Ok` and `Err` (`Some` and `None`) the value or another, else one of its arms. */
  choice(node: SyntaxNode): Expression {
    const line = this.#source.lineOf(node);
    const subject = this.#read(child(node, 'value'));
    this.#builder.expression(subject);
    const others: Expression[] = [];
    const arms = (child(node, 'body')?.children ?? []).filter((each) => each.type === 'match_arm');
    let result: Expression | null = null;
    let absent: Expression | null = null;
    let present: Expression | null = null;
    const chosen: { test: Expression; value: Expression }[] = [];
    for (const arm of arms) {
      const pattern = childOfType(arm, 'match_pattern')?.children[0] ?? null;
      const test = this.#patterns.test(pattern, subject, line);
      const guard: Expression = test ?? allNot(others, line);
      let value: Expression = { kind: 'unknown', children: [], line };
      this.#builder.guarded(guard, () => {
        if (pattern) this.#patterns.bind(pattern, subject, null);
        const body = child(arm, 'value');
        value = body?.type === 'block' ? this.block(body) : this.#read(body);
        this.#builder.expression(value);
      });
      const kind = pattern ? this.#patterns.kindOf(pattern) : 'other';
      if (kind === 'absent') absent = value;
      else if (kind === 'present') present ??= value;
      else chosen.push({ test: guard, value });
      if (test) others.push(test);
    }
    if (absent && present && chosen.length === 0) result = { kind: 'fallback', first: present, second: absent, line };
    for (const { test, value } of chosen.toReversed())
      result = result ? { kind: 'conditional', test, then: value, otherwise: result, line } : value;
    return result ?? { kind: 'unknown', children: [], line };
  }

  loop(node: SyntaxNode): void {
    const body = child(node, 'body');
    if (node.type === 'loop_expression') {
      if (body && !breaks(body)) this.#builder.runsForever();
    } else if (node.type === 'while_expression') {
      const test = this.#patterns.condition(child(node, 'condition'));
      if (test.kind === 'literal' && test.value === true) this.#builder.runsForever();
      this.#builder.expression(test);
    } else {
      const over = this.#read(child(node, 'value'));
      const pattern = child(node, 'pattern');
      const line = this.#source.lineOf(node);
      if (pattern) this.#patterns.bind(pattern, { kind: 'index', object: over, key: { kind: 'literal', value: 0, line }, line }, null);
      else this.#builder.expression(over);
    }
    if (body) this.#ending(body);
  }
}

const isStatement = (node: SyntaxNode): boolean => /_statement$|_declaration$|_item$/.test(node.type);

function allNot(tests: readonly Expression[], line: number): Expression {
  const [first, ...rest] = tests;
  const any = first ? rest.reduce<Expression>((all, each) => ({ kind: 'fallback', first: all, second: each, line }), first) : null;
  return any ? { kind: 'not', operand: any, line } : { kind: 'literal', value: true, line };
}

/** A `break` of this loop, not of one inside it. */
const breaks = (node: SyntaxNode): boolean =>
  node.children.some((each) =>
    each.type === 'break_expression' || each.type === 'return_expression'
      ? true
      : /^(loop|while|for|closure)_expression$|^async_block$/.test(each.type)
        ? false
        : breaks(each),
  );

function leaves(block: SyntaxNode): boolean {
  const last = block.children.at(-1);
  const inner = last?.type === 'expression_statement' ? last.children[0] : last;
  return inner !== undefined && /^(return|continue|break)_expression$/.test(inner.type);
}
