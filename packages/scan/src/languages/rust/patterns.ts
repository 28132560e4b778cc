import type { ModuleBuilder } from '../../syntax/builder.ts';
import type { Expression } from '../../syntax/expression.ts';
import { child, type Source, type SyntaxNode } from '../../syntax/node.ts';
import { patternName } from './items.ts';

type Kind = 'present' | 'absent' | 'other';

/** What patterns bind and what they ask. */
export class RustPatterns {
  readonly #source: Source;
  readonly #builder: ModuleBuilder;
  readonly #read: (node: SyntaxNode | null | undefined) => Expression;

  constructor(source: Source, builder: ModuleBuilder, read: (node: SyntaxNode | null | undefined) => Expression) {
    this.#source = source;
    this.#builder = builder;
    this.#read = read;
  }

  nameOf(node: SyntaxNode): string {
    return patternName(node.type === 'parameter' ? (child(node, 'pattern') ?? node) : node, this.#source);
  }

  /** Gives a pattern's names what it is matched with: `let (a, b) = (1, 2)`, `Some(url)`, `Args { port, .. }`. */
  bind(pattern: SyntaxNode, value: Expression, type: string | null): void {
    const line = this.#source.lineOf(pattern);
    switch (pattern.type) {
      case 'identifier': {
        const name = this.#source.textOf(pattern);
        if (/^[a-z_]/.test(name)) this.#builder.assign([name], value, line, type);
        return;
      }
      case 'tuple_pattern':
        for (const [position, each] of pattern.children.entries()) {
          const item: Expression =
            value.kind === 'list'
              ? (value.items[position] ?? { kind: 'unknown', children: [], line })
              : { kind: 'index', object: value, key: { kind: 'literal', value: position, line }, line };
          this.bind(each, item, null);
        }
        return;
      case 'struct_pattern':
        for (const each of pattern.children) {
          if (each.type !== 'field_pattern') continue;
          const name = child(each, 'name');
          const inner = child(each, 'pattern');
          const key = name ? this.#source.textOf(name) : '';
          const member: Expression = { kind: 'member', object: value, name: key, line };
          if (inner) this.bind(inner, member, null);
          else if (key !== '') this.#builder.assign([key], member, line);
        }
        return;
      case 'tuple_struct_pattern': {
        const inner = pattern.children.filter((each) => each.field !== 'type');
        if (this.kindOf(pattern) === 'absent') return;
        const variant = this.kindOf(pattern) === 'present' ? null : this.#variantOf(pattern);
        for (const [position, each] of inner.entries())
          this.bind(each, variant === null ? value : carried(value, variant, position, line), null);
        return;
      }
      default: {
        this.#builder.expression(value);
        const name = patternName(pattern, this.#source);
        if (/^[a-z]/.test(name)) this.#builder.assign([name], value, line, type);
      }
    }
  }

  /** `if let Some(x) = y` asks whether there is one, and names it. */
  condition(node: SyntaxNode | null): Expression {
    if (!node) return { kind: 'unknown', children: [], line: 1 };
    const line = this.#source.lineOf(node);
    if (node.type === 'let_chain') {
      const parts = node.children.map((each) => this.condition(each));
      return parts.reduce((test, then) => ({ kind: 'conditional', test, then, otherwise: { kind: 'literal', value: null, line }, line }));
    }
    if (node.type !== 'let_condition') return this.#read(node);
    const pattern = child(node, 'pattern');
    const value = this.#read(child(node, 'value'));
    if (pattern) this.bind(pattern, value, null);
    return this.test(pattern, value, line) ?? value;
  }

  /** The condition under which a pattern fits, `null` when it always does. */
  test(pattern: SyntaxNode | null, subject: Expression, line: number): Expression | null {
    if (!pattern) return null;
    if (pattern.type === 'or_pattern') {
      const tests = pattern.children.map((each) => this.test(each, subject, line));
      return tests.reduce((first, second) => (first && second ? { kind: 'fallback', first, second, line } : null));
    }
    const kind = this.kindOf(pattern);
    if (kind === 'present') return subject;
    if (kind === 'absent') return { kind: 'not', operand: subject, line };
    const said = this.#literalOf(pattern, line);
    return said ? { kind: 'compare', operator: '==', left: subject, right: said, line } : null;
  }

  kindOf(pattern: SyntaxNode): Kind {
    const name = this.#source.textOf(child(pattern, 'type') ?? pattern);
    if (/^(Ok|Some)\b/.test(name)) return 'present';
    return /^(Err|None)\b/.test(name) ? 'absent' : 'other';
  }

  #variantOf(pattern: SyntaxNode): string | null {
    const path = child(pattern, 'type');
    const text = path ? this.#source.textOf(path) : '';
    return text.includes('::') ? text.slice(text.lastIndexOf(':') + 1) : null;
  }

  /** A text, or the name of an enum's variant, which is how configuration spells it. */
  #literalOf(pattern: SyntaxNode, line: number): Expression | null {
    if (/_literal$/.test(pattern.type)) return this.#read(pattern);
    const path = /^(tuple_)?struct_pattern$/.test(pattern.type) ? child(pattern, 'type') : pattern;
    const text = path ? this.#source.textOf(path) : '';
    return /^[\w:]+$/.test(text) && /::/.test(text) ? { kind: 'literal', value: text.slice(text.lastIndexOf(':') + 1), line } : null;
  }
}

/** What a variant carries at a position: `Backend::Redis(url)`. */
const carried = (object: Expression, variant: string, position: number, line: number): Expression => ({
  kind: 'index',
  object,
  key: { kind: 'literal', value: `${variant}.${position}`, line },
  line,
});
