import { typesByPackage } from '../../../catalog/java/types.ts';
import { ModuleBuilder } from '../../../syntax/builder.ts';
import type { Expression } from '../../../syntax/expression.ts';
import type { Field, Module, Parameter } from '../../../syntax/module.ts';
import { childOfType, type Source, type SyntaxNode } from '../../../syntax/node.ts';
import { boundFields, injectedValue, settingsPrefix } from '../annotations.ts';
import { isComment, plainType } from '../expression.ts';
import { KotlinExpressions } from './expression.ts';
import { KotlinStatements } from './statements.ts';

/** Kotlin source to facts. */
export function readKotlin(source: Source): Module {
  return new KotlinFile(source).read();
}

class KotlinFile {
  readonly #source: Source;
  readonly #builder: ModuleBuilder;
  readonly #expressions: KotlinExpressions;
  readonly #statements: KotlinStatements;
  #depth = 0;

  constructor(source: Source) {
    this.#source = source;
    this.#builder = new ModuleBuilder(source.path, 'java');
    this.#expressions = new KotlinExpressions({
      source,
      body: (node) => this.#statements.body(node),
      members: (node) => this.#members(node, null),
      assigned: (node) => this.#statements.assigned(node),
    });
    this.#statements = new KotlinStatements(source, this.#builder, this.#expressions, (node) => this.#declaration(node, null));
  }

  read(): Module {
    for (const node of this.#source.root.children) {
      if (node.type === 'package_header') this.#builder.namespace = this.#text(node.children[0]).replace(/\s/g, '');
      else if (node.type === 'import_list') for (const each of node.children) this.#import(each);
      else if (node.type !== 'file_annotation') this.#declaration(node, null);
    }
    return this.#builder.build();
  }

  #text(node: SyntaxNode | null | undefined): string {
    return node ? this.#source.textOf(node) : '';
  }

  #import(node: SyntaxNode): void {
    const identifier = childOfType(node, 'identifier');
    if (!identifier) return;
    const line = this.#source.lineOf(node);
    const name = this.#text(identifier).replace(/[\s`]/g, '');
    if (childOfType(node, 'wildcard_import')) {
      this.#builder.import({ local: '*', module: name, name: '*', line });
      for (const type of typesByPackage.get(name) ?? []) this.#builder.import({ local: type, module: `${name}.${type}`, name: null, line });
      return;
    }
    const last = name.slice(name.lastIndexOf('.') + 1);
    const local = this.#text(childOfType(node, 'import_alias')?.children[0]) || last;
    // A function or constant is imported from its package; a class stands for itself.
    if (/^[A-Z]/.test(last)) this.#builder.import({ local, module: name, name: null, line });
    else this.#builder.import({ local, module: name.slice(0, Math.max(0, name.lastIndexOf('.'))), name: last, line });
  }

  #declaration(node: SyntaxNode, className: string | null): void {
    if (this.#depth > 60 || isComment(node)) return;
    this.#depth++;
    switch (node.type) {
      case 'class_declaration':
      case 'object_declaration':
      case 'companion_object':
        this.#type(node, className);
        break;
      case 'function_declaration':
        this.#function(node, className);
        break;
      default:
        this.#statements.statement(node);
    }
    this.#depth--;
  }

  #type(node: SyntaxNode, outer: string | null): void {
    const own = childOfType(node, 'type_identifier');
    const name = node.type === 'companion_object' ? (outer ?? 'Companion') : this.#text(own);
    const decorators = this.#annotations(node);
    const body = childOfType(node, 'class_body', 'enum_class_body');
    const constructor = childOfType(node, 'primary_constructor');
    const parameters = (constructor?.children ?? []).filter((each) => each.type === 'class_parameter');
    const companion = node.type === 'companion_object' ? null : body?.children.find((each) => each.type === 'companion_object');
    const fields = [
      ...parameters.map((each) => this.#constructorField(each)),
      ...this.#fields(body),
      ...this.#fields(companion ? childOfType(companion, 'class_body') : null),
    ];
    const prefix = settingsPrefix(decorators);
    const bases = node.children
      .filter((each) => each.type === 'delegation_specifier')
      .map((each) => {
        const base = this.#expressions.of(each.children[0]);
        return base.kind === 'call' ? base.callee : base;
      });
    if (node.type !== 'companion_object') {
      this.#builder.class({
        name,
        bases,
        decorators,
        fields: prefix === null ? fields : boundFields(prefix, fields),
        line: this.#source.lineOf(node),
      });
      for (const each of node.children)
        if (each.type === 'delegation_specifier' && each.children[0]?.type === 'constructor_invocation')
          this.#builder.expression(this.#expressions.of(each.children[0]));
    }
    if (constructor) {
      const line = this.#source.lineOf(constructor);
      this.#builder.function(
        {
          name: 'constructor',
          className: name,
          parameters: parameters.map((each) => this.#parameterOf(each, [])),
          decorators: [],
          returnType: null,
          line,
          endLine: this.#source.endLineOf(constructor),
        },
        () => {},
      );
    }
    if (body) this.#members(body, name);
  }

  #members(body: SyntaxNode, className: string | null): void {
    for (const member of body.children) {
      if (member.type === 'property_declaration') {
        // A property is a field of its class; only its accessor's statements stand by themselves.
        if (className === null) this.#statements.property(member);
      } else if (member.type === 'anonymous_initializer') for (const each of member.children) this.#statements.statement(each);
      else if (member.type === 'secondary_constructor') this.#function(member, className);
      else if (!/^(enum_entry|type_identifier|modifiers)$/.test(member.type)) this.#declaration(member, className);
    }
  }

  #annotations(node: SyntaxNode): Expression[] {
    const modifiers = childOfType(node, 'modifiers', 'parameter_modifiers');
    return (modifiers?.children ?? []).flatMap((each) => {
      const said =
        each.type === 'annotation'
          ? each.children.find((part) => part.type === 'constructor_invocation' || part.type === 'user_type')
          : undefined;
      return said ? [this.#expressions.of(said)] : [];
    });
  }

  #constructorField(node: SyntaxNode): Field {
    const decorators = this.#annotations(node);
    const parameter = this.#parameterOf(node, decorators);
    return {
      name: parameter.name,
      type: parameter.type,
      optional: node.children.some((each) => each.type === 'nullable_type'),
      value: parameter.fallback,
      decorators,
      tag: null,
      line: this.#source.lineOf(node),
    };
  }

  #fields(body: SyntaxNode | null | undefined): Field[] {
    return (body?.children ?? []).flatMap((member): Field[] => {
      if (member.type !== 'property_declaration') return [];
      const { name, type, optional, value } = this.#statements.propertyParts(member);
      const decorators = this.#annotations(member);
      return name === null
        ? []
        : [{ name, type, optional, value: injectedValue(decorators) ?? value, decorators, tag: null, line: this.#source.lineOf(member) }];
    });
  }

  #parameterOf(node: SyntaxNode, known: readonly Expression[]): Parameter {
    const decorators = known.length ? known : this.#annotations(node);
    const type = node.children.find((each) => /^(user|nullable|function)_type$/.test(each.type));
    const value = node.children.findLast(
      (each) =>
        !/^(modifiers|parameter_modifiers|binding_pattern_kind|simple_identifier|user_type|nullable_type|function_type)$/.test(each.type) &&
        !isComment(each),
    );
    return {
      name: this.#text(childOfType(node, 'simple_identifier')),
      type: type ? plainType(this.#text(type)) : null,
      fallback: injectedValue(decorators) ?? (value ? this.#expressions.of(value) : null),
      decorators,
    };
  }

  #function(node: SyntaxNode, className: string | null): void {
    const isConstructor = node.type === 'secondary_constructor';
    const list = childOfType(node, 'function_value_parameters');
    const body = childOfType(node, 'function_body');
    const type = node.children.findLast((each) => each.type === 'user_type' || each.type === 'nullable_type');
    const parameters: Parameter[] = [];
    let decorators: Expression[] = [];
    for (const [position, each] of (list?.children ?? []).entries()) {
      if (each.type === 'parameter_modifiers') decorators = this.#annotations({ ...each, children: [each] });
      else if (each.type === 'parameter') {
        const next = list?.children[position + 1];
        const fallback =
          next && next.type !== 'parameter' && next.type !== 'parameter_modifiers' && !isComment(next) ? this.#expressions.of(next) : null;
        const parameter = this.#parameterOf(each, decorators);
        parameters.push({ ...parameter, fallback: parameter.fallback ?? fallback });
        decorators = [];
      }
    }
    this.#builder.function(
      {
        name: isConstructor ? 'constructor' : this.#text(childOfType(node, 'simple_identifier')),
        className,
        parameters,
        decorators: this.#annotations(node),
        returnType: type ? plainType(this.#text(type)) : null,
        line: this.#source.lineOf(node),
        endLine: this.#source.endLineOf(node),
      },
      () => {
        if (body) this.#statements.functionBody(body);
      },
    );
  }
}
