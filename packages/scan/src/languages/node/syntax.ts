import { ModuleBuilder } from '../../syntax/builder.ts';
import { itemOf, type Expression } from '../../syntax/expression.ts';
import type { Module, Parameter } from '../../syntax/module.ts';
import { child, childrenIn, type Source, type SyntaxNode } from '../../syntax/node.ts';
import { readClass } from './classes.ts';
import { demandedIn, startsUp, variableRead } from './demands.ts';
import { NodeExpressions, pathOf } from './expressions.ts';
import { readExport, readImport, requiredModule } from './imports-syntax.ts';
import { plainType } from './types.ts';
import type { NodeWalk } from './walk.ts';

/** JavaScript or TypeScript source to facts. */
export function readNode(source: Source): Module {
  const builder = new ModuleBuilder(source.path, 'node');
  new NodeReader(source, builder).block(source.root);
  return builder.build();
}

const deepest = 120;

class NodeReader implements NodeWalk {
  readonly source: Source;
  readonly builder: ModuleBuilder;
  readonly expressions: NodeExpressions;
  #className: string | null = null;
  /** Name a function expression gets from what it is assigned to. */
  #nameNext: string | null = null;
  /** Names of the functions around. */
  readonly #within: string[] = [];
  /** Names that hold a variable of the environment, to its reading. */
  readonly #readings = new Map<string, Expression>();
  #depth = 0;

  constructor(source: Source, builder: ModuleBuilder) {
    this.source = source;
    this.builder = builder;
    this.expressions = new NodeExpressions(source, (node) => this.#function(node, []));
  }

  block(node: SyntaxNode | null): void {
    if (!node || this.#depth > deepest) return;
    this.#depth++;
    for (const statement of node.children) this.statement(statement);
    this.#depth--;
  }

  statement(node: SyntaxNode): void {
    switch (node.type) {
      case 'import_statement':
        return readImport(node, this);
      case 'export_statement':
        return readExport(node, this);
      case 'lexical_declaration':
      case 'variable_declaration':
        for (const each of node.children) if (each.type === 'variable_declarator') this.#declarator(each);
        return;
      case 'expression_statement':
        for (const each of node.children) this.#expressionStatement(each);
        return;
      case 'return_statement':
        return this.builder.returned(this.read(node.children[0]));
      case 'function_declaration':
      case 'generator_function_declaration':
        return this.#function(node, []);
      case 'class_declaration':
      case 'abstract_class_declaration':
      case 'class':
        return readClass(node, this.#nameNext, this);
      case 'if_statement':
        return this.#if(node);
      case 'switch_statement':
        return this.#switch(node);
      case 'while_statement':
      case 'do_statement': {
        const test = this.read(child(node, 'condition'));
        if (test.kind === 'literal' && test.value) this.builder.runsForever();
        this.builder.expression(test);
        return this.#body(child(node, 'body'));
      }
      case 'for_statement':
        if (!child(node, 'condition')?.children.length && this.source.textOf(node).startsWith('for (;;')) this.builder.runsForever();
        this.statement(child(node, 'initializer') ?? node.children[0] ?? node);
        return this.#body(child(node, 'body'));
      case 'for_in_statement': {
        const item = child(node, 'left');
        const over = this.read(child(node, 'right'));
        if (item?.type === 'identifier') this.builder.assign([this.text(item)], itemOf(over), over.line);
        else this.builder.expression(over);
        return this.#body(child(node, 'body'));
      }
      case 'enum_declaration':
      case 'interface_declaration':
      case 'type_alias_declaration':
      case 'comment':
        return;
      case 'try_statement':
      case 'catch_clause':
      case 'finally_clause':
      case 'statement_block':
      case 'else_clause':
      case 'program':
      case 'labeled_statement':
      case 'module':
      case 'internal_module':
      case 'ambient_declaration':
        return this.block(node);
      default:
        if (node.children.length) this.builder.expression(this.read(node));
    }
  }

  #body(node: SyntaxNode | null): void {
    if (node?.type === 'statement_block') this.block(node);
    else if (node) this.statement(node);
  }

  #declarator(node: SyntaxNode): void {
    const name = child(node, 'name');
    const right = child(node, 'value');
    const line = this.source.lineOf(node);
    if (!name || !right) return;
    const required = requiredModule(right, this);
    if (required !== null) {
      if (name.type === 'identifier')
        this.builder.import({ local: this.text(name), module: required.module, name: required.name ?? 'default', line });
      else for (const { local, key } of this.#patterns(name)) this.builder.import({ local, module: required.module, name: key, line });
      return;
    }
    const value = this.readNamed(right, name.type === 'identifier' ? this.text(name) : null);
    if (name.type === 'identifier') {
      const type = child(node, 'type');
      if (variableRead(value) !== null) this.#readings.set(this.text(name), value);
      return this.builder.assign([this.text(name)], value, line, type ? plainType(this.text(type)).name : null);
    }
    this.builder.expression(value);
    for (const { local, key, fallback } of this.#patterns(name)) {
      const member: Expression = { kind: 'member', object: value, name: key, line };
      if (variableRead(member) !== null) this.#readings.set(local, member);
      this.builder.assign([local], fallback ? { kind: 'fallback', first: member, second: fallback, line } : member, line);
    }
  }

  #patterns(node: SyntaxNode): { local: string; key: string; fallback: Expression | null }[] {
    return node.children.flatMap((each): { local: string; key: string; fallback: Expression | null }[] => {
      if (each.type === 'shorthand_property_identifier_pattern') return [{ local: this.text(each), key: this.text(each), fallback: null }];
      if (each.type === 'object_assignment_pattern') {
        const local = this.text(child(each, 'left'));
        return [{ local, key: local, fallback: this.read(child(each, 'right')) }];
      }
      if (each.type !== 'pair_pattern') return [];
      const key = this.expressions.keyOf(child(each, 'key'));
      const value = child(each, 'value');
      if (value?.type === 'assignment_pattern')
        return [{ local: this.text(child(value, 'left')), key, fallback: this.read(child(value, 'right')) }];
      return value?.type === 'identifier' ? [{ local: this.text(value), key, fallback: null }] : [];
    });
  }

  #expressionStatement(node: SyntaxNode): void {
    if (node.type === 'assignment_expression') {
      const left = child(node, 'left');
      const right = child(node, 'right');
      const target = left ? pathOf(this.read(left)) : null;
      if (right?.type === 'assignment_expression') this.#expressionStatement(right);
      const value = this.readNamed(right, target?.at(-1) ?? null);
      if (!target) return this.builder.expression(value);
      const path = target[0] === 'module' && target[1] === 'exports' ? target.slice(1) : target;
      return this.builder.assign(path, value, this.source.lineOf(node));
    }
    const required = requiredModule(node, this);
    if (required) this.builder.import({ local: '', module: required.module, name: null, line: this.source.lineOf(node) });
    else this.builder.expression(this.read(node));
  }

  #if(node: SyntaxNode): void {
    const test = this.read(child(node, 'condition'));
    this.builder.expression(test);
    const body = child(node, 'consequence');
    const alternative = child(node, 'alternative');
    this.builder.guarded(test, () => this.#body(body));
    const negated: Expression = { kind: 'not', operand: test, line: test.line };
    if (body && this.#stops(body) && this.#within.every(startsUp))
      for (const read of demandedIn(test, this.#readings)) this.builder.expression(read);
    if (alternative) this.builder.guarded(negated, () => this.#body(alternative));
    else if (body && leaves(body) && !this.#stops(body)) this.builder.holdsFromHere(negated);
  }

  /** Whether the whole process ends there: what comes after it runs in any case that works. */
  #stops(body: SyntaxNode): boolean {
    const statements = body.type === 'statement_block' ? body.children : [body];
    return statements.some(
      (each) => each.type === 'throw_statement' || (each.type === 'expression_statement' && /^process\.exit\(/.test(this.text(each))),
    );
  }

  #switch(node: SyntaxNode): void {
    const subject = this.read(child(node, 'value'));
    this.builder.expression(subject);
    for (const each of child(node, 'body')?.children ?? []) {
      if (each.type === 'switch_default') this.block(each);
      if (each.type !== 'switch_case') continue;
      const right = this.read(child(each, 'value'));
      this.builder.guarded({ kind: 'compare', operator: 'case', left: subject, right, line: this.source.lineOf(each) }, () => {
        for (const statement of childrenIn(each, 'body')) this.statement(statement);
      });
    }
  }

  #function(node: SyntaxNode, decorators: Expression[]): void {
    const named = child(node, 'name');
    const name = (named ? this.expressions.keyOf(named) : this.#nameNext) ?? '';
    const className = this.#className;
    this.#nameNext = null;
    this.#className = null;
    const parameters = (child(node, 'parameters')?.children ?? childrenIn(node, 'parameter')).flatMap((each) => this.parameter(each));
    const returnType = child(node, 'return_type');
    const body = child(node, 'body');
    this.builder.function(
      {
        name,
        className,
        parameters,
        decorators,
        returnType: returnType ? plainType(this.text(returnType)).name : null,
        line: this.source.lineOf(node),
        endLine: this.source.endLineOf(node),
      },
      () => {
        this.#within.push(name);
        if (body?.type === 'statement_block') this.block(body);
        else if (body) this.builder.returned(this.read(body));
        this.#within.pop();
      },
    );
    this.#className = className;
  }

  parameter(node: SyntaxNode): Parameter[] {
    const pattern = child(node, 'pattern') ?? child(node, 'left') ?? node;
    const type = child(node, 'type');
    const value = child(node, 'value') ?? child(node, 'right');
    const decorators = node.children.filter((each) => each.type === 'decorator').map((each) => this.read(each.children[0]));
    if (pattern.type === 'object_pattern')
      return this.#patterns(pattern).map(({ local, fallback }) => ({ name: local, type: null, fallback, decorators: [] }));
    const name = this.text(pattern).replace(/^\.\.\./, '');
    return /^[\w$]+$/.test(name)
      ? [{ name, type: type ? plainType(this.text(type)).name : null, fallback: value ? this.read(value) : null, decorators }]
      : [];
  }

  readNamed(node: SyntaxNode | null | undefined, name: string | null): Expression {
    this.#nameNext = name;
    const value = this.read(node);
    this.#nameNext = null;
    return value;
  }

  method(node: SyntaxNode, className: string, decorators: Expression[]): void {
    this.inClass(className, () => this.#function(node, decorators));
  }

  inClass(name: string, body: () => void): void {
    const outer = this.#className;
    this.#className = name;
    body();
    this.#className = outer;
  }

  read(node: SyntaxNode | null | undefined): Expression {
    return this.expressions.read(node);
  }

  text(node: SyntaxNode | null | undefined): string {
    return node ? this.source.textOf(node) : '';
  }
}

function leaves(body: SyntaxNode): boolean {
  const last = body.type === 'statement_block' ? body.children.at(-1) : body;
  return last !== undefined && /^(return|throw|continue|break)_statement$/.test(last.type);
}
