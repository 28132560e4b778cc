import type { Expression, Name } from '../../syntax/expression.ts';
import { mapExpression } from '../../syntax/map.ts';
import type { Field, Parameter } from '../../syntax/module.ts';
import { child, childrenIn, type Source, type SyntaxNode } from '../../syntax/node.ts';
import type { PythonExpressions } from './expressions.ts';
import { plainType } from './types.ts';

interface Conditioned {
  readonly field: Field;
  readonly conditional: boolean;
}

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
      ...joined(
        (body?.children ?? []).flatMap((each) => [...this.#fields(each), ...this.#configuring(each)]),
        this.#text(child(node, 'name')),
      ),
    ];
    return { bases, fields };
  }

  #configuring(node: SyntaxNode): Conditioned[] {
    const name = node.type === 'class_definition' ? this.#text(child(node, 'name')) : '';
    if (name !== 'Config' && name !== 'Meta') return [];
    const fields = (child(node, 'body')?.children ?? []).flatMap((each) => this.#fields(each));
    return fields.map(({ field, conditional }) => ({ field: { ...field, name: `${name}.${field.name}` }, conditional }));
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

  /** What a statement of a class body declares; `tests` are the conditions it stands under. */
  #fields(statement: SyntaxNode, tests: readonly Expression[] = []): Conditioned[] {
    if (statement.type === 'if_statement') {
      const test = this.#read(child(statement, 'condition'));
      const inside = (node: SyntaxNode | null): Conditioned[] =>
        (node?.children ?? []).flatMap((each) => this.#fields(each, [...tests, test]));
      return [
        ...inside(child(statement, 'consequence')),
        ...childrenIn(statement, 'alternative').flatMap((each) => inside(child(each, 'body') ?? child(each, 'consequence'))),
      ];
    }
    const node = statement.type === 'expression_statement' ? statement.children[0] : undefined;
    if (node?.type !== 'assignment') return [];
    const left = child(node, 'left');
    if (left?.type !== 'identifier') return [];
    const type = child(node, 'type');
    const right = child(node, 'right');
    const plain = type ? plainType(this.#text(type)) : null;
    const annotation = type ? this.#read(type) : null;
    const field: Field = {
      name: this.#text(left),
      type: plain?.name ?? null,
      optional: plain?.optional ?? false,
      value: right ? this.#read(right) : null,
      decorators: annotation && annotation.kind !== 'name' ? [annotation] : [],
      tag: null,
      line: this.#source.lineOf(node),
    };
    return [{ field, conditional: tests.length > 0 }];
  }

  #read(node: SyntaxNode | null | undefined): Expression {
    return this.#expressions.read(node);
  }

  #text(node: SyntaxNode | null): string {
    return node ? this.#source.textOf(node) : '';
  }
}

/**
 * One field for each name: assigned again under a condition it may be either, what it was first. A body sees the names it has
 * assigned already, so `url = host` means the class's own `host`.
 */
function joined(all: readonly Conditioned[], className: string): Field[] {
  const fields = new Map<string, Field>();
  for (const { field, conditional } of all) {
    const value =
      field.value &&
      mapExpression(field.value, (each) => (each.kind === 'name' && fields.has(each.name) ? ownMember(each, className) : each));
    const before = fields.get(field.name);
    const merged: Expression | null =
      conditional && before?.value && value ? { kind: 'fallback', first: before.value, second: value, line: before.line } : value;
    fields.set(field.name, before && conditional ? { ...before, value: merged } : { ...field, value: merged });
  }
  return [...fields.values()];
}

const ownMember = (name: Name, className: string): Expression => ({
  kind: 'member',
  object: { kind: 'name', name: className, line: name.line },
  name: name.name,
  line: name.line,
});
