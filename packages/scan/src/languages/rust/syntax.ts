import { ModuleBuilder } from '../../syntax/builder.ts';
import type { Expression } from '../../syntax/expression.ts';
import type { Module } from '../../syntax/module.ts';
import { child, childOfType, type Source, type SyntaxNode } from '../../syntax/node.ts';
import { readAttribute } from './attributes.ts';
import { RustBodies } from './bodies.ts';
import { RustExpressions } from './expressions.ts';
import { RustItems } from './items.ts';
import { RustPaths } from './paths.ts';
import { plainType } from './types.ts';

/** Rust source to facts. */
export function readRust(source: Source): Module {
  const builder = new ModuleBuilder(source.path, 'rust');
  new RustReader(source, builder).items(source.root);
  return builder.build();
}

const deepest = 40;

/** Items of a file: what it brings in, its types, functions and constants. */
class RustReader {
  readonly #source: Source;
  readonly #builder: ModuleBuilder;
  readonly #paths: RustPaths;
  readonly #items: RustItems;
  readonly #expressions: RustExpressions;
  readonly #bodies: RustBodies;
  #depth = 0;

  constructor(source: Source, builder: ModuleBuilder) {
    this.#source = source;
    this.#builder = builder;
    this.#paths = new RustPaths(source, builder);
    this.#items = new RustItems(source, builder);
    this.#bodies = new RustBodies(
      source,
      builder,
      (node) => this.#expressions.read(node),
      (node, decorators) => this.#item(node, decorators),
    );
    this.#expressions = new RustExpressions(source, this.#paths, this.#bodies);
  }

  items(node: SyntaxNode): void {
    if (this.#depth > deepest) return;
    this.#depth++;
    for (const each of node.children) if (each.type === 'use_declaration') this.#paths.use(each);
    for (const each of node.children)
      if (each.type === 'mod_item' && !child(each, 'body')) this.#paths.module(this.#text(child(each, 'name')), this.#source.lineOf(each));
    let decorators: Expression[] = [];
    for (const each of node.children) {
      if (each.type === 'attribute_item') {
        const attribute = readAttribute(each, this.#source);
        if (attribute) decorators.push(attribute);
        continue;
      }
      if (/comment$/.test(each.type)) continue;
      if (!isTestOnly(decorators)) this.#item(each, decorators);
      decorators = [];
    }
    this.#depth--;
  }

  #item(node: SyntaxNode, decorators: readonly Expression[]): void {
    switch (node.type) {
      case 'use_declaration':
        return this.#depth > 1 || this.#bodies.inside ? this.#paths.use(node) : undefined;
      case 'mod_item': {
        const body = child(node, 'body');
        if (body && !/^tests?$/.test(this.#text(child(node, 'name')))) this.items(body);
        return;
      }
      case 'struct_item':
        return this.#items.struct(node, decorators);
      case 'enum_item':
        return this.#items.enum(node, decorators);
      case 'type_item':
        return this.#expressions.self === null ? this.#items.alias(node) : undefined;
      case 'const_item':
      case 'static_item': {
        const type = child(node, 'type');
        const value = child(node, 'value');
        if (value)
          this.#builder.assign(
            [this.#text(child(node, 'name'))],
            this.#expressions.read(value),
            this.#source.lineOf(node),
            type ? plainType(this.#source.textOf(type), this.#expressions.self).name : null,
          );
        return;
      }
      case 'impl_item':
      case 'trait_item':
        return this.#impl(node);
      case 'function_item':
        return this.#function(node, decorators);
      default:
    }
  }

  #impl(node: SyntaxNode): void {
    const type = child(node, 'type') ?? child(node, 'name');
    const outer = this.#expressions.self;
    this.#expressions.self = type ? plainType(this.#source.textOf(type)).name : null;
    const body = child(node, 'body');
    if (body) this.items(body);
    this.#expressions.self = outer;
  }

  #function(node: SyntaxNode, decorators: readonly Expression[]): void {
    const body = childOfType(node, 'block');
    const { self } = this.#expressions;
    const result = child(node, 'return_type');
    this.#bodies.function(
      {
        name: this.#text(child(node, 'name')),
        className: self === null ? null : (self.split('::').at(-1) ?? self),
        parameters: this.#items.parameters(child(node, 'parameters'), self),
        decorators,
        returnType: result ? plainType(this.#source.textOf(result), self).name : null,
        line: this.#source.lineOf(node),
        endLine: this.#source.endLineOf(node),
      },
      body,
    );
  }

  #text(node: SyntaxNode | null): string {
    return node ? this.#source.textOf(node) : '';
  }
}

/** `#[cfg(test)]`, `#[test]`, `#[tokio::test]`. */
const isTestOnly = (decorators: readonly Expression[]): boolean =>
  decorators.some((each) => {
    if (each.kind !== 'call') return false;
    const { callee } = each;
    if (callee.kind !== 'name' && callee.kind !== 'member') return false;
    return callee.name === 'test' || (callee.name === 'cfg' && 'test' in each.named);
  });
