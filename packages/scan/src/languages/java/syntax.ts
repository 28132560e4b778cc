import { typesByPackage } from '../../catalog/java/types.ts';
import { ModuleBuilder } from '../../syntax/builder.ts';
import type { Expression } from '../../syntax/expression.ts';
import type { Field, Module, Parameter } from '../../syntax/module.ts';
import { child, childOfType, childrenIn, type Source, type SyntaxNode } from '../../syntax/node.ts';
import { annotationName, boundFields, injectedValue, settingsPrefix } from './annotations.ts';
import { isComment, JavaExpressions, plainType } from './expression.ts';
import { JavaStatements } from './statements.ts';

/** Java source to facts. */
export function readJava(source: Source): Module {
  return new JavaFile(source).read();
}

const typeDeclarations = new Set([
  'class_declaration',
  'record_declaration',
  'interface_declaration',
  'enum_declaration',
  'annotation_type_declaration',
]);

class JavaFile {
  readonly #source: Source;
  readonly #builder: ModuleBuilder;
  readonly #expressions: JavaExpressions;
  readonly #statements: JavaStatements;
  #depth = 0;

  constructor(source: Source) {
    this.#source = source;
    this.#builder = new ModuleBuilder(source.path, 'java');
    this.#expressions = new JavaExpressions({
      source,
      body: (node) => this.#statements.body(node),
      members: (node) => this.#members(node, null),
    });
    this.#statements = new JavaStatements(source, this.#builder, this.#expressions, (node) => this.#type(node));
  }

  read(): Module {
    for (const node of this.#source.root.children) {
      if (node.type === 'package_declaration')
        this.#builder.namespace = this.#text(node.children.find((each) => each.type.endsWith('identifier')) ?? null);
      else if (node.type === 'import_declaration') this.#import(node);
      else if (typeDeclarations.has(node.type)) this.#type(node);
      else if (node.type === 'method_declaration') this.#method(node, null);
      else if (!isComment(node)) this.#statements.statement(node);
    }
    return this.#builder.build();
  }

  #text(node: SyntaxNode | null): string {
    return node ? this.#source.textOf(node) : '';
  }

  #import(node: SyntaxNode): void {
    const line = this.#source.lineOf(node);
    const name = this.#text(node.children.find((each) => each.type.endsWith('identifier')) ?? null).replace(/\s/g, '');
    if (node.children.some((each) => each.type === 'asterisk')) {
      this.#builder.import({ local: '*', module: name, name: '*', line });
      for (const type of typesByPackage.get(name) ?? []) this.#builder.import({ local: type, module: `${name}.${type}`, name: null, line });
      return;
    }
    const local = name.slice(name.lastIndexOf('.') + 1);
    const isStatic = /^import\s+static\s/.test(this.#text(node));
    if (isStatic) this.#builder.import({ local, module: name.slice(0, name.lastIndexOf('.')), name: local, line });
    else this.#builder.import({ local, module: name, name: null, line });
  }

  #type(node: SyntaxNode): void {
    if (this.#depth > 60) return;
    this.#depth++;
    const name = this.#text(child(node, 'name'));
    const decorators = this.#annotations(node);
    const body = child(node, 'body');
    const fields = body ? this.#fields(body) : [];
    const parameters = child(node, 'parameters');
    if (node.type === 'record_declaration' && parameters) fields.push(...this.#components(parameters));
    const prefix = settingsPrefix(decorators);
    this.#builder.class({
      name,
      bases: this.#bases(node),
      decorators,
      fields: prefix === null ? fields : boundFields(prefix, fields),
      line: this.#source.lineOf(node),
    });
    this.#accessors(name, node.type === 'record_declaration', decorators, fields);
    if (body) this.#members(body, name);
    this.#depth--;
  }

  #bases(node: SyntaxNode): Expression[] {
    const types: SyntaxNode[] = [];
    const superclass = child(node, 'superclass');
    if (superclass) types.push(...superclass.children);
    for (const list of [child(node, 'interfaces'), childOfType(node, 'extends_interfaces')])
      types.push(...(list?.children[0]?.children ?? []));
    return types.map((each) => this.#expressions.of(each));
  }

  #annotations(node: SyntaxNode): Expression[] {
    const modifiers = childOfType(node, 'modifiers');
    if (!modifiers) return [];
    return modifiers.children.flatMap((each): Expression[] => {
      if (each.type !== 'annotation' && each.type !== 'marker_annotation') return [];
      const callee = this.#expressions.of(child(each, 'name'));
      const line = this.#source.lineOf(each);
      const list = child(each, 'arguments');
      if (!list) return [callee];
      const args: Expression[] = [];
      const named: Record<string, Expression> = {};
      for (const argument of list.children) {
        if (argument.type === 'element_value_pair')
          named[this.#text(child(argument, 'key'))] = this.#expressions.of(child(argument, 'value'));
        else if (!isComment(argument)) args.push(this.#expressions.of(argument));
      }
      return [{ kind: 'call', callee, args, named, line }];
    });
  }

  #fields(body: SyntaxNode): Field[] {
    return body.children.flatMap((member): Field[] => {
      if (member.type !== 'field_declaration' && member.type !== 'constant_declaration') return [];
      const decorators = this.#annotations(member);
      const type = plainType(this.#text(child(member, 'type')));
      return childrenIn(member, 'declarator').map((declarator) => {
        const value = child(declarator, 'value');
        return {
          name: this.#text(child(declarator, 'name')),
          type,
          optional: decorators.some((each) => annotationName(each) === 'Nullable') || type.startsWith('Optional'),
          value: injectedValue(decorators) ?? (value ? this.#expressions.of(value) : null),
          decorators,
          tag: null,
          line: this.#source.lineOf(declarator),
        };
      });
    });
  }

  #components(parameters: SyntaxNode): Field[] {
    return parameters.children.flatMap((each): Field[] => {
      if (each.type !== 'formal_parameter') return [];
      const decorators = this.#annotations(each);
      const fallback = decorators.find((decorator) => annotationName(decorator) === 'DefaultValue');
      const value = injectedValue(decorators) ?? (fallback?.kind === 'call' ? (fallback.args[0] ?? null) : null);
      return [
        {
          name: this.#text(child(each, 'name')),
          type: plainType(this.#text(child(each, 'type'))),
          optional: false,
          value,
          decorators,
          tag: null,
          line: this.#source.lineOf(each),
        },
      ];
    });
  }

  /** Accessors that the compiler writes: a record's, and those Lombok adds. */
  #accessors(className: string, isRecord: boolean, decorators: readonly Expression[], fields: readonly Field[]): void {
    const isLombok = decorators.some((each) => /^(Data|Getter|Value)$/.test(annotationName(each)));
    for (const field of fields) {
      const fieldLombok = field.decorators.some((each) => annotationName(each) === 'Getter');
      if (!isRecord && !isLombok && !fieldLombok) continue;
      const name = isRecord
        ? field.name
        : `${field.type === 'boolean' ? 'is' : 'get'}${field.name.charAt(0).toUpperCase()}${field.name.slice(1)}`;
      this.#builder.function(
        { name, className, parameters: [], decorators: [], returnType: field.type, line: field.line, endLine: field.line },
        () =>
          this.#builder.returned({
            kind: 'member',
            object: { kind: 'name', name: 'this', line: field.line },
            name: field.name,
            line: field.line,
          }),
      );
    }
  }

  #members(body: SyntaxNode, className: string | null): void {
    for (const member of body.children) {
      switch (member.type) {
        case 'method_declaration':
        case 'constructor_declaration':
        case 'compact_constructor_declaration':
          this.#method(member, className);
          break;
        case 'static_initializer':
        case 'block':
          this.#statements.statement(member.type === 'block' ? member : member.children[0]);
          break;
        case 'enum_constant':
          for (const argument of this.#expressions.arguments(child(member, 'arguments'))) this.#builder.expression(argument);
          break;
        case 'enum_body_declarations':
          this.#members(member, className);
          break;
        case 'field_declaration':
        case 'constant_declaration':
          if (className === null) for (const field of this.#fields(member)) if (field.value) this.#builder.expression(field.value);
          break;
        default:
          if (typeDeclarations.has(member.type)) this.#type(member);
      }
    }
  }

  #method(node: SyntaxNode, className: string | null): void {
    const isConstructor = node.type !== 'method_declaration';
    const list = child(node, 'parameters');
    const body = child(node, 'body');
    this.#builder.function(
      {
        name: isConstructor ? 'constructor' : this.#text(child(node, 'name')),
        className,
        parameters: list ? list.children.flatMap((each) => this.#parameter(each)) : [],
        decorators: this.#annotations(node),
        returnType: isConstructor ? null : plainType(this.#text(child(node, 'type'))),
        line: this.#source.lineOf(node),
        endLine: this.#source.endLineOf(node),
      },
      () => {
        if (body) this.#statements.functionBody(body);
      },
    );
  }

  #parameter(node: SyntaxNode): Parameter[] {
    if (node.type !== 'formal_parameter' && node.type !== 'spread_parameter') return [];
    const decorators = this.#annotations(node);
    const declarator = child(node, 'name') ?? childOfType(node, 'variable_declarator', 'identifier');
    return [
      { name: this.#text(declarator), type: plainType(this.#text(child(node, 'type'))), fallback: injectedValue(decorators), decorators },
    ];
  }
}
