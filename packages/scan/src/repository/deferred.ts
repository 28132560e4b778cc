import type { LanguageReader } from '../languages/language.ts';
import type { Module } from '../syntax/module.ts';
import type { GrammarName, SyntaxParser } from '../syntax/parser.ts';

/** A source file that names nothing of interest by itself. It is parsed when a value or a call leads there. */
export class DeferredModule {
  readonly path: string;
  readonly reader: LanguageReader;
  readonly text: string;
  readonly #grammar: GrammarName;
  readonly #parser: SyntaxParser;
  #module: Module | null | undefined;
  #imports: readonly string[] | undefined;
  #names: ReadonlySet<string> | undefined;

  /** The parser must have loaded the grammar. */
  constructor(reader: LanguageReader, grammar: GrammarName, path: string, text: string, parser: SyntaxParser) {
    this.reader = reader;
    this.path = path;
    this.text = text;
    this.#grammar = grammar;
    this.#parser = parser;
  }

  /** What it imports when it is loaded, as written. */
  get imports(): readonly string[] {
    return (this.#imports ??= [...(this.reader.importsIn?.(this.text, true) ?? [])]);
  }

  /** Last segments of what it imports, and the classes it defines: what files that lead to it, or that it leads to, are found by. */
  get names(): ReadonlySet<string> {
    if (this.#names) return this.#names;
    const names = new Set<string>();
    // Files of one package know each other without an import.
    if (this.reader.following) names.add(this.reader.following.importedAs(this.path));
    for (const name of this.reader.importsIn?.(this.text) ?? []) names.add(lastSegment(name));
    for (const [, name = ''] of this.text.matchAll(/\bclass (\w+)/g)) names.add(`class ${name}`);
    return (this.#names = names);
  }

  /** `null` where it cannot be parsed at all. */
  module(): Module | null {
    if (this.#module === undefined) {
      try {
        this.#module = this.reader.readModule(this.#parser.parse(this.path, this.text, this.#grammar));
      } catch {
        this.#module = null;
      }
    }
    return this.#module;
  }
}

const lastSegment = (name: string): string => {
  const plain = name.replace(/\.[cm]?[jt]sx?$|\/v\d+$/, '');
  return plain.slice(Math.max(plain.lastIndexOf('/'), plain.lastIndexOf('.')) + 1);
};
