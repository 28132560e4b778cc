import { ModuleBuilder } from '../../syntax/builder.ts';
import type { Expression } from '../../syntax/expression.ts';
import type { Module } from '../../syntax/module.ts';
import { child, childOfType, type Source, type SyntaxNode } from '../../syntax/node.ts';
import { GoDeclarations } from './declarations.ts';
import { GoExpressions } from './expressions.ts';
import { flagOf } from './flags.ts';
import { importsOf } from './import-declarations.ts';
import { checkedNames, leaves, stops } from './checks.ts';
import { pathOf, targetsOf } from './targets.ts';
import { plainType, resultOf } from './types.ts';

/** Go source to facts. */
export function readGo(source: Source): Module {
  const builder = new ModuleBuilder(source.path, 'go');
  new GoReader(source, builder).file(source.root);
  return builder.build();
}

/** Statement nesting deeper than any person writes. */
const deepest = 120;

class GoReader {
  readonly #source: Source;
  readonly #builder: ModuleBuilder;
  readonly #expressions: GoExpressions;
  readonly #declarations: GoDeclarations;
  #depth = 0;
  /** Whether the function being read may fail, and how often it was entered: a `return nil, err` tells no value. */
  #fails = false;
  #inside = false;
  /** Names declared in the functions around; any other that is assigned belongs to the package. */
  #locals = new Set<string>();
  /** Names of this function without a value of which it does not go on. */
  #checked: ReadonlySet<string> = new Set();
  #named: readonly string[] = [];

  constructor(source: Source, builder: ModuleBuilder) {
    this.#source = source;
    this.#builder = builder;
    this.#expressions = new GoExpressions(source, (node) => this.#literal(node));
    this.#declarations = new GoDeclarations(source, builder, this.#expressions);
  }

  file(root: SyntaxNode): void {
    for (const node of root.children) {
      if (node.type === 'package_clause') this.#builder.namespace = this.#text(node.children[0] ?? null);
      else if (node.type === 'import_declaration') for (const each of importsOf(node, this.#source)) this.#builder.import(each);
      else this.#statement(node);
    }
  }

  #block(node: SyntaxNode | null): void {
    if (!node || this.#depth > deepest) return;
    this.#depth++;
    for (const statement of node.children) this.#statement(statement);
    this.#depth--;
  }

  #statement(node: SyntaxNode): void {
    switch (node.type) {
      case 'statement_list':
      case 'block':
        return this.#block(node);
      case 'labeled_statement':
        return node.children.forEach((each) => this.#statement(each));
      case 'function_declaration':
      case 'method_declaration':
        return this.#function(node);
      case 'const_declaration':
      case 'var_declaration':
        for (const name of this.#declarations.variables(node, this.#checked)) this.#locals.add(name);
        return;
      case 'type_declaration':
        return this.#declarations.types(node);
      case 'short_var_declaration':
        return this.#assign(node, true);
      case 'assignment_statement':
        return this.#assign(node, false);
      case 'return_statement':
        return this.#return(node);
      case 'if_statement':
        return this.#if(node, []);
      case 'expression_switch_statement':
        return this.#switch(node);
      case 'type_switch_statement':
      case 'select_statement':
        for (const each of node.children) if (/_case$/.test(each.type)) this.#case(each);
        return;
      case 'for_statement':
        return this.#for(node);
      case 'comment':
        return;
      default:
        this.#expression(node);
    }
  }

  #expression(node: SyntaxNode): void {
    const simple = node.type === 'expression_statement' || node.type === 'go_statement' || node.type === 'defer_statement';
    const expression = this.#read(simple ? node.children[0] : node);
    this.#builder.expression(expression);
    const flag = expression.kind === 'call' ? flagOf(expression) : null;
    const target = flag?.target ? pathOf(flag.target) : null;
    if (flag && target) this.#builder.assign(target, flag.fallback, expression.line, null, this.#homeOf(target));
  }

  #case(node: SyntaxNode): void {
    const communication = child(node, 'communication');
    if (communication) this.#builder.expression(this.#read(child(communication, 'right') ?? communication.children[0]));
    for (const each of node.children) if (each.type === 'statement_list') this.#block(each);
  }

  #assign(node: SyntaxNode, declares: boolean): void {
    const lefts = child(node, 'left')?.children ?? [];
    const rights = child(node, 'right')?.children ?? [];
    const operator = this.#text(child(node, 'operator'));
    const values = rights.map((each) => this.#read(each));
    if (operator !== '' && operator !== '=' && operator !== ':=') {
      for (const value of values) this.#builder.expression(value);
      return;
    }
    const line = this.#source.lineOf(node);
    const paths = lefts.map((each) => pathOf(this.#read(each)));
    if (declares) for (const path of paths) if (path?.length === 1) this.#locals.add(path[0] ?? '');
    const targets = targetsOf(paths, values, this.#checked);
    for (const { path, value } of targets) this.#builder.assign(path, value, line, null, declares ? undefined : this.#homeOf(path));
    if (targets.length === 0) for (const value of values) this.#builder.expression(value);
  }

  /** A package's variable that is set inside a function stays the package's. */
  #homeOf(path: readonly string[]): number | undefined {
    const [first = ''] = path;
    return this.#inside && first !== 'this' && !this.#locals.has(first) ? -1 : undefined;
  }

  #return(node: SyntaxNode): void {
    const values = node.children
      .filter((each) => each.type !== 'comment')
      .flatMap((each) => (each.type === 'expression_list' ? each.children : [each]));
    const read = values.map((each) => this.#read(each));
    const [first, ...others] = read;
    for (const each of others) this.#builder.expression(each);
    if (!first) {
      const [name] = this.#named;
      if (name) this.#builder.returned({ kind: 'name', name, line: this.#source.lineOf(node) });
      return;
    }
    const last = read.at(-1);
    const failed = this.#fails && read.length > 1 && !(last?.kind === 'literal' && last.value === null);
    const empty = first.kind === 'literal' || (first.kind === 'object' && first.entries.length === 0);
    // `return "", false`: there is none.
    const missing = empty && read.slice(1).some((each) => each.kind === 'literal' && each.value === false);
    if ((failed && empty) || missing || (first.kind === 'literal' && first.value === null)) return;
    this.#builder.returned(first);
  }

  #if(node: SyntaxNode, before: readonly Expression[]): void {
    const initializer = child(node, 'initializer');
    if (initializer) this.#statement(initializer);
    const test = this.#read(child(node, 'condition'));
    this.#builder.expression(test);
    const body = child(node, 'consequence');
    this.#under([...before, test], () => this.#block(body));
    const not: Expression = { kind: 'not', operand: test, line: test.line };
    const alternative = child(node, 'alternative');
    if (alternative?.type === 'if_statement') this.#if(alternative, [...before, not]);
    else if (alternative) this.#under([...before, not], () => this.#block(alternative));
    else if (body && before.length === 0 && leaves(body, this.#source) && !stops(body, this.#source)) this.#builder.holdsFromHere(not);
  }

  #under(tests: readonly Expression[], body: () => void): void {
    const [first, ...rest] = tests;
    if (!first) return body();
    this.#builder.guarded(first, () => this.#under(rest, body));
  }

  #switch(node: SyntaxNode): void {
    const initializer = child(node, 'initializer');
    if (initializer) this.#statement(initializer);
    const value = child(node, 'value');
    const subject = value ? this.#read(value) : null;
    if (subject) this.#builder.expression(subject);
    const others: Expression[] = [];
    for (const each of node.children) {
      if (each.type === 'default_case') {
        this.#under(
          others.map((test): Expression => ({ kind: 'not', operand: test, line: test.line })),
          () => this.#case(each),
        );
      } else if (each.type === 'expression_case') {
        const line = this.#source.lineOf(each);
        const tests = (child(each, 'value')?.children ?? []).map((one): Expression => {
          const right = this.#read(one);
          return subject ? { kind: 'compare', operator: '==', left: subject, right, line } : right;
        });
        const test = tests.reduce<Expression | null>((first, second) => (first ? { kind: 'fallback', first, second, line } : second), null);
        if (!test) continue;
        others.push(test);
        this.#builder.guarded(test, () => this.#case(each));
      }
    }
  }

  #for(node: SyntaxNode): void {
    const head = node.children.find((each) => each.field !== 'body' && each.type !== 'comment');
    if (!head || head.type === 'true') this.#builder.runsForever();
    if (head?.type === 'for_clause') {
      const initializer = child(head, 'initializer');
      if (initializer) this.#statement(initializer);
      if (!child(head, 'condition')) this.#builder.runsForever();
    } else if (head?.type === 'range_clause') {
      const over = this.#read(child(head, 'right'));
      const [, item] = child(head, 'left')?.children ?? [];
      const path = item ? pathOf(this.#read(item)) : null;
      const line = this.#source.lineOf(head);
      if (path?.length === 1) this.#locals.add(path[0] ?? '');
      // `range` stands for any item of what it goes over.
      if (path)
        this.#builder.assign(path, { kind: 'call', callee: { kind: 'name', name: 'range', line }, args: [over], named: {}, line }, line);
      else this.#builder.expression(over);
    } else if (head) {
      this.#builder.expression(this.#read(head));
    }
    this.#block(child(node, 'body'));
  }

  #function(node: SyntaxNode): void {
    const receiver = childOfType(child(node, 'receiver') ?? node, 'parameter_declaration');
    const held = child(node, 'receiver') ? receiver : null;
    const name = held ? this.#text(child(held, 'name')) : '';
    const outer = this.#expressions.receiver;
    this.#expressions.receiver = name === '' || name === '_' ? null : name;
    this.#body(node, this.#text(child(node, 'name')), held ? plainType(child(held, 'type'), this.#source).name : null);
    this.#expressions.receiver = outer;
  }

  /** `func(s *Server) { s.addr = addr }`: an option, which sets what belongs to the type it takes. */
  #literal(node: SyntaxNode): readonly string[] {
    const declared = (child(node, 'parameters')?.children ?? []).filter((each) => each.type === 'parameter_declaration');
    const [only] = declared;
    const type = only ? plainType(child(only, 'type'), this.#source) : null;
    const isOption =
      declared.length === 1 &&
      this.#expressions.receiver === null &&
      type?.pointer === true &&
      type.name !== null &&
      !type.name.includes('.');
    const outer = this.#expressions.receiver;
    if (isOption && only) this.#expressions.receiver = this.#text(child(only, 'name'));
    const names = this.#body(node, '', isOption ? type.name : null);
    this.#expressions.receiver = outer;
    return names;
  }

  #body(node: SyntaxNode, name: string, className: string | null): readonly string[] {
    const body = child(node, 'body');
    const { name: returnType, fails } = resultOf(node, this.#source);
    const parameters = this.#declarations.parameters(child(node, 'parameters'));
    const results = this.#declarations.parameters(child(node, 'result')).filter((each) => each.name !== '');
    const before = { fails: this.#fails, inside: this.#inside, locals: this.#locals, checked: this.#checked, named: this.#named };
    this.#fails = fails;
    this.#inside = true;
    this.#locals = new Set([...this.#locals, ...parameters.map((each) => each.name), ...results.map((each) => each.name)]);
    this.#checked = body ? checkedNames(body, this.#source) : new Set();
    this.#named = results.map((each) => each.name);
    const fact = {
      name,
      className,
      parameters,
      decorators: [],
      returnType,
      line: this.#source.lineOf(node),
      endLine: this.#source.endLineOf(node),
    };
    this.#builder.function(fact, () => {
      for (const each of results)
        if (each.type) this.#builder.assign([each.name], { kind: 'unknown', children: [], line: fact.line }, fact.line, each.type);
      this.#block(body);
    });
    this.#fails = before.fails;
    this.#inside = before.inside;
    this.#locals = before.inside ? before.locals : new Set();
    this.#checked = before.checked;
    this.#named = before.named;
    return parameters.map((each) => each.name);
  }

  #read(node: SyntaxNode | null | undefined): Expression {
    return this.#expressions.read(node);
  }

  #text(node: SyntaxNode | null): string {
    return node ? this.#source.textOf(node) : '';
  }
}
