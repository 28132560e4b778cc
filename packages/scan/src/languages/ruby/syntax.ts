import { ModuleBuilder } from '../../syntax/builder.ts';
import type { Expression } from '../../syntax/expression.ts';
import type { Module } from '../../syntax/module.ts';
import { child, childrenIn, type Source, type SyntaxNode } from '../../syntax/node.ts';
import { RubyDefinitions } from './definitions.ts';
import { RubyExpressions } from './expressions.ts';
import { pathOf } from './forms.ts';
import { methodNames } from './names.ts';

/** Ruby source to facts. */
export function readRuby(source: Source): Module {
  const builder = new ModuleBuilder(source.path, 'ruby');
  new RubyReader(source, builder).file();
  return builder.build();
}

/** Statement nesting deeper than any person writes. */
const deepest = 120;

class RubyReader {
  readonly #source: Source;
  readonly #builder: ModuleBuilder;
  readonly #expressions: RubyExpressions;
  readonly #methods: ReadonlySet<string>;
  readonly #constants = new Map<string, number>();
  readonly #definitions: RubyDefinitions;
  #asksApplication = false;
  #depth = 0;

  constructor(source: Source, builder: ModuleBuilder) {
    this.#source = source;
    this.#builder = builder;
    this.#methods = methodNames(source);
    this.#expressions = new RubyExpressions(source, {
      meaning: (name) => (this.#definitions.isLocal(name) ? 'local' : this.#methods.has(name) ? 'method' : 'other'),
      block: (node, call) => this.#definitions.block(node, call),
      constant: (name, line) => this.#constant(name, line),
      assigned: (node) => this.#assignment(node),
      application: (line) => {
        if (this.#asksApplication) return;
        this.#asksApplication = true;
        this.#builder.import({ local: 'config', module: 'rails:config', name: 'config', line });
      },
      configured: (file, line) => {
        this.#builder.import({ local: `config:${file}`, module: `config:${file}`, name: null, line });
        return `config:${file}`;
      },
    });
    this.#definitions = new RubyDefinitions(source, builder, this.#expressions, (node, tail) => this.#bodyOf(node, tail));
  }

  file(): void {
    this.#statements(this.#source.root, false);
    // Ruby imports no names: a constant that the file does not define is a library's, or loaded from the repository by its name.
    for (const [name, line] of this.#constants)
      if (!this.#definitions.defined.has(name)) this.#builder.import({ local: name, module: name, name: null, line });
  }

  /** A method's body is one statement where it is written with `=`. */
  #bodyOf(node: SyntaxNode | null, tail: boolean): void {
    if (!node || /^(body_statement|block_body|program)$/.test(node.type)) this.#statements(node, tail);
    else this.#statement(node, tail);
  }

  #statements(node: SyntaxNode | null, tail: boolean): void {
    if (!node || this.#depth > deepest) return;
    this.#depth++;
    const last = tail
      ? node.children.findLast((each) => !/^(rescue|ensure|else|comment|heredoc_body|empty_statement)$/.test(each.type))
      : undefined;
    for (const each of node.children) this.#statement(each, each === last);
    this.#depth--;
  }

  /** `tail` where the method ends with it: what it gives is what the method returns. */
  #statement(node: SyntaxNode, tail: boolean): void {
    switch (node.type) {
      case 'comment':
      case 'heredoc_body':
      case 'empty_statement':
      case 'alias':
      case 'exception_variable':
      case 'exceptions':
        return;
      case 'method':
      case 'singleton_method':
        return this.#definitions.method(node);
      case 'class':
        return this.#definitions.class(node);
      case 'module':
        return this.#definitions.class(node);
      case 'singleton_class':
        return this.#statements(child(node, 'body'), false);
      case 'if':
      case 'elsif':
      case 'unless':
        return this.#if(node, tail);
      case 'if_modifier':
      case 'unless_modifier':
        return this.#modifier(node, tail);
      case 'case':
        return this.#case(node, tail);
      case 'while':
      case 'until': {
        const test = this.#read(child(node, 'condition'));
        if (test.kind === 'literal' && Boolean(test.value) === (node.type === 'while')) this.#builder.runsForever();
        this.#builder.expression(test);
        return this.#statements(child(node, 'body'), false);
      }
      case 'for':
        return this.#statements(child(node, 'body'), false);
      case 'begin':
      case 'then':
      case 'else':
      case 'ensure':
      case 'body_statement':
      case 'block_body':
      case 'parenthesized_statements':
        return this.#statements(node, tail);
      case 'rescue':
        return this.#statements(child(node, 'body'), false);
      case 'return':
        return this.#builder.returned(this.#read(node.children[0]?.children[0]));
      case 'assignment':
      case 'operator_assignment': {
        const value = this.#assignment(node);
        if (tail) this.#builder.returned(targetOf(this.#read(child(node, 'left'))) ?? value);
        return;
      }
      default: {
        const expression = this.#read(node);
        if (tail) this.#builder.returned(expression);
        else this.#builder.expression(asCall(expression));
        if (expression.kind === 'call') this.#told(expression);
      }
    }
  }

  #read(node: SyntaxNode | null | undefined): Expression {
    return this.#expressions.read(node);
  }

  #constant(name: string, line: number): void {
    if (!this.#constants.has(name)) this.#constants.set(name, line);
  }

  /** Sinatra's `set :port, 4567`; `config.session_store :redis_store, servers: [...]`. */
  #told({ callee, args, named, line }: Expression & { kind: 'call' }): void {
    const [first, second] = args;
    if (first?.kind !== 'literal' || typeof first.value !== 'string') return;
    if (callee.kind === 'name' && callee.name === 'require_relative')
      return this.#builder.import({ local: '*', module: first.value.replace(/^(?!\.)/, './'), name: '*', line });
    if (callee.kind === 'name' && callee.name === 'set' && second) return this.#builder.assign(['settings', first.value], second, line);
    const path = callee.kind === 'member' ? pathOf(callee) : null;
    if (!path || Object.keys(named).length === 0) return;
    const entries = Object.entries(named).map(([key, value]) => ({ key, value, line: value.line }));
    this.#builder.assign([...path, first.value], { kind: 'object', type: null, entries, line }, line);
  }

  #assignment(node: SyntaxNode): Expression {
    const left = child(node, 'left');
    const line = this.#source.lineOf(node);
    const value = this.#read(child(node, 'right'));
    if (left?.type === 'left_assignment_list') {
      for (const [position, each] of left.children.entries()) {
        const target = pathOf(this.#read(each));
        const item = value.kind === 'list' ? value.items[position] : undefined;
        const index: Expression = { kind: 'index', object: value, key: { kind: 'literal', value: position, line }, line };
        if (target) this.#builder.assign(target, item ?? index, line);
      }
      return value;
    }
    if (left?.type === 'constant') this.#definitions.defined.add(this.#source.textOf(left));
    const target = left ? pathOf(this.#read(left)) : null;
    if (!target) {
      this.#builder.expression(value);
      return value;
    }
    // `config.cache_store = :redis_cache_store, { url: … }`: the name of a store, then how it is told.
    const [name, told] = value.kind === 'list' ? value.items : [];
    if (name?.kind === 'literal' && typeof name.value === 'string' && told && target.length > 1)
      this.#builder.assign([...target, name.value], told, line);
    this.#builder.assign(target, name?.kind === 'literal' && told && target.length > 1 ? name : value, line);
    return value;
  }

  #if(node: SyntaxNode, tail: boolean): void {
    const condition = this.#read(child(node, 'condition'));
    this.#builder.expression(condition);
    const not: Expression = { kind: 'not', operand: condition, line: condition.line };
    const [test, otherwise] = node.type === 'unless' ? [not, condition] : [condition, not];
    this.#builder.guarded(test, () => this.#statements(child(node, 'consequence'), tail));
    const alternative = child(node, 'alternative');
    if (alternative) this.#builder.guarded(otherwise, () => this.#statement(alternative, tail));
  }

  #modifier(node: SyntaxNode, tail: boolean): void {
    const condition = this.#read(child(node, 'condition'));
    const body = child(node, 'body');
    const not: Expression = { kind: 'not', operand: condition, line: condition.line };
    const [test, otherwise] = node.type === 'unless_modifier' ? [not, condition] : [condition, not];
    this.#builder.expression(condition);
    if (!body) return;
    this.#builder.guarded(test, () => this.#statement(body, tail));
    if (/^(return|next|break)$/.test(body.type) || this.#source.textOf(body).startsWith('raise')) this.#builder.holdsFromHere(otherwise);
  }

  #case(node: SyntaxNode, tail: boolean): void {
    const subject = this.#read(child(node, 'value'));
    this.#builder.expression(subject);
    for (const each of node.children) {
      if (each.type === 'else') this.#statements(each, tail);
      if (each.type !== 'when') continue;
      const [pattern] = childrenIn(each, 'pattern');
      const test: Expression = {
        kind: 'compare',
        operator: '==',
        left: subject,
        right: this.#read(pattern),
        line: this.#source.lineOf(each),
      };
      this.#builder.guarded(test, () => this.#statements(child(each, 'body'), tail));
    }
  }
}

/** What an assignment at the end of a method returns: the member, where it is one that can be asked again. */
const targetOf = (left: Expression): Expression | null => (left.kind === 'member' ? left : null);

/** `scheduler.join` stands alone because it is called. */
const asCall = (expression: Expression): Expression =>
  expression.kind === 'member' && expression.object.kind !== 'name'
    ? { kind: 'call', callee: expression, args: [], named: {}, line: expression.line }
    : expression;
