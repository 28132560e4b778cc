import type { ModuleBuilder } from '../../syntax/builder.ts';
import type { Expression } from '../../syntax/expression.ts';
import { child, childOfType, childrenIn, type Source, type SyntaxNode } from '../../syntax/node.ts';
import { type JavaExpressions, plainType } from './expression.ts';

const deepest = 300;

/** Java's statements: assignments, returns, and the conditions other statements stand under. */
export class JavaStatements {
  readonly #source: Source;
  readonly #builder: ModuleBuilder;
  readonly #expressions: JavaExpressions;
  readonly #type: (node: SyntaxNode) => void;
  /** Where `return` goes: an anonymous function's own list, or the function around it. */
  #returns: Expression[] | null = null;
  #depth = 0;

  constructor(source: Source, builder: ModuleBuilder, expressions: JavaExpressions, type: (node: SyntaxNode) => void) {
    this.#source = source;
    this.#builder = builder;
    this.#expressions = expressions;
    this.#type = type;
  }

  /** Reads an anonymous function's body and gives what it returns. */
  body(node: SyntaxNode): readonly Expression[] {
    const outer = this.#returns;
    const returns: Expression[] = [];
    this.#returns = returns;
    this.statement(node);
    this.#returns = outer;
    return returns;
  }

  functionBody(node: SyntaxNode): void {
    const outer = this.#returns;
    this.#returns = null;
    this.statement(node);
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
      case 'local_variable_declaration':
        for (const declarator of childrenIn(node, 'declarator')) {
          const type = plainType(this.#text(child(node, 'type')));
          this.#assign([this.#text(child(declarator, 'name'))], child(declarator, 'value'), declarator, type === 'var' ? null : type);
        }
        return;
      case 'resource':
        this.#assign([this.#text(child(node, 'name'))], child(node, 'value'), node, plainType(this.#text(child(node, 'type'))));
        return;
      case 'expression_statement':
      case 'yield_statement':
        if (node.children[0]) this.#expression(node.children[0]);
        return;
      case 'return_statement': {
        if (!node.children[0]) return;
        const value = this.#expressions.of(node.children[0]);
        if (this.#returns) {
          this.#returns.push(value);
          this.#builder.expression(value);
        } else this.#builder.returned(value);
        return;
      }
      case 'if_statement':
        this.#condition(node);
        return;
      case 'switch_expression':
        this.#switch(node);
        return;
      case 'class_declaration':
      case 'record_declaration':
      case 'enum_declaration':
      case 'interface_declaration':
        this.#type(node);
        return;
      case 'while_statement':
      case 'do_statement':
      case 'for_statement':
        if (isEndless(this.#source, node)) this.#builder.runsForever();
        for (const each of node.children) this.statement(each);
        return;
      case 'enhanced_for_statement':
      case 'try_statement':
      case 'try_with_resources_statement':
      case 'catch_clause':
      case 'finally_clause':
      case 'resource_specification':
      case 'synchronized_statement':
      case 'labeled_statement':
      case 'block':
      case 'constructor_body':
      case 'ERROR':
        for (const each of node.children) this.statement(each);
        return;
      default:
        if (node.type.endsWith('_type') || node.type.endsWith('identifier') || node.type.endsWith('comment')) return;
        this.#expression(node);
    }
  }

  #text(node: SyntaxNode | null): string {
    return node ? this.#source.textOf(node) : '';
  }

  #assign(target: readonly string[], value: SyntaxNode | null, at: SyntaxNode, type: string | null): void {
    const line = this.#source.lineOf(at);
    this.#builder.assign(target, value ? this.#expressions.of(value) : { kind: 'unknown', children: [], line }, line, type);
  }

  #expression(node: SyntaxNode): void {
    if (node.type === 'assignment_expression') {
      const target = targetOf(this.#expressions.of(child(node, 'left')));
      if (target) this.#assign(target, child(node, 'right'), node, null);
      else this.#builder.expression(this.#expressions.of(child(node, 'right')));
      return;
    }
    const expression = this.#expressions.of(node);
    const entry = entryOf(expression);
    if (entry) this.#builder.assign(entry.target, entry.value, expression.line);
    this.#builder.expression(expression);
  }

  #condition(node: SyntaxNode): void {
    const test = this.#expressions.of(child(node, 'condition'));
    this.#builder.expression(test);
    const consequence = child(node, 'consequence');
    const alternative = child(node, 'alternative');
    this.#builder.guarded(test, () => this.statement(consequence));
    const not: Expression = { kind: 'not', operand: test, line: test.line };
    if (alternative) this.#builder.guarded(not, () => this.statement(alternative));
    else if (consequence && leaves(consequence)) this.#builder.holdsFromHere(not);
  }

  #switch(node: SyntaxNode): void {
    const subject = this.#expressions.of(child(node, 'condition'));
    this.#builder.expression(subject);
    let waiting: Expression[] = [];
    for (const group of child(node, 'body')?.children ?? []) {
      const label = childOfType(group, 'switch_label');
      const labels = label?.children.map((each) => this.#expressions.of(each)) ?? [];
      waiting.push(...labels);
      const statements = group.children.filter((each) => each.type !== 'switch_label');
      if (statements.length === 0) continue;
      const right = waiting.length > 1 ? ({ kind: 'list', items: waiting, line: subject.line } as const) : waiting[0];
      waiting = [];
      const run = (): void => statements.forEach((each) => this.statement(each));
      if (right)
        this.#builder.guarded(
          { kind: 'compare', operator: right.kind === 'list' ? 'in' : 'case', left: subject, right, line: right.line },
          run,
        );
      else run();
    }
  }
}

/** `while (true)`, `for (;;)`. */
function isEndless(source: Source, node: SyntaxNode): boolean {
  const condition = child(node, 'condition');
  return condition ? /^\(?\s*true\s*\)?$/.test(source.textOf(condition)) : node.type === 'for_statement';
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

const putting = new Set(['put', 'setProperty', 'set', 'putIfAbsent']);

/** `props.put("bootstrap.servers", x)` and `props.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, x)` assign an entry. */
export function entryOf(expression: Expression): { readonly target: readonly string[]; readonly value: Expression } | null {
  if (
    expression.kind !== 'call' ||
    expression.callee.kind !== 'member' ||
    expression.args.length !== 2 ||
    !putting.has(expression.callee.name)
  )
    return null;
  const [key, value] = expression.args;
  const object = targetOf(expression.callee.object);
  if (!object || !key || !value) return null;
  if (key.kind === 'literal' && typeof key.value === 'string') return { target: [...object, ...key.value.split('.')], value };
  return key.kind === 'member' && /^[A-Z][A-Z0-9_]*$/.test(key.name) ? { target: [...object, key.name], value } : null;
}

/** Whether nothing after it runs. */
function leaves(node: SyntaxNode): boolean {
  const last = node.type === 'block' ? node.children.at(-1) : node;
  return last?.type === 'return_statement' || last?.type === 'throw_statement';
}
