import { typesOfNamespace } from '../../../catalog/dotnet/types.ts';
import { ModuleBuilder } from '../../../syntax/builder.ts';
import type { Expression } from '../../../syntax/expression.ts';
import type { Field, Import, Module, Parameter } from '../../../syntax/module.ts';
import { child, childOfType, childrenIn, type Source, type SyntaxNode } from '../../../syntax/node.ts';
import { CSharpExpressions } from './expression.ts';
import { dotted } from './reader.ts';
import { CSharpStatements, valueOf } from './statements.ts';
import { optionHolders, typeName } from './types.ts';

/** C# source to facts. */
export function readCSharp(source: Source): Module {
  return new CSharpFile(source).read();
}

/** What `using Namespace;` brings: everything in it, and by name what the catalogue knows. */
export const namespaceImports = (name: string, line: number): Import[] => [
  { local: '*', module: name, name: '*', line },
  ...typesOfNamespace(name).map((type): Import => ({ local: type, module: `${name}.${type}`, name: null, line })),
];

const classLike = new Set([
  'class_declaration',
  'record_declaration',
  'struct_declaration',
  'record_struct_declaration',
  'interface_declaration',
]);

class CSharpFile {
  readonly #source: Source;
  readonly #builder: ModuleBuilder;
  readonly #expressions: CSharpExpressions;
  readonly #statements: CSharpStatements;
  /** Fields and properties of the classes around, and names that hide them in the function around. */
  #fields: ReadonlySet<string> = new Set();
  #hidden: ReadonlySet<string> = new Set();
  #depth = 0;

  constructor(source: Source) {
    this.#source = source;
    this.#builder = new ModuleBuilder(source.path, 'dotnet');
    this.#expressions = new CSharpExpressions({
      source,
      holders: optionHolders(source.text),
      body: (node, parameters, call) => this.#statements.lambda(node, parameters, call),
    });
    this.#statements = new CSharpStatements(source, this.#builder, this.#expressions, {
      isField: (name) => this.#fields.has(name) && !this.#hidden.has(name),
      declaration: (node) => this.#declaration(node, null),
    });
  }

  read(): Module {
    this.#declarations(this.#source.root);
    return this.#builder.build();
  }

  #text(node: SyntaxNode | null): string {
    return node ? this.#source.textOf(node) : '';
  }

  #declarations(node: SyntaxNode): void {
    for (const each of node.children) this.#declaration(each, null);
  }

  #declaration(node: SyntaxNode, className: string | null): void {
    if (this.#depth > 60) return;
    this.#depth++;
    if (classLike.has(node.type)) this.#type(node);
    else if (node.type === 'using_directive') this.#using(node);
    else if (/^(file_scoped_)?namespace_declaration$/.test(node.type)) this.#namespace(node);
    else if (/^(method|constructor|local_function|operator|destructor)_/.test(node.type)) this.#method(node, className);
    else if (node.type === 'property_declaration') this.#accessors(node, className);
    else if (node.type.startsWith('preproc_') || node.type === 'declaration_list')
      for (const each of node.children) this.#declaration(each, className);
    else if (className === null) this.#statements.statement(node);
    this.#depth--;
  }

  #using(node: SyntaxNode): void {
    const line = this.#source.lineOf(node);
    const alias = child(node, 'name');
    const named = node.children.find((each) => each !== alias);
    const name = this.#text(named ?? null).replace(/^global::|\s/g, '');
    if (name === '') return;
    if (alias && named !== alias) this.#builder.import({ local: this.#text(alias), module: name, name: null, line });
    else for (const each of namespaceImports(name, line)) this.#builder.import(each);
  }

  /** Names of the namespace itself and of those around it need no `using`. */
  #namespace(node: SyntaxNode): void {
    const name = this.#text(child(node, 'name')).replace(/\s/g, '');
    this.#builder.namespace = name;
    const line = this.#source.lineOf(node);
    const segments = name.split('.');
    for (let length = segments.length; length > 0; length--)
      this.#builder.import({ local: '*', module: segments.slice(0, length).join('.'), name: '*', line });
    this.#declarations(child(node, 'body') ?? node);
  }

  #type(node: SyntaxNode): void {
    const name = this.#text(child(node, 'name'));
    const body = child(node, 'body');
    const parameters = childOfType(node, 'parameter_list');
    const fields = [...(parameters ? this.#primary(parameters) : []), ...(body ? body.children.flatMap((each) => this.#field(each)) : [])];
    const bases = this.#bases(node);
    this.#builder.class({
      name,
      bases,
      decorators: this.#attributes(node),
      fields,
      line: this.#source.lineOf(child(node, 'name') ?? node),
    });
    // Only tools run it, at a developer's desk.
    if (bases.some((each) => each.kind === 'name' && each.name === 'IDesignTimeDbContextFactory')) return;
    const outer = this.#fields;
    this.#fields = new Set([...outer, ...fields.map((each) => each.name)]);
    for (const each of body?.children ?? []) this.#declaration(each, name);
    this.#fields = outer;
  }

  #bases(node: SyntaxNode): Expression[] {
    return (childOfType(node, 'base_list')?.children ?? []).flatMap((each) => {
      if (each.type === 'argument_list') return [];
      const type = each.type === 'primary_constructor_base_type' ? child(each, 'type') : each;
      const generic = type?.type === 'generic_name' ? type.children[0] : type;
      return generic ? [dotted(this.#text(generic).replace(/<[\s\S]*>|\s/g, ''), this.#source.lineOf(generic))] : [];
    });
  }

  #attributes(node: SyntaxNode): Expression[] {
    return node.children
      .filter((each) => each.type === 'attribute_list')
      .flatMap((list) => list.children)
      .flatMap((each): Expression[] => {
        if (each.type !== 'attribute') return [];
        const callee = dotted(this.#text(child(each, 'name')).replace(/<[\s\S]*>|\s/g, ''), this.#source.lineOf(each));
        const args: Expression[] = [];
        const named: Record<string, Expression> = {};
        for (const argument of childOfType(each, 'attribute_argument_list')?.children ?? []) {
          const [value] = argument.children;
          if (value?.type === 'assignment_expression')
            named[this.#text(child(value, 'left'))] = this.#expressions.of(child(value, 'right'));
          else if (argument.children.length > 0) args.push(this.#expressions.of(argument.children.at(-1)));
        }
        return [{ kind: 'call', callee, args, named, line: this.#source.lineOf(each) }];
      });
  }

  #primary(list: SyntaxNode): Field[] {
    return list.children.flatMap((each): Field[] => {
      if (each.type !== 'parameter') return [];
      const type = child(each, 'type');
      const fallback = fallbackOf(each);
      return [
        {
          name: this.#text(child(each, 'name')),
          type: typeName(this.#source, type),
          optional: type?.type === 'nullable_type',
          value: fallback ? this.#expressions.of(fallback) : null,
          decorators: this.#attributes(each),
          tag: null,
          line: this.#source.lineOf(each),
        },
      ];
    });
  }

  #field(member: SyntaxNode): Field[] {
    const decorators = (): Expression[] => this.#attributes(member);
    if (member.type === 'property_declaration') {
      const type = child(member, 'type');
      const value = child(member, 'value');
      const inner = value?.type === 'arrow_expression_clause' ? (value.children[0] ?? null) : value;
      return [
        {
          name: this.#text(child(member, 'name')),
          type: typeName(this.#source, type),
          optional: type?.type === 'nullable_type',
          value: inner ? this.#expressions.ofTyped(inner, typeName(this.#source, type)) : null,
          decorators: decorators(),
          tag: null,
          settable: value?.type !== 'arrow_expression_clause',
          line: this.#source.lineOf(child(member, 'name') ?? member),
        },
      ];
    }
    if (member.type.startsWith('preproc_')) return member.children.flatMap((each) => this.#field(each));
    if (member.type !== 'field_declaration') return [];
    const declaration = childOfType(member, 'variable_declaration');
    const type = declaration ? child(declaration, 'type') : null;
    const isOpen =
      member.children.some((each) => this.#text(each) === 'public') &&
      !member.children.some((each) => /^(const|static|readonly)$/.test(this.#text(each)));
    return (declaration?.children ?? []).flatMap((each): Field[] => {
      if (each.type !== 'variable_declarator') return [];
      const value = valueOf(each);
      return [
        {
          name: this.#text(child(each, 'name')),
          type: typeName(this.#source, type),
          optional: type?.type === 'nullable_type',
          value: value ? this.#expressions.ofTyped(value, typeName(this.#source, type)) : null,
          decorators: decorators(),
          tag: null,
          settable: isOpen,
          line: this.#source.lineOf(each),
        },
      ];
    });
  }

  #accessors(node: SyntaxNode, className: string | null): void {
    for (const each of child(node, 'accessors')?.children ?? []) {
      const body = child(each, 'body');
      if (each.type !== 'accessor_declaration' || this.#text(child(each, 'name')) !== 'get' || !body) continue;
      this.#function(node, this.#text(child(node, 'name')), className, [], typeName(this.#source, child(node, 'type')), body);
    }
  }

  #method(node: SyntaxNode, className: string | null): void {
    const isConstructor = node.type === 'constructor_declaration';
    const list = child(node, 'parameters');
    const name = isConstructor ? 'constructor' : this.#text(child(node, 'name'));
    const returned = isConstructor ? null : typeName(this.#source, child(node, 'returns') ?? child(node, 'type'));
    const initializer = childOfType(node, 'constructor_initializer');
    // The receiver of an extension method stands before the dot, so it counts after what stands between the parentheses.
    const extended = list?.children.find((each) => /^(\[[^\]]*\]\s*)?this\s/.test(this.#text(each)));
    const written = (list?.children ?? []).filter((each) => each !== extended);
    const parameters = (extended ? [...written, extended] : written).flatMap((each) => this.#parameter(each));
    this.#function(node, name, className, parameters, returned, child(node, 'body'), initializer);
  }

  #function(
    node: SyntaxNode,
    name: string,
    className: string | null,
    parameters: readonly Parameter[],
    returnType: string | null,
    body: SyntaxNode | null,
    initializer: SyntaxNode | null = null,
  ): void {
    const outer = this.#hidden;
    const locals = body ? localNames(this.#source, body) : [];
    this.#hidden = new Set([...(className === null ? outer : []), ...parameters.map((each) => each.name), ...locals]);
    this.#builder.function(
      {
        name,
        className,
        parameters,
        decorators: this.#attributes(node),
        returnType,
        line: this.#source.lineOf(node),
        endLine: this.#source.endLineOf(node),
      },
      () => {
        if (initializer)
          for (const each of this.#expressions.arguments(childOfType(initializer, 'argument_list')).args) this.#builder.expression(each);
        if (body) this.#statements.functionBody(body);
      },
    );
    this.#hidden = outer;
  }

  #parameter(node: SyntaxNode): Parameter[] {
    if (node.type !== 'parameter') return [];
    const fallback = fallbackOf(node);
    return [
      {
        name: this.#text(child(node, 'name')),
        type: typeName(this.#source, child(node, 'type')),
        fallback: fallback ? this.#expressions.of(fallback) : null,
        decorators: this.#attributes(node),
      },
    ];
  }
}

/** A parameter's default: what stands after its name. */
function fallbackOf(parameter: SyntaxNode): SyntaxNode | null {
  const at = parameter.children.findIndex((each) => each.field === 'name');
  return at < 0 ? null : (parameter.children.slice(at + 1).find((each) => each.type !== 'comment') ?? null);
}

/** Names declared directly in a function's body. */
function localNames(source: Source, body: SyntaxNode): string[] {
  const names: string[] = [];
  const walk = (node: SyntaxNode, depth: number): void => {
    if (depth > 8) return;
    for (const each of node.children) {
      if (each.type === 'variable_declarator') {
        for (const name of childrenIn(each, 'name')) names.push(source.textOf(name));
      } else if (each.type !== 'expression_statement') walk(each, depth + 1);
    }
  };
  walk(body, 0);
  return names;
}
