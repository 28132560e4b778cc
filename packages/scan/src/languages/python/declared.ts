import type { Expression } from '../../syntax/expression.ts';
import type { Field, Parameter } from '../../syntax/module.ts';
import { child, type Source, type SyntaxNode } from '../../syntax/node.ts';
import type { PythonExpressions } from './expressions.ts';
import { plainType } from './types.ts';

/** What definitions declare: parameters of functions, bases and fields of classes. */
export class PythonDeclarations {
  readonly #source: Source;
  readonly #expressions: PythonExpressions;

  constructor(source: Source, expressions: PythonExpressions) {
    this.#source = source;
    this.#expressions = expressions;
  }

  parameters(node: SyntaxNode): Parameter[] {
    return (child(node, 'parameters')?.children ?? []).flatMap((each) => this.#parameter(each));
  }

  /**
   * Keyword arguments of the class line (`class Settings(BaseSettings, env_prefix="SHOP_")`) count as fields, and so do those of
   * a class inside that only configures it: `Config.env_prefix`.
   */
  ofClass(node: SyntaxNode): { bases: Expression[]; fields: Field[] } {
    const body = child(node, 'body');
    const bases = (child(node, 'superclasses')?.children ?? [])
      .filter((each) => each.type !== 'keyword_argument')
      .map((each) => this.#read(each));
    const keywords = (child(node, 'superclasses')?.children ?? []).filter((each) => each.type === 'keyword_argument');
    const fields = [
      ...keywords.map((each): Field => ({
        name: this.#text(child(each, 'name')),
        type: null,
        optional: false,
        value: this.#read(child(each, 'value')),
        decorators: [],
        tag: null,
        line: this.#source.lineOf(each),
      })),
      ...(body?.children ?? []).flatMap((each) => [...this.#fields(each), ...this.#configuring(each)]),
    ];
    return { bases, fields };
  }

  #configuring(node: SyntaxNode): Field[] {
    const name = node.type === 'class_definition' ? this.#text(child(node, 'name')) : '';
    if (name !== 'Config' && name !== 'Meta') return [];
    const fields = (child(node, 'body')?.children ?? []).flatMap((each) => this.#fields(each));
    return fields.map((field) => ({ ...field, name: `${name}.${field.name}` }));
  }

  #parameter(node: SyntaxNode): Parameter[] {
    const type = child(node, 'type');
    const value = child(node, 'value');
    const name = node.type === 'identifier' ? this.#text(node) : this.#text(child(node, 'name') ?? node.children[0] ?? null);
    if (!/^\w+$/.test(name)) return [];
    const annotation = type ? this.#read(type) : null;
    return [
      {
        name,
        type: type ? plainType(this.#text(type)).name : null,
        fallback: value ? this.#read(value) : null,
        decorators: annotation?.kind === 'index' ? [annotation] : [],
      },
    ];
  }

  #fields(statement: SyntaxNode): Field[] {
    if (statement.type === 'if_statement') return (child(statement, 'consequence')?.children ?? []).flatMap((each) => this.#fields(each));
    const node = statement.type === 'expression_statement' ? statement.children[0] : undefined;
    if (node?.type !== 'assignment') return [];
    const left = child(node, 'left');
    if (left?.type !== 'identifier') return [];
    const type = child(node, 'type');
    const right = child(node, 'right');
    const plain = type ? plainType(this.#text(type)) : null;
    const annotation = type ? this.#read(type) : null;
    return [
      {
        name: this.#text(left),
        type: plain?.name ?? null,
        optional: plain?.optional ?? false,
        value: right ? this.#read(right) : null,
        decorators: annotation && annotation.kind !== 'name' ? [annotation] : [],
        tag: null,
        line: this.#source.lineOf(node),
      },
    ];
  }

  #read(node: SyntaxNode | null | undefined): Expression {
    return this.#expressions.read(node);
  }

  #text(node: SyntaxNode | null): string {
    return node ? this.#source.textOf(node) : '';
  }
}
