import type { ModuleBuilder } from '../../syntax/builder.ts';
import type { Expression } from '../../syntax/expression.ts';
import type { Field, Parameter } from '../../syntax/module.ts';
import { child, childOfType, childrenIn, type Source, type SyntaxNode } from '../../syntax/node.ts';
import type { PhpExpressions } from './expressions.ts';
import { qualified, variableOf } from './forms.ts';

/** Classes and functions of PHP. */
export class PhpDefinitions {
  readonly #source: Source;
  readonly #builder: ModuleBuilder;
  readonly #expressions: PhpExpressions;
  readonly #body: (node: SyntaxNode | null) => void;

  constructor(source: Source, builder: ModuleBuilder, expressions: PhpExpressions, body: (node: SyntaxNode | null) => void) {
    this.#source = source;
    this.#builder = builder;
    this.#expressions = expressions;
    this.#body = body;
  }

  class(node: SyntaxNode): void {
    const name = this.#text(child(node, 'name'));
    const members = child(node, 'body')?.children ?? [];
    const bases = node.children.filter((each) => each.type === 'base_clause' || each.type === 'class_interface_clause');
    const traits = members.filter((each) => each.type === 'use_declaration');
    this.#builder.class({
      name,
      bases: [...bases, ...traits].flatMap((clause) =>
        clause.children
          .filter((each) => each.type === 'name' || each.type === 'qualified_name')
          .map((each) => qualified(this.#source.textOf(each), this.#source.lineOf(each))),
      ),
      decorators: this.#attributes(node),
      fields: members.flatMap((each) => this.#fields(each)),
      line: this.#source.lineOf(node),
    });
    for (const each of members) if (each.type === 'method_declaration') this.function(each, name);
  }

  function(node: SyntaxNode, className: string | null): void {
    const returnType = child(node, 'return_type');
    const name = child(node, 'name');
    const list = child(node, 'parameters')?.children ?? [];
    this.#builder.function(
      {
        name: name ? this.#source.textOf(name) : '',
        className,
        parameters: list.flatMap((each) => this.#parameter(each)),
        decorators: this.#attributes(node),
        returnType: returnType ? plainType(this.#source.textOf(returnType)).name : null,
        line: this.#source.lineOf(node),
        endLine: this.#source.endLineOf(node),
      },
      () => {
        for (const each of list) if (each.type === 'property_promotion_parameter') this.#promote(each);
        const body = child(node, 'body');
        if (!body || body.type === 'compound_statement') this.#body(body);
        else this.#builder.expression(this.#expressions.read(body));
      },
    );
  }

  /** A promoted constructor parameter is a field that is assigned at once. */
  #promote(node: SyntaxNode): void {
    const name = child(node, 'name');
    if (!name) return;
    const line = this.#source.lineOf(node);
    const variable = variableOf(this.#source, name);
    this.#builder.assign(['this', variable.slice(1)], { kind: 'name', name: variable, line }, line, this.#type(node).name);
  }

  #fields(node: SyntaxNode): Field[] {
    if (node.type === 'const_declaration')
      return node.children.flatMap((each) => {
        const [name, value] = each.type === 'const_element' ? each.children : [];
        return name ? [this.#field(this.#source.textOf(name), value ?? null, node)] : [];
      });
    if (node.type !== 'property_declaration') return [];
    return node.children.flatMap((each) => {
      const name = each.type === 'property_element' ? (child(each, 'name') ?? childOfType(each, 'variable_name')) : null;
      return name ? [this.#field(variableOf(this.#source, name).slice(1), child(each, 'default_value'), node)] : [];
    });
  }

  #field(name: string, value: SyntaxNode | null, node: SyntaxNode): Field {
    const { name: type, optional } = this.#type(node);
    return {
      name,
      type,
      optional,
      value: value ? this.#expressions.read(value) : null,
      decorators: this.#attributes(node),
      tag: null,
      line: this.#source.lineOf(value ?? node),
    };
  }

  #parameter(node: SyntaxNode): Parameter[] {
    const name = child(node, 'name');
    if (!name) return [];
    const fallback = child(node, 'default_value');
    return [
      {
        name: variableOf(this.#source, name),
        type: this.#type(node).name,
        fallback: fallback ? this.#expressions.read(fallback) : null,
        decorators: this.#attributes(node),
      },
    ];
  }

  #type(node: SyntaxNode): { name: string | null; optional: boolean } {
    const type = child(node, 'type');
    return type ? plainType(this.#source.textOf(type)) : { name: null, optional: false };
  }

  /** `#[Route('/health', name: 'health')]` as calls. */
  #attributes(node: SyntaxNode): Expression[] {
    return childrenIn(node, 'attributes').flatMap((list) =>
      list.children.flatMap((group) =>
        group.children.map((attribute): Expression => {
          const line = this.#source.lineOf(attribute);
          const name = attribute.children.find((each) => each.type === 'name' || each.type === 'qualified_name');
          const args = child(attribute, 'parameters')?.children ?? [];
          const named: Record<string, Expression> = {};
          const positional: Expression[] = [];
          for (const argument of args) {
            const key = child(argument, 'name');
            const value = this.#expressions.read(argument.children.findLast((each) => each !== key));
            if (key) named[this.#source.textOf(key)] = value;
            else positional.push(value);
          }
          return { kind: 'call', callee: qualified(name ? this.#source.textOf(name) : '', line), args: positional, named, line };
        }),
      ),
    );
  }

  #text(node: SyntaxNode | null): string {
    return node ? this.#source.textOf(node) : '';
  }
}

const builtin = /^(string|int|float|bool|array|mixed|void|null|never|object|callable|iterable|self|static|false|true)$/i;

/** `?\Predis\Client` and `Client|null` by the class that is meant. */
function plainType(text: string): { name: string | null; optional: boolean } {
  const parts = text
    .replace(/^\?/, '')
    .split('|')
    .map((part) => part.trim().replace(/^\\/, ''));
  return {
    name: parts.find((part) => !builtin.test(part)) ?? null,
    optional: text.startsWith('?') || parts.some((part) => part.toLowerCase() === 'null'),
  };
}
