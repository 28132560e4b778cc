import { ModuleBuilder } from '../../syntax/builder.ts';
import type { Expression } from '../../syntax/expression.ts';
import type { Field, Module, Parameter } from '../../syntax/module.ts';
import { child, childOfType, childrenIn, type Source, type SyntaxNode } from '../../syntax/node.ts';
import { NodeExpressions, unquote } from './expressions.ts';

/** JavaScript or TypeScript source to facts. */
export function readNode(source: Source): Module {
  const builder = new ModuleBuilder(source.path, 'node');
  new NodeReader(source, builder).block(source.root);
  return builder.build();
}

const deepest = 120;

class NodeReader {
  readonly #source: Source;
  readonly #builder: ModuleBuilder;
  readonly #expressions: NodeExpressions;
  #className: string | null = null;
  /** Name a function expression gets from what it is assigned to. */
  #nameNext: string | null = null;
  #depth = 0;

  constructor(source: Source, builder: ModuleBuilder) {
    this.#source = source;
    this.#builder = builder;
    this.#expressions = new NodeExpressions(source, (node) => this.#function(node, []));
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
        return this.#import(node);
      case 'export_statement':
        return this.#export(node);
      case 'lexical_declaration':
      case 'variable_declaration':
        for (const each of node.children) if (each.type === 'variable_declarator') this.#declarator(each);
        return;
      case 'expression_statement':
        for (const each of node.children) this.#expressionStatement(each);
        return;
      case 'return_statement':
        return this.#builder.returned(this.#read(node.children[0]));
      case 'function_declaration':
      case 'generator_function_declaration':
        return this.#function(node, []);
      case 'class_declaration':
      case 'abstract_class_declaration':
      case 'class':
        return this.#class(node);
      case 'if_statement':
        return this.#if(node);
      case 'switch_statement':
        return this.#switch(node);
      case 'while_statement':
      case 'do_statement': {
        const test = this.#read(child(node, 'condition'));
        if (test.kind === 'literal' && test.value) this.#builder.runsForever();
        this.#builder.expression(test);
        return this.#body(child(node, 'body'));
      }
      case 'for_statement':
        if (!child(node, 'condition')?.children.length && this.#source.textOf(node).startsWith('for (;;')) this.#builder.runsForever();
        this.#statement(child(node, 'initializer') ?? node.children[0] ?? node);
        return this.#body(child(node, 'body'));
      case 'for_in_statement':
        this.#builder.expression(this.#read(child(node, 'right')));
        return this.#body(child(node, 'body'));
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
        if (node.children.length) this.#builder.expression(this.#read(node));
    }
  }

  #body(node: SyntaxNode | null): void {
    if (node?.type === 'statement_block') this.block(node);
    else if (node) this.#statement(node);
  }

  #import(node: SyntaxNode): void {
    const line = this.#source.lineOf(node);
    const from = child(node, 'source');
    if (!from) return;
    const module = unquote(this.#source.textOf(from));
    const clause = childOfType(node, 'import_clause');
    if (!clause) return this.#builder.import({ local: '', module, name: null, line });
    for (const each of clause.children) {
      if (each.type === 'identifier') this.#builder.import({ local: this.#text(each), module, name: 'default', line });
      else if (each.type === 'namespace_import')
        this.#builder.import({ local: this.#text(each.children[0] ?? null), module, name: null, line });
      else if (each.type === 'named_imports') {
        for (const specifier of each.children) {
          const name = this.#text(child(specifier, 'name'));
          if (name) this.#builder.import({ local: this.#text(child(specifier, 'alias')) || name, module, name, line });
        }
      }
    }
  }

  #export(node: SyntaxNode): void {
    const line = this.#source.lineOf(node);
    const from = child(node, 'source');
    const clause = childOfType(node, 'export_clause');
    if (from) {
      const module = unquote(this.#source.textOf(from));
      if (!clause) return this.#builder.import({ local: '*', module, name: '*', line });
      for (const specifier of clause.children) {
        const name = this.#text(child(specifier, 'name'));
        this.#builder.import({ local: this.#text(child(specifier, 'alias')) || name, module, name, line });
      }
      return;
    }
    for (const specifier of clause?.children ?? []) {
      const name = this.#text(child(specifier, 'name'));
      const alias = this.#text(child(specifier, 'alias'));
      if (alias && alias !== name) this.#builder.assign(['exports', alias], { kind: 'name', name, line }, line);
    }
    const value = child(node, 'value');
    const declaration = child(node, 'declaration');
    const isDefault = /^export\s+default\b/.test(this.#source.text.slice(node.start, node.start + 40));
    if (value) {
      this.#nameNext = 'default';
      this.#builder.assign(['exports', 'default'], this.#read(value), line);
    } else if (declaration) {
      if (isDefault) {
        const name = this.#text(child(declaration, 'name'));
        if (name) this.#builder.assign(['exports', 'default'], { kind: 'name', name, line }, line);
      }
      this.#statement(declaration);
    }
  }

  #declarator(node: SyntaxNode): void {
    const name = child(node, 'name');
    const right = child(node, 'value');
    const line = this.#source.lineOf(node);
    if (!name || !right) return;
    const required = this.#required(right);
    if (required !== null) {
      if (name.type === 'identifier')
        this.#builder.import({ local: this.#text(name), module: required.module, name: required.name ?? 'default', line });
      else for (const { local, key } of this.#patterns(name)) this.#builder.import({ local, module: required.module, name: key, line });
      return;
    }
    this.#nameNext = name.type === 'identifier' ? this.#text(name) : null;
    const value = this.#read(right);
    this.#nameNext = null;
    if (name.type === 'identifier') {
      const type = child(node, 'type');
      return this.#builder.assign([this.#text(name)], value, line, type ? plainType(this.#text(type)).name : null);
    }
    this.#builder.expression(value);
    for (const { local, key, fallback } of this.#patterns(name)) {
      const member: Expression = { kind: 'member', object: value, name: key, line };
      this.#builder.assign([local], fallback ? { kind: 'fallback', first: member, second: fallback, line } : member, line);
    }
  }

  /** `require("x")`, `require("x").y`, `await import("x")`. */
  #required(node: SyntaxNode): { module: string; name: string | null } | null {
    if (node.type === 'await_expression' || node.type === 'parenthesized_expression')
      return node.children[0] ? this.#required(node.children[0]) : null;
    if (node.type === 'member_expression') {
      const inner = child(node, 'object');
      const found = inner ? this.#required(inner) : null;
      return found && found.name === null ? { module: found.module, name: this.#text(child(node, 'property')) } : null;
    }
    if (node.type !== 'call_expression') return null;
    const callee = child(node, 'function');
    const [argument] = child(node, 'arguments')?.children ?? [];
    const isRequire = callee?.type === 'import' || (callee?.type === 'identifier' && this.#text(callee) === 'require');
    return isRequire && argument?.type === 'string' ? { module: unquote(this.#source.textOf(argument)), name: null } : null;
  }

  #patterns(node: SyntaxNode): { local: string; key: string; fallback: Expression | null }[] {
    return node.children.flatMap((each): { local: string; key: string; fallback: Expression | null }[] => {
      if (each.type === 'shorthand_property_identifier_pattern')
        return [{ local: this.#text(each), key: this.#text(each), fallback: null }];
      if (each.type === 'object_assignment_pattern') {
        const local = this.#text(child(each, 'left'));
        return [{ local, key: local, fallback: this.#read(child(each, 'right')) }];
      }
      if (each.type !== 'pair_pattern') return [];
      const key = this.#expressions.keyOf(child(each, 'key'));
      const value = child(each, 'value');
      if (value?.type === 'assignment_pattern')
        return [{ local: this.#text(child(value, 'left')), key, fallback: this.#read(child(value, 'right')) }];
      return value?.type === 'identifier' ? [{ local: this.#text(value), key, fallback: null }] : [];
    });
  }

  #expressionStatement(node: SyntaxNode): void {
    if (node.type === 'assignment_expression') {
      const left = child(node, 'left');
      const right = child(node, 'right');
      const target = left ? pathOf(this.#read(left)) : null;
      if (right?.type === 'assignment_expression') this.#expressionStatement(right);
      this.#nameNext = target?.at(-1) ?? null;
      const value = this.#read(right);
      this.#nameNext = null;
      if (!target) return this.#builder.expression(value);
      const path = target[0] === 'module' && target[1] === 'exports' ? target.slice(1) : target;
      return this.#builder.assign(path, value, this.#source.lineOf(node));
    }
    const required = this.#required(node);
    if (required) this.#builder.import({ local: '', module: required.module, name: null, line: this.#source.lineOf(node) });
    else this.#builder.expression(this.#read(node));
  }

  #if(node: SyntaxNode): void {
    const test = this.#read(child(node, 'condition'));
    this.#builder.expression(test);
    const body = child(node, 'consequence');
    const alternative = child(node, 'alternative');
    this.#builder.guarded(test, () => this.#body(body));
    const negated: Expression = { kind: 'not', operand: test, line: test.line };
    if (alternative) this.#builder.guarded(negated, () => this.#body(alternative));
    else if (body && leaves(body)) this.#builder.holdsFromHere(negated);
  }

  #switch(node: SyntaxNode): void {
    const subject = this.#read(child(node, 'value'));
    this.#builder.expression(subject);
    for (const each of child(node, 'body')?.children ?? []) {
      if (each.type === 'switch_default') this.block(each);
      if (each.type !== 'switch_case') continue;
      const right = this.#read(child(each, 'value'));
      this.#builder.guarded({ kind: 'compare', operator: 'case', left: subject, right, line: this.#source.lineOf(each) }, () => {
        for (const statement of childrenIn(each, 'body')) this.#statement(statement);
      });
    }
  }

  #function(node: SyntaxNode, decorators: Expression[]): void {
    const named = child(node, 'name');
    const name = (named ? this.#expressions.keyOf(named) : this.#nameNext) ?? '';
    const className = this.#className;
    this.#nameNext = null;
    this.#className = null;
    const parameters = (child(node, 'parameters')?.children ?? childrenIn(node, 'parameter')).flatMap((each) => this.#parameter(each));
    const returnType = child(node, 'return_type');
    const body = child(node, 'body');
    this.#builder.function(
      {
        name,
        className,
        parameters,
        decorators,
        returnType: returnType ? plainType(this.#text(returnType)).name : null,
        line: this.#source.lineOf(node),
        endLine: this.#source.endLineOf(node),
      },
      () => {
        if (body?.type === 'statement_block') this.block(body);
        else if (body) this.#builder.returned(this.#read(body));
      },
    );
    this.#className = className;
  }

  #parameter(node: SyntaxNode): Parameter[] {
    const pattern = child(node, 'pattern') ?? child(node, 'left') ?? node;
    const type = child(node, 'type');
    const value = child(node, 'value') ?? child(node, 'right');
    const decorators = node.children.filter((each) => each.type === 'decorator').map((each) => this.#read(each.children[0]));
    if (pattern.type === 'object_pattern')
      return this.#patterns(pattern).map(({ local, fallback }) => ({ name: local, type: null, fallback, decorators: [] }));
    const name = this.#text(pattern).replace(/^\.\.\./, '');
    return /^[\w$]+$/.test(name)
      ? [{ name, type: type ? plainType(this.#text(type)).name : null, fallback: value ? this.#read(value) : null, decorators }]
      : [];
  }

  #class(node: SyntaxNode): void {
    const name = this.#text(child(node, 'name')) || (this.#nameNext ?? '');
    const body = child(node, 'body');
    const heritage = childOfType(node, 'class_heritage');
    const bases = (heritage?.children ?? []).flatMap((each) =>
      each.type === 'extends_clause' ? [this.#read(child(each, 'value'))] : each.type === 'implements_clause' ? [] : [this.#read(each)],
    );
    const decoratorsOf = (each: SyntaxNode): Expression[] =>
      each.children.filter((inner) => inner.type === 'decorator').map((inner) => this.#read(inner.children[0]));
    const outer = this.#className;
    this.#className = name;
    const fields: Field[] = [];
    const constructed: Field[] = [];
    let pending: Expression[] = [];
    const methods: { node: SyntaxNode; decorators: Expression[] }[] = [];
    for (const each of body?.children ?? []) {
      if (each.type === 'decorator') {
        pending.push(this.#read(each.children[0]));
        continue;
      }
      const decorators = [...pending, ...decoratorsOf(each)];
      pending = [];
      if (each.type === 'public_field_definition' || each.type === 'field_definition') fields.push(this.#field(each, decorators));
      else if (each.type === 'method_definition') {
        methods.push({ node: each, decorators });
        if (this.#text(child(each, 'name')) === 'constructor') constructed.push(...this.#parameterProperties(each));
      }
    }
    this.#builder.class({
      name,
      bases,
      decorators: decoratorsOf(node),
      fields: [...fields, ...constructed],
      line: this.#source.lineOf(node),
    });
    for (const method of methods) {
      this.#className = name;
      this.#function(method.node, method.decorators);
    }
    this.#className = outer;
  }

  #field(node: SyntaxNode, decorators: Expression[]): Field {
    const type = child(node, 'type');
    const value = child(node, 'value');
    const name = this.#expressions.keyOf(child(node, 'name') ?? child(node, 'property'));
    this.#nameNext = name;
    const plain = type ? plainType(this.#text(type)) : null;
    const field: Field = {
      name,
      type: plain?.name ?? null,
      optional: (plain?.optional ?? false) || /^[^=:]*\?\s*[:=]/.test(this.#source.textOf(node)),
      value: value ? this.#read(value) : null,
      decorators,
      tag: null,
      line: this.#source.lineOf(node),
    };
    this.#nameNext = null;
    return field;
  }

  /** `constructor(private readonly config: ConfigService)`. */
  #parameterProperties(node: SyntaxNode): Field[] {
    return (child(node, 'parameters')?.children ?? []).flatMap((each) => {
      if (!childOfType(each, 'accessibility_modifier') && !/^\s*(?:@\S+\s+)*readonly\b/.test(this.#source.textOf(each))) return [];
      return this.#parameter(each).map((parameter): Field => ({
        name: parameter.name,
        type: parameter.type,
        optional: false,
        value: { kind: 'name', name: parameter.name, line: this.#source.lineOf(each) },
        decorators: [],
        tag: null,
        line: this.#source.lineOf(each),
      }));
    });
  }

  #read(node: SyntaxNode | null | undefined): Expression {
    return this.#expressions.read(node);
  }

  #text(node: SyntaxNode | null): string {
    return node ? this.#source.textOf(node) : '';
  }
}

/** `a.b["c"]` as a path, `null` for anything that is no path. */
export function pathOf(expression: Expression): string[] | null {
  if (expression.kind === 'name') return [expression.name];
  if (expression.kind !== 'member' && expression.kind !== 'index') return null;
  const object = pathOf(expression.object);
  if (expression.kind === 'member') return object && [...object, expression.name];
  return object && expression.key.kind === 'literal' ? [...object, String(expression.key.value)] : null;
}

function leaves(body: SyntaxNode): boolean {
  const last = body.type === 'statement_block' ? body.children.at(-1) : body;
  return last !== undefined && /^(return|throw|continue|break)_statement$/.test(last.type);
}

/** `: Promise<Config | undefined>` as the type itself, and whether it admits absence. */
export function plainType(text: string): { name: string; optional: boolean } {
  const plain = text.replace(/^:\s*/, '').trim();
  const inner = /^(?:Promise|Readonly|Partial|Required)<(.*)>$/s.exec(plain)?.[1] ?? plain;
  const parts = inner.split('|').map((part) => part.trim());
  const optional = parts.some((part) => part === 'undefined' || part === 'null');
  const name = parts.find((part) => part !== 'undefined' && part !== 'null') ?? inner;
  return { name: name.replace(/<.*$/s, '').replace(/\[\]$/, ''), optional };
}
