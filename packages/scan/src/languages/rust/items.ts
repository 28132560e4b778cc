import type { ModuleBuilder } from '../../syntax/builder.ts';
import type { Expression } from '../../syntax/expression.ts';
import type { Field, Parameter } from '../../syntax/module.ts';
import { child, childOfType, type Source, type SyntaxNode } from '../../syntax/node.ts';
import { readAttribute } from './attributes.ts';
import { isBasic, plainType } from './types.ts';

/** Structs, enums and parameters as they are declared. */
export class RustItems {
  readonly #source: Source;
  readonly #builder: ModuleBuilder;

  constructor(source: Source, builder: ModuleBuilder) {
    this.#source = source;
    this.#builder = builder;
  }

  struct(node: SyntaxNode, decorators: readonly Expression[]): void {
    const name = this.#text(child(node, 'name'));
    const body = child(node, 'body');
    const fields = body?.type === 'field_declaration_list' ? this.fields(body) : [];
    this.#builder.class({ name, bases: [], decorators, fields, line: this.#source.lineOf(node) });
  }

  /** An enum of subcommands: each variant's fields are options of the program. */
  enum(node: SyntaxNode, decorators: readonly Expression[]): void {
    const variants = (child(node, 'body')?.children ?? []).filter((each) => each.type === 'enum_variant');
    const name = this.#text(child(node, 'name'));
    const bases = variants.map((each): Expression => ({
      kind: 'name',
      name: this.#text(child(each, 'name')),
      line: this.#source.lineOf(each),
    }));
    const line = this.#source.lineOf(node);
    this.#builder.class({ name, bases, decorators: [...decorators, { kind: 'name', name: 'enum', line }], fields: [], line });
    for (const variant of variants) {
      const body = childOfType(variant, 'field_declaration_list');
      const fields = body ? this.fields(body) : [];
      if (fields.length === 0) continue;
      this.#builder.class({
        name: `${name}$${this.#text(child(variant, 'name'))}`,
        bases: [],
        decorators,
        fields,
        line: this.#source.lineOf(variant),
      });
    }
  }

  /** `type Configuration = Arc<Settings>;` has the members of what it stands for. */
  alias(node: SyntaxNode): void {
    const type = child(node, 'type');
    const target = type ? plainType(this.#source.textOf(type)).name : null;
    const line = this.#source.lineOf(node);
    if (target === null || isBasic(target)) return;
    const bases: Expression[] = [{ kind: 'name', name: target.slice(target.lastIndexOf(':') + 1), line }];
    this.#builder.class({ name: this.#text(child(node, 'name')), bases, decorators: [], fields: [], line });
  }

  fields(body: SyntaxNode): Field[] {
    const found: Field[] = [];
    let decorators: Expression[] = [];
    for (const each of body.children) {
      if (each.type === 'attribute_item') {
        const attribute = readAttribute(each, this.#source);
        if (attribute) decorators.push(attribute);
        continue;
      }
      if (each.type !== 'field_declaration') continue;
      const type = child(each, 'type');
      const plain = type ? plainType(this.#source.textOf(type)) : { name: null, optional: false, list: false };
      found.push({
        name: this.#text(child(each, 'name')),
        type: plain.name,
        optional: plain.optional,
        value: null,
        decorators,
        tag: plain.list ? '[]' : null,
        line: this.#source.lineOf(each),
      });
      decorators = [];
    }
    return found;
  }

  parameters(list: SyntaxNode | null, self: string | null): Parameter[] {
    return (list?.children ?? []).flatMap((each): Parameter[] => {
      if (each.type === 'self_parameter') return [{ name: 'self', type: null, fallback: null, decorators: [] }];
      if (each.type !== 'parameter') return [];
      const pattern = child(each, 'pattern');
      const type = child(each, 'type');
      const plain = type ? plainType(this.#source.textOf(type), self) : null;
      return [
        {
          name: pattern ? patternName(pattern, this.#source) : '',
          type: plain?.list ? null : (plain?.name ?? null),
          fallback: null,
          decorators: [],
        },
      ];
    });
  }

  #text(node: SyntaxNode | null): string {
    return node ? this.#source.textOf(node) : '';
  }
}

/** `Data(db): Data<Db>`, `mut config: Config`: the one name a pattern binds. */
export function patternName(node: SyntaxNode, source: Source): string {
  if (node.type === 'identifier') return source.textOf(node);
  const inner = node.type === 'tuple_struct_pattern' ? node.children.filter((each) => each.field !== 'type') : node.children;
  const only = inner.filter((each) => each.type !== 'mutable_specifier' && each.type !== 'ref');
  return only.length === 1 && only[0] ? patternName(only[0], source) : '';
}
