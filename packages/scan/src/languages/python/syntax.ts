import { ModuleBuilder } from '../../syntax/builder.ts';
import { itemOf, type Expression } from '../../syntax/expression.ts';
import type { Module } from '../../syntax/module.ts';
import { child, childOfType, childrenIn, type Source, type SyntaxNode } from '../../syntax/node.ts';
import { PythonDeclarations } from './declared.ts';
import { pathOf, PythonExpressions } from './expressions.ts';
import { isEndless } from './endless.ts';
import { importsIn } from './import-statements.ts';
import { absenceError, leaves } from './leaving.ts';
import { plainType } from './types.ts';

/** Python source to facts. */
export function readPython(source: Source): Module {
  const builder = new ModuleBuilder(source.path, 'python');
  new PythonReader(source, builder).block(source.root);
  return builder.build();
}

/** Statement nesting deeper than any person writes. */
const deepest = 120;

class PythonReader {
  readonly #source: Source;
  readonly #builder: ModuleBuilder;
  readonly #expressions: PythonExpressions;
  readonly #declared: PythonDeclarations;
  #className: string | null = null;
  /** Inside a function, or a `try` that copes with a missing package. */
  #lazy = false;
  /** Inside a `try` that copes with what is missing. */
  #copes = false;
  #depth = 0;

  constructor(source: Source, builder: ModuleBuilder) {
    this.#source = source;
    this.#builder = builder;
    this.#expressions = new PythonExpressions(source);
    this.#declared = new PythonDeclarations(source, this.#expressions);
  }

  block(node: SyntaxNode | null): void {
    if (!node || this.#depth > deepest) return;
    this.#depth++;
    for (const statement of node.children) this.#statement(statement);
    this.#depth--;
  }

  #statement(node: SyntaxNode): void {
    switch (node.type) {
      case 'import_statement':
      case 'import_from_statement':
        for (const fact of importsIn(node, this.#source)) this.#builder.import(this.#lazy ? { ...fact, lazy: true } : fact);
        return;
      case 'expression_statement':
        for (const each of node.children) this.#expressionStatement(each);
        return;
      case 'return_statement':
        return this.#builder.returned(this.#read(node.children[0]));
      case 'function_definition':
        return this.#function(node, []);
      case 'class_definition':
        return this.#class(node, []);
      case 'decorated_definition':
        return this.#decorated(node);
      case 'if_statement':
        return this.#if(node);
      case 'match_statement':
        return this.#match(node);
      case 'with_statement':
        this.#with(childOfType(node, 'with_clause'));
        return this.block(child(node, 'body'));
      case 'for_statement': {
        const item = child(node, 'left');
        const over = this.#read(child(node, 'right'));
        if (item?.type === 'identifier') this.#builder.assign([this.#text(item)], itemOf(over), over.line);
        else this.#builder.expression(over);
        return this.block(child(node, 'body'));
      }
      case 'while_statement':
        this.#while(node);
        return this.block(child(node, 'body'));
      case 'try_statement':
        return this.#try(node);
      case 'except_clause':
      case 'except_group_clause':
        // Whether it comes to this nobody knows: what the `try` gives comes first.
        return this.#builder.guarded({ kind: 'unknown', children: [], line: this.#source.lineOf(node) }, () => this.block(node));
      case 'assert_statement': {
        const test = this.#read(node.children[0]);
        this.#builder.expression(test);
        return this.#builder.holdsFromHere(test);
      }
      case 'finally_clause':
      case 'else_clause':
      case 'block':
      case 'module':
        return this.block(node);
      default:
        if (node.children.length) this.#builder.expression(this.#read(node));
    }
  }

  #expressionStatement(node: SyntaxNode): void {
    if (node.type === 'assignment') return this.#assignment(node);
    if (node.type === 'augmented_assignment') {
      const value = this.#read(child(node, 'right'));
      const target = this.#target(child(node, 'left'));
      if (target && value.kind === 'object') this.#builder.assign(target, value, this.#source.lineOf(node));
      else this.#builder.expression(value);
      return;
    }
    const expression = this.#read(node);
    this.#builder.expression(expression);
    this.#settingCall(expression);
  }

  #assignment(node: SyntaxNode): void {
    const left = child(node, 'left');
    const right = child(node, 'right');
    const type = child(node, 'type');
    const line = this.#source.lineOf(node);
    if (!right) return;
    if (right.type === 'assignment') {
      this.#assignment(right);
      const target = this.#target(left);
      if (target) this.#builder.assign(target, this.#read(child(right, 'right')), line);
      return;
    }
    const read = this.#read(right);
    const value: Expression = this.#copes ? { kind: 'fallback', first: read, second: { kind: 'unknown', children: [], line }, line } : read;
    if (left?.type === 'pattern_list' || left?.type === 'tuple_pattern') {
      for (const [position, each] of left.children.entries()) {
        const target = this.#target(each);
        const item = value.kind === 'list' ? value.items[position] : undefined;
        if (target)
          this.#builder.assign(
            target,
            item ?? { kind: 'index', object: value, key: { kind: 'literal', value: position, line }, line },
            line,
          );
      }
      return;
    }
    const target = this.#target(left);
    if (target) this.#builder.assign(target, value, line, type ? plainType(this.#text(type)).name : null);
    else this.#builder.expression(value);
  }

  /** `os.environ.setdefault("X", v)` and `app.config.update(X=v)` set what they name. */
  #settingCall(expression: Expression): void {
    if (expression.kind !== 'call' || expression.callee.kind !== 'member') return;
    const { object, name } = expression.callee;
    const target = pathOf(object);
    if (!target) return;
    const [first, second] = expression.args;
    if (name === 'setdefault' && first?.kind === 'literal' && second)
      this.#builder.assign([...target, String(first.value)], second, expression.line);
    if (name !== 'update' && name !== 'from_mapping') return;
    for (const [key, value] of Object.entries(expression.named)) this.#builder.assign([...target, key], value, value.line);
    if (first?.kind === 'object')
      for (const entry of first.entries) if (entry.key !== null) this.#builder.assign([...target, entry.key], entry.value, entry.line);
  }

  #target(node: SyntaxNode | null): string[] | null {
    return node ? pathOf(this.#read(node)) : null;
  }

  #if(node: SyntaxNode): void {
    const test = this.#read(child(node, 'condition'));
    this.#builder.expression(test);
    const body = child(node, 'consequence');
    this.#builder.guarded(test, () => this.block(body));
    const negated: Expression[] = [{ kind: 'not', operand: test, line: test.line }];
    for (const each of childrenIn(node, 'alternative')) {
      if (each.type === 'elif_clause') {
        const next = this.#read(child(each, 'condition'));
        this.#builder.expression(next);
        this.#under([...negated, next], () => this.block(child(each, 'consequence')));
        negated.push({ kind: 'not', operand: next, line: next.line });
      } else {
        this.#under(negated, () => this.block(child(each, 'body')));
      }
    }
    if (body && leaves(body) && childrenIn(node, 'alternative').length === 0)
      this.#builder.holdsFromHere({ kind: 'not', operand: test, line: test.line });
  }

  #body(node: SyntaxNode): void {
    const lazy = this.#lazy;
    this.#lazy = true;
    this.block(child(node, 'body'));
    this.#lazy = lazy;
  }

  /** `try: x = env("A")` before `except KeyError:`: the code copes with its absence. */
  #try(node: SyntaxNode): void {
    const handled = node.children.some((each) => /^except/.test(each.type) && absenceError.test(this.#text(each).split(':')[0] ?? ''));
    const may = node.children.some(
      (each) => /^except/.test(each.type) && /\b(ImportError|ModuleNotFoundError)\b/.test(this.#text(each).split(':')[0] ?? ''),
    );
    const [copes, lazy] = [this.#copes, this.#lazy];
    for (const each of node.children) {
      this.#copes = each.type === 'block' ? handled || copes : copes;
      this.#lazy = lazy || may;
      this.#statement(each);
    }
    this.#copes = copes;
    this.#lazy = lazy;
  }

  #while(node: SyntaxNode): void {
    const test = this.#read(child(node, 'condition'));
    if (isEndless(test, child(node, 'body'), this.#source)) this.#builder.runsForever();
    this.#builder.expression(test);
  }

  #under(tests: readonly Expression[], body: () => void): void {
    const [first, ...rest] = tests;
    if (!first) return body();
    this.#builder.guarded(first, () => this.#under(rest, body));
  }

  #match(node: SyntaxNode): void {
    const subject = this.#read(child(node, 'subject'));
    this.#builder.expression(subject);
    for (const each of child(node, 'body')?.children ?? []) {
      if (each.type !== 'case_clause') continue;
      const pattern = this.#read(childOfType(each, 'case_pattern')?.children[0]);
      const test: Expression = { kind: 'compare', operator: '==', left: subject, right: pattern, line: this.#source.lineOf(each) };
      this.#builder.guarded(test, () => this.block(child(each, 'consequence')));
    }
  }

  #with(clause: SyntaxNode | null): void {
    for (const item of clause?.children ?? []) {
      const value = child(item, 'value');
      if (value?.type === 'as_pattern') {
        const target = this.#target(child(value, 'alias')?.children[0] ?? null);
        const made = this.#read(value.children[0]);
        if (target) this.#builder.assign(target, made, this.#source.lineOf(value));
        else this.#builder.expression(made);
      } else if (value) {
        this.#builder.expression(this.#read(value));
      }
    }
  }

  #decorated(node: SyntaxNode): void {
    const decorators = node.children.filter((each) => each.type === 'decorator').map((each) => this.#read(each.children[0]));
    const definition = child(node, 'definition');
    if (definition?.type === 'class_definition') this.#class(definition, decorators);
    // `@overload` only tells type checkers; the function itself follows.
    else if (definition && !decorators.some((each) => 'name' in each && each.name === 'overload')) this.#function(definition, decorators);
  }

  #function(node: SyntaxNode, decorators: Expression[]): void {
    const returnType = child(node, 'return_type');
    const className = this.#className;
    this.#className = null;
    this.#builder.function(
      {
        name: this.#text(child(node, 'name')),
        className,
        parameters: this.#declared.parameters(node),
        decorators,
        returnType: returnType ? plainType(this.#text(returnType)).name : null,
        line: this.#source.lineOf(node),
        endLine: this.#source.endLineOf(node),
      },
      () => this.#body(node),
    );
    this.#className = className;
  }

  #class(node: SyntaxNode, decorators: Expression[]): void {
    const name = this.#text(child(node, 'name'));
    const body = child(node, 'body');
    const { bases, fields } = this.#declared.ofClass(node);
    this.#builder.class({ name, bases, decorators, fields, line: this.#source.lineOf(node) });
    const outer = this.#className;
    this.#className = name;
    for (const each of body?.children ?? []) {
      if (each.type === 'expression_statement') {
        if (each.children[0]?.type !== 'assignment') this.#statement(each);
      } else {
        this.#statement(each);
      }
    }
    this.#className = outer;
  }

  #read = (node: SyntaxNode | null | undefined): Expression => this.#expressions.read(node);

  #text = (node: SyntaxNode | null): string => (node ? this.#source.textOf(node) : '');
}
