import { ModuleBuilder } from '../../syntax/builder.ts';
import type { Expression } from '../../syntax/expression.ts';
import type { Module } from '../../syntax/module.ts';
import { child, childOfType, childrenIn, type Source, type SyntaxNode } from '../../syntax/node.ts';
import { PhpDefinitions } from './definitions.ts';
import { PhpExpressions } from './expressions.ts';

/** PHP source to facts. */
export function readPhp(source: Source): Module {
  const builder = new ModuleBuilder(source.path, 'php');
  new PhpReader(source, builder).file();
  return builder.build();
}

/** Statement nesting deeper than any person writes. */
const deepest = 120;

class PhpReader {
  readonly #source: Source;
  readonly #builder: ModuleBuilder;
  readonly #expressions: PhpExpressions;
  readonly #definitions: PhpDefinitions;
  readonly #required = new Set<string>();
  readonly #defined = new Set<string>();
  readonly #constants = new Map<string, number>();
  #functions = 0;
  #depth = 0;

  constructor(source: Source, builder: ModuleBuilder) {
    this.#source = source;
    this.#builder = builder;
    this.#expressions = new PhpExpressions(source, {
      closure: (node) => this.#definitions.function(node, null),
      required: (path, line) => this.#require(path, line),
      configured: (file, line) => this.#importOnce(`config:${file}`, `config:${file}`, line),
      assigned: (left, value, line) => this.#assign(left, value, line),
      defined: (name, value, line) => {
        this.#defined.add(name);
        this.#builder.assign([name], value, line);
      },
      constant: (name, line) => {
        if (!this.#constants.has(name)) this.#constants.set(name, line);
      },
    });
    this.#definitions = new PhpDefinitions(source, builder, this.#expressions, (body) => {
      this.#functions++;
      this.block(body);
      this.#functions--;
    });
  }

  file(): void {
    this.block(this.#source.root);
    for (const [name, line] of this.#constants)
      if (!this.#defined.has(name)) this.#builder.import({ local: name, module: `constant:${name}`, name, line });
  }

  block(node: SyntaxNode | null): void {
    if (!node || this.#depth > deepest) return;
    this.#depth++;
    for (const statement of node.children) this.#statement(statement);
    this.#depth--;
  }

  #statement(node: SyntaxNode): void {
    switch (node.type) {
      case 'php_tag':
      case 'text':
      case 'comment':
      case 'name':
        return;
      case 'namespace_definition': {
        const name = child(node, 'name');
        if (name) this.#builder.namespace = this.#source.textOf(name);
        return this.block(child(node, 'body'));
      }
      case 'namespace_use_declaration':
        return this.#use(node);
      case 'expression_statement':
        for (const each of node.children) this.#expression(each);
        return;
      case 'return_statement':
        return this.#return(node);
      case 'const_declaration':
        for (const each of node.children)
          if (each.type === 'const_element') {
            const [name, value] = each.children;
            if (name) this.#defined.add(this.#source.textOf(name));
            if (name && value) this.#builder.assign([this.#source.textOf(name)], this.#read(value), this.#source.lineOf(each));
          }
        return;
      case 'function_definition':
        return this.#definitions.function(node, null);
      case 'class_declaration':
      case 'trait_declaration':
      case 'enum_declaration':
        return this.#definitions.class(node);
      case 'interface_declaration':
        return;
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
        if (/^for\s*\(\s*;\s*;/.test(this.#source.text.slice(node.start, node.start + 20))) this.#builder.runsForever();
        return this.#body(child(node, 'body') ?? node.children.at(-1) ?? null);
      case 'foreach_statement':
        this.#builder.expression(this.#read(node.children[0]));
        return this.#body(child(node, 'body'));
      case 'try_statement':
      case 'catch_clause':
      case 'finally_clause':
        for (const each of node.children) if (/compound|clause/.test(each.type)) this.#statement(each);
        return;
      case 'compound_statement':
      case 'colon_block':
      case 'program':
        return this.block(node);
      default:
        for (const each of node.children) this.#expression(each);
    }
  }

  #read(node: SyntaxNode | null | undefined): Expression {
    return this.#expressions.read(node);
  }

  #expression(node: SyntaxNode): void {
    if (/_(statement|declaration|definition)$/.test(node.type)) return this.#statement(node);
    const expression = this.#read(node);
    // An assignment has recorded its value already.
    if (!/assignment_expression$/.test(node.type)) this.#builder.expression(expression);
    if (expression.kind !== 'call') return;
    // phpdotenv: `$dotenv->required(['DB_HOST'])->notEmpty()`.
    for (let call: Expression = expression; call.kind === 'call' && call.callee.kind === 'member'; call = call.callee.object)
      if (call.callee.name === 'required') this.#requiredVariables(call.args);
  }

  #requiredVariables([first]: readonly Expression[]): void {
    for (const item of first?.kind === 'list' ? first.items : first ? [first] : [])
      if (item.kind === 'literal' && typeof item.value === 'string' && /^[A-Z][A-Z0-9_]*$/.test(item.value))
        this.#builder.expression({ kind: 'environment', variable: item.value, fallback: null, required: true, line: item.line });
  }

  #return(node: SyntaxNode): void {
    const value = this.#read(node.children[0]);
    if (this.#functions > 0) return this.#builder.returned(value);
    this.#builder.assign(['exports'], value, this.#source.lineOf(node));
  }

  #assign(left: SyntaxNode | null, value: Expression, line: number): void {
    if (left?.type === 'list_literal' || left?.type === 'array_creation_expression') {
      for (const [position, each] of left.children.entries()) {
        const target = pathOf(this.#read(each.children.at(-1) && each.type === 'array_element_initializer' ? each.children.at(-1) : each));
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
    const target = left ? pathOf(this.#read(left)) : null;
    if (target) this.#builder.assign(target, value, line);
    else this.#builder.expression(value);
  }

  #use(node: SyntaxNode): void {
    const prefix = childOfType(node, 'namespace_name');
    const base = prefix ? `${this.#source.textOf(prefix)}\\` : '';
    const clauses = [...node.children, ...(child(node, 'body')?.children ?? [])].filter((each) => each.type === 'namespace_use_clause');
    for (const clause of clauses) {
      const alias = child(clause, 'alias');
      const name = clause.children.find((each) => each !== alias && each.field !== 'type');
      if (!name) continue;
      const module = `${base}${this.#source.textOf(name)}`.replace(/^\\/, '');
      const local = alias ? this.#source.textOf(alias) : module.slice(module.lastIndexOf('\\') + 1);
      this.#builder.import({ local, module, name: null, line: this.#source.lineOf(clause) });
    }
  }

  /** What another file returns is known by a name of its own; what it assigns is known here by its own names. */
  #require(path: Expression, line: number): string | null {
    const tail = path.kind === 'template' ? path.parts.at(-1) : path;
    if (tail?.kind !== 'literal' || typeof tail.value !== 'string' || !/\.(php|inc)$/.test(tail.value)) return null;
    if (/vendor\/autoload\.php$/.test(tail.value)) return null;
    const module = path.kind === 'template' ? `*/${tail.value.replace(/^[./]+/, '')}` : tail.value.replace(/^(?![./])/, './');
    if (!this.#required.has(module)) this.#builder.import({ local: '*', module, name: '*', line });
    return this.#importOnce(`require:${module}`, module, line);
  }

  #importOnce(local: string, module: string, line: number): string {
    if (!this.#required.has(local)) this.#builder.import({ local, module, name: null, line });
    this.#required.add(local).add(module);
    return local;
  }

  #if(node: SyntaxNode): void {
    const test = this.#read(child(node, 'condition'));
    this.#builder.expression(test);
    const body = child(node, 'body');
    this.#builder.guarded(test, () => this.#body(body));
    const negated: Expression[] = [{ kind: 'not', operand: test, line: test.line }];
    const alternatives = childrenIn(node, 'alternative');
    for (const each of alternatives) {
      if (each.type === 'else_if_clause') {
        const next = this.#read(child(each, 'condition'));
        this.#builder.expression(next);
        this.#under([...negated, next], () => this.#body(child(each, 'body')));
        negated.push({ kind: 'not', operand: next, line: next.line });
      } else {
        this.#under(negated, () => this.#body(child(each, 'body')));
      }
    }
    if (body && leaves(body) && alternatives.length === 0) this.#builder.holdsFromHere({ kind: 'not', operand: test, line: test.line });
  }

  #switch(node: SyntaxNode): void {
    const subject = this.#read(child(node, 'condition'));
    this.#builder.expression(subject);
    for (const each of child(node, 'body')?.children ?? []) {
      const value = child(each, 'value');
      const run = (): void => {
        for (const statement of each.children) if (statement !== value) this.#statement(statement);
      };
      if (!value) run();
      else this.#builder.guarded({ kind: 'compare', operator: '==', left: subject, right: this.#read(value), line: subject.line }, run);
    }
  }

  #under(tests: readonly Expression[], body: () => void): void {
    const [first, ...rest] = tests;
    if (!first) return body();
    this.#builder.guarded(first, () => this.#under(rest, body));
  }

  #body(node: SyntaxNode | null): void {
    if (node) this.#statement(node);
  }
}

/** Whether a block ends what runs it. */
const leaves = (body: SyntaxNode): boolean => {
  const last = body.type === 'compound_statement' ? body.children.at(-1) : body;
  return last !== undefined && /^(return|continue|break|exit|throw)_(statement|expression)$/.test(last.type);
};

/** `$a['b']->c` as a path of names. */
export function pathOf(expression: Expression): string[] | null {
  switch (expression.kind) {
    case 'name':
      return [expression.name === 'self' ? 'this' : expression.name];
    case 'member': {
      const object = pathOf(expression.object);
      return object && [...object, expression.name];
    }
    case 'index': {
      const object = pathOf(expression.object);
      return object && expression.key.kind === 'literal' ? [...object, String(expression.key.value)] : null;
    }
    default:
      return null;
  }
}
