import type { LanguageReader } from '../languages/language.ts';
import type { Module } from '../syntax/module.ts';
import type { GrammarName, SyntaxParser } from '../syntax/parser.ts';
import { isSameData } from './same-data.ts';

interface Answered {
  readonly holds: (text: string) => boolean;
  readonly answer: boolean;
}

/** A source file that names nothing of interest by itself. It is parsed when a value or a call leads there. */
export class DeferredModule {
  readonly path: string;
  readonly reader: LanguageReader;
  readonly #text: string;
  readonly #grammar: GrammarName;
  readonly #parser: SyntaxParser;
  #module: Module | null | undefined;
  #imports: readonly string[] | undefined;
  #names: ReadonlySet<string> | undefined;
  /** What was asked about the text, with what it answered. */
  readonly #answers = new Map<string, Answered>();

  /** The parser must have loaded the grammar. */
  constructor(reader: LanguageReader, grammar: GrammarName, path: string, text: string, parser: SyntaxParser) {
    this.reader = reader;
    this.path = path;
    this.#text = text;
    this.#grammar = grammar;
    this.#parser = parser;
  }

  /** What it imports when it is loaded, as written. */
  get imports(): readonly string[] {
    return (this.#imports ??= [...(this.reader.importsIn?.(this.#text, true) ?? [])]);
  }

  /** Last segments of what it imports, and the classes it defines: what files that lead to it, or that it leads to, are found by. */
  get names(): ReadonlySet<string> {
    if (this.#names) return this.#names;
    const names = new Set<string>();
    // Files of one package know each other without an import.
    if (this.reader.following) names.add(this.reader.following.importedAs(this.path));
    for (const name of this.reader.importsIn?.(this.#text) ?? []) names.add(lastSegment(name));
    for (const [, name = ''] of this.#text.matchAll(/\bclass (\w+)/g)) names.add(`class ${name}`);
    return (this.#names = names);
  }

  mentions(text: string): boolean {
    return this.#ask(`"${text}`, (whole) => whole.includes(text));
  }

  /** Whether a function of this name is called with a text first, or with something on the next line. */
  callsWithText(name: string): boolean {
    return this.#ask(`(${name}`, (whole) => [`${name}('`, `${name}("`, `${name}(\n`].some((call) => whole.includes(call)));
  }

  matches(pattern: RegExp): boolean {
    return this.#ask(`/${pattern.source}`, (whole) => pattern.test(whole));
  }

  /** Whether it answers all that the file was asked before it changed as it did then: nobody who asked would find anything new. */
  answersLike(before: DeferredModule): boolean {
    return (
      this.reader === before.reader &&
      [...before.#answers].every(([question, { holds, answer }]) => this.#ask(question, holds) === answer) &&
      (before.#imports === undefined || isSameData(this.imports, before.#imports)) &&
      (before.#names === undefined || isSameData(this.names, before.#names)) &&
      (before.#module === undefined || isSameData(this.module(), before.#module))
    );
  }

  /** `null` where it cannot be parsed at all. */
  module(): Module | null {
    if (this.#module === undefined) {
      try {
        this.#module = this.reader.readModule(this.#parser.parse(this.path, this.#text, this.#grammar));
      } catch {
        this.#module = null;
      }
    }
    return this.#module;
  }

  #ask(question: string, holds: Answered['holds']): boolean {
    const before = this.#answers.get(question);
    if (before) return before.answer;
    const answer = holds(this.#text);
    this.#answers.set(question, { holds, answer });
    return answer;
  }
}

const lastSegment = (name: string): string => {
  const plain = name.replace(/\.[cm]?[jt]sx?$|\/v\d+$/, '');
  return plain.slice(Math.max(plain.lastIndexOf('/'), plain.lastIndexOf('.')) + 1);
};
