import type { ModuleBuilder } from '../../syntax/builder.ts';
import type { Expression } from '../../syntax/expression.ts';
import type { Parameter } from '../../syntax/module.ts';
import { child, childOfType, type Source, type SyntaxNode } from '../../syntax/node.ts';
import type { RubyExpressions } from './expressions.ts';
import { localNames } from './names.ts';

/** Reads the statements of a body; `tail` where its last one is what it gives. */
export type ReadBody = (node: SyntaxNode | null, tail: boolean) => void;

/** Classes, modules, methods and blocks of Ruby, and the names that are local in them. */
export class RubyDefinitions {
  readonly #source: Source;
  readonly #builder: ModuleBuilder;
  readonly #expressions: RubyExpressions;
  readonly #body: ReadBody;
  /** Constants the file defines itself. */
  readonly defined = new Set<string>(['ENV']);
  #locals: ReadonlySet<string>;
  #className: string | null = null;

  constructor(source: Source, builder: ModuleBuilder, expressions: RubyExpressions, body: ReadBody) {
    this.#source = source;
    this.#builder = builder;
    this.#expressions = expressions;
    this.#body = body;
    this.#locals = localNames(source.root, source);
  }

  isLocal(name: string): boolean {
    return this.#locals.has(name);
  }

  class(node: SyntaxNode): void {
    const name = child(node, 'name');
    const last = name?.type === 'scope_resolution' ? child(name, 'name') : name;
    const text = last ? this.#source.textOf(last) : '';
    this.defined.add(text);
    const body = child(node, 'body');
    const base = child(node, 'superclass')?.children[0];
    const mixed = (body?.children ?? []).filter(
      (each) => each.type === 'call' && /^(include|extend|prepend)\b/.test(this.#source.textOf(each)),
    );
    this.#builder.class({
      name: text,
      bases: [base, ...mixed.flatMap((each) => child(each, 'arguments')?.children ?? [])].flatMap((each) =>
        each ? [this.#expressions.read(each)] : [],
      ),
      decorators: [],
      fields: (body?.children ?? []).flatMap((each) => {
        const left = each.type === 'assignment' ? child(each, 'left') : null;
        if (left?.type !== 'constant') return [];
        return [
          {
            name: this.#source.textOf(left),
            type: null,
            optional: false,
            value: this.#expressions.read(child(each, 'right')),
            decorators: [],
            tag: null,
            line: this.#source.lineOf(each),
          },
        ];
      }),
      line: this.#source.lineOf(node),
    });
    const outer = this.#className;
    this.#className = text;
    this.#body(body, false);
    this.#className = outer;
  }

  method(node: SyntaxNode): void {
    const body = child(node, 'body');
    const list = child(node, 'parameters')?.children ?? [];
    const outer = this.#locals;
    const parameters = list.map((each) => child(each, 'name') ?? each).map((each) => this.#source.textOf(each));
    this.#locals = new Set([...localNames(body, this.#source), ...parameters]);
    const name = child(node, 'name');
    this.#builder.function(
      {
        name: name ? this.#source.textOf(name) : '',
        className: this.#className,
        parameters: list.map((each) => this.#parameter(each)),
        decorators: [],
        returnType: null,
        line: this.#source.lineOf(node),
        endLine: this.#source.endLineOf(node),
      },
      () => {
        this.#body(body, true);
      },
    );
    this.#locals = outer;
  }

  #parameter(node: SyntaxNode): Parameter {
    const name = child(node, 'name') ?? node;
    const value = child(node, 'value');
    return { name: this.#source.textOf(name), type: null, fallback: value ? this.#expressions.read(value) : null, decorators: [] };
  }

  /** A block runs where it is written; its first parameter is what the method gives it, as `config` in `Sidekiq.configure_server`. */
  block(node: SyntaxNode, call: Expression | null): void {
    const body = child(node, 'body') ?? childOfType(node, 'block', 'do_block');
    const inner = body && /^(block|do_block)$/.test(body.type) ? child(body, 'body') : body;
    const parameters = (child(node, 'parameters') ?? childOfType(node, 'block_parameters'))?.children ?? [];
    if (call?.kind === 'call' && call.callee.kind === 'name') {
      const { name } = call.callee;
      if (name === 'loop' && call.args.length === 0) this.#builder.runsForever();
      // Bundler's groups and Sinatra's environments: what is inside counts only there.
      if ((name === 'group' || name === 'configure') && call.args.length > 0)
        return this.#builder.guarded(call, () => this.#body(inner, false));
    }
    const [first] = parameters;
    if (!first || call === null) return this.#body(inner, false);
    const outer = this.#locals;
    this.#locals = new Set([...outer, ...parameters.map((each) => this.#source.textOf(child(each, 'name') ?? each))]);
    this.#builder.function(
      {
        name: '',
        className: this.#className,
        parameters: parameters.slice(1).map((each) => this.#parameter(each)),
        decorators: [],
        returnType: null,
        line: this.#source.lineOf(node),
        endLine: this.#source.endLineOf(node),
      },
      () => {
        this.#builder.assign([this.#source.textOf(first)], call, this.#source.lineOf(node));
        this.#body(inner, false);
      },
      true,
    );
    this.#locals = outer;
  }
}
