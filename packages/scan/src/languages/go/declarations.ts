import type { ModuleBuilder } from '../../syntax/builder.ts';
import type { Expression } from '../../syntax/expression.ts';
import type { Field, Parameter } from '../../syntax/module.ts';
import { child, childrenIn, type Source, type SyntaxNode } from '../../syntax/node.ts';
import { typeName, type GoExpressions } from './expressions.ts';
import { demanded, targetsOf } from './targets.ts';
import { isBasic, plainType } from './types.ts';

/** Variables, constants, types and parameters as they are declared. */
export class GoDeclarations {
  readonly #source: Source;
  readonly #builder: ModuleBuilder;
  readonly #expressions: GoExpressions;

  constructor(source: Source, builder: ModuleBuilder, expressions: GoExpressions) {
    this.#source = source;
    this.#builder = builder;
    this.#expressions = expressions;
  }

  /** Records `var` and `const`; gives the names that were declared. */
  variables(node: SyntaxNode, checked: ReadonlySet<string>): string[] {
    const specs = node.children.flatMap((each) => (each.type === 'var_spec_list' ? each.children : [each]));
    return specs.flatMap((spec) => {
      if (spec.type !== 'var_spec' && spec.type !== 'const_spec') return [];
      const names = childrenIn(spec, 'name')
        .filter((each) => each.type === 'identifier')
        .map((each) => this.#source.textOf(each));
      const line = this.#source.lineOf(spec);
      const written = plainType(child(spec, 'type'), this.#source);
      const type = written.struct ? this.#struct(names[0] ?? '', written.struct, line) : written.name;
      const values = (child(spec, 'value')?.children ?? []).map((each) => this.#expressions.read(each));
      if (values.length === 0) {
        if (type !== null && !isBasic(type))
          for (const name of names)
            this.#builder.assign([name], { kind: 'unknown', children: [], line }, line, written.slice ? null : type);
        return names;
      }
      const targets = targetsOf(
        names.map((name) => (name === '_' ? null : [name])),
        values,
        checked,
      );
      for (const { path, value } of targets) this.#builder.assign(path, demanded(value, path, checked), line, written.slice ? null : type);
      if (targets.length === 0) for (const value of values) this.#builder.expression(value);
      return names;
    });
  }

  types(node: SyntaxNode): void {
    for (const spec of node.children) {
      const name = child(spec, 'name');
      const type = child(spec, 'type');
      if (!name || !type) continue;
      const line = this.#source.lineOf(spec);
      const plain = plainType(type, this.#source);
      if (plain.struct) this.#struct(this.#source.textOf(name), plain.struct, line);
      else if (plain.name !== null && !isBasic(plain.name) && !plain.slice)
        this.#builder.class({ name: this.#source.textOf(name), bases: [typeName(plain.name, line)], decorators: [], fields: [], line });
    }
  }

  parameters(list: SyntaxNode | null): Parameter[] {
    if (list?.type !== 'parameter_list') return [];
    return list.children.flatMap((each): Parameter[] => {
      if (each.type !== 'parameter_declaration' && each.type !== 'variadic_parameter_declaration') return [];
      const { name: type, slice } = plainType(child(each, 'type'), this.#source);
      const names = childrenIn(each, 'name').filter((one) => one.type === 'identifier');
      const parameter = (name: string): Parameter => ({
        name,
        type: slice || each.type === 'variadic_parameter_declaration' ? null : type,
        fallback: null,
        decorators: [],
      });
      return names.length ? names.map((one) => parameter(this.#source.textOf(one))) : [parameter('')];
    });
  }

  /** Records a struct; structs written inside it become types of their own, named after where they stand. */
  #struct(name: string, node: SyntaxNode, line: number): string {
    const bases: Expression[] = [];
    const declared = node.children.find((each) => each.type === 'field_declaration_list')?.children ?? [];
    const fields = declared.flatMap((each): Field[] => {
      if (each.type !== 'field_declaration') return [];
      const at = this.#source.lineOf(each);
      const plain = plainType(child(each, 'type'), this.#source);
      const tag = child(each, 'tag');
      const names = childrenIn(each, 'name')
        .filter((one) => one.type === 'field_identifier')
        .map((one) => this.#source.textOf(one));
      if (names.length === 0 && plain.name !== null) {
        bases.push(typeName(plain.name, at));
        names.push(plain.name.slice(plain.name.lastIndexOf('.') + 1));
      }
      return names.map((one) => ({
        name: one,
        type: plain.struct ? this.#struct(`${name}$${one}`, plain.struct, at) : plain.name,
        optional: plain.pointer,
        value: null,
        decorators: plain.slice ? [{ kind: 'name', name: '[]', line: at }] : [],
        tag: tag ? this.#source.textOf(tag).slice(1, -1) : null,
        line: at,
      }));
    });
    this.#builder.class({ name, bases, decorators: [], fields, line });
    return name;
  }
}
