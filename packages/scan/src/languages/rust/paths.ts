import type { ModuleBuilder } from '../../syntax/builder.ts';
import type { Expression } from '../../syntax/expression.ts';
import type { Import } from '../../syntax/module.ts';
import { child, type Source, type SyntaxNode } from '../../syntax/node.ts';

/** The names a file brings in, and the paths it writes out, which are brought in as they are met. */
export class RustPaths {
  readonly #source: Source;
  readonly #builder: ModuleBuilder;
  readonly #imports = new Map<string, Import>();

  constructor(source: Source, builder: ModuleBuilder) {
    this.#source = source;
    this.#builder = builder;
  }

  /** `use a::{b, c::D as E};` */
  use(node: SyntaxNode): void {
    this.#tree(child(node, 'argument'), [], this.#source.lineOf(node));
  }

  /** `mod routes;` is a file beside this one. */
  module(name: string, line: number): void {
    this.#add({ local: name, module: 'self', name, line });
  }

  #tree(node: SyntaxNode | null, before: readonly string[], line: number): void {
    if (!node) return;
    switch (node.type) {
      case 'use_list':
        for (const each of node.children) this.#tree(each, before, line);
        return;
      case 'scoped_use_list':
        return this.#tree(child(node, 'list'), [...before, ...this.#segments(child(node, 'path'))], line);
      case 'use_as_clause': {
        const path = [...before, ...this.#segments(child(node, 'path'))];
        const alias = child(node, 'alias');
        return this.#bring(path, alias ? this.#source.textOf(alias) : '', line);
      }
      case 'use_wildcard': {
        const path = [...before, ...this.#segments(node.children[0] ?? null)];
        return this.#builder.import({ local: '*', module: path.join('::'), name: '*', line });
      }
      case 'self':
        return this.#bring(before, before.at(-1) ?? '', line);
      default: {
        const path = [...before, ...this.#segments(node)];
        this.#bring(path, path.at(-1) ?? '', line);
      }
    }
  }

  #bring(path: readonly string[], local: string, line: number): void {
    const name = path.at(-1);
    if (name === undefined || local === '') return;
    const module = path.slice(0, -1).join('::');
    this.#add(module === '' ? { local, module: name, name: null, line } : { local, module, name, line });
  }

  #add(fact: Import): void {
    if (this.#imports.has(fact.local)) return;
    this.#imports.set(fact.local, fact);
    this.#builder.import(fact);
  }

  #segments(node: SyntaxNode | null): string[] {
    return node
      ? this.#source
          .textOf(node)
          .replace(/<[\s\S]*?>/g, '')
          .split('::')
          .map((part) => part.trim())
          .filter(Boolean)
      : [];
  }

  /** `std::env::var` is `var` of what `std::env` brings in; a single name stands for itself. */
  expression(node: SyntaxNode, self: string | null): Expression {
    const line = this.#source.lineOf(node);
    const segments = this.#segments(node).map((part) => (part === 'Self' && self !== null ? self : part));
    const [first = '', ...rest] = segments;
    const last = rest.at(-1);
    if (last === undefined) return { kind: 'name', name: first, line };
    const before = segments.slice(0, -1);
    // `rocket::build` is the crate's even where the file has a function of that name.
    if (before.length === 1 && /^[a-z]/.test(first) && !/^(crate|self|super)$/.test(first))
      this.#add({ local: first, module: first, name: null, line });
    return {
      kind: 'member',
      object: { kind: 'name', name: before.length === 1 ? first : this.#written(before, line), line },
      name: last,
      line,
    };
  }

  /** A path of several steps under a name of its own. */
  #written(path: readonly string[], line: number): string {
    const local = path.join('::');
    if (this.#imports.has(local)) return local;
    const [first = '', ...rest] = path;
    const known = this.#imports.get(first);
    const start = known ? [known.module, ...(known.name === null ? [] : [known.name])] : [first];
    const whole = [...start, ...rest];
    this.#add({ local, module: whole.slice(0, -1).join('::'), name: whole.at(-1) ?? null, line });
    return local;
  }
}
