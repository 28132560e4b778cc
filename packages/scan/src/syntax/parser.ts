import { createRequire } from 'node:module';
import { GroundworkError } from '@groundwork/host';
import { Language as Grammar, Parser } from 'web-tree-sitter';
import { addressOf, cursorOf, type Cursor } from './cursor.ts';
import { materialise, Source } from './node.ts';

const require = createRequire(import.meta.url);

/** Grammar name to the WebAssembly file that carries it. */
const grammarFiles = {
  python: '@vscode/tree-sitter-wasm/wasm/tree-sitter-python.wasm',
  javascript: '@vscode/tree-sitter-wasm/wasm/tree-sitter-javascript.wasm',
  typescript: '@vscode/tree-sitter-wasm/wasm/tree-sitter-typescript.wasm',
  tsx: '@vscode/tree-sitter-wasm/wasm/tree-sitter-tsx.wasm',
  go: '@vscode/tree-sitter-wasm/wasm/tree-sitter-go.wasm',
  java: '@vscode/tree-sitter-wasm/wasm/tree-sitter-java.wasm',
  kotlin: '@lumis-sh/wasm-kotlin/tree-sitter-kotlin.wasm',
  ruby: '@vscode/tree-sitter-wasm/wasm/tree-sitter-ruby.wasm',
  php: '@vscode/tree-sitter-wasm/wasm/tree-sitter-php.wasm',
  rust: '@vscode/tree-sitter-wasm/wasm/tree-sitter-rust.wasm',
  csharp: '@vscode/tree-sitter-wasm/wasm/tree-sitter-c-sharp.wasm',
} as const;

export type GrammarName = keyof typeof grammarFiles;

/** Nodes whose inside says nothing about infrastructure. */
const opaqueNodes: ReadonlySet<string> = new Set(['comment', 'line_comment', 'block_comment', 'multiline_comment', 'regex']);

/** Parses source text with any of the grammars; each is loaded when first needed. */
export class SyntaxParser {
  readonly #parser: Parser;
  readonly #cursor: Cursor;
  readonly #grammars = new Map<GrammarName, Grammar>();

  private constructor(parser: Parser, cursor: Cursor) {
    this.#parser = parser;
    this.#cursor = cursor;
  }

  static #shared: Promise<SyntaxParser> | null = null;

  /** One parser per process: the runtime is loaded once. */
  static shared(): Promise<SyntaxParser> {
    const runtime = {};
    return (SyntaxParser.#shared ??= Parser.init(runtime).then(() => new SyntaxParser(new Parser(), cursorOf(runtime))));
  }

  async load(names: Iterable<GrammarName>): Promise<void> {
    for (const name of names) {
      if (!this.#grammars.has(name)) this.#grammars.set(name, await Grammar.load(require.resolve(grammarFiles[name])));
    }
  }

  /** Broken syntax still gives a tree: what could be read is in it. */
  parse(path: string, text: string, grammarName: GrammarName, keepsPlaces = false): Source {
    const grammar = this.#grammars.get(grammarName);
    if (!grammar)
      throw new GroundworkError({ code: 'syntax.grammar_not_loaded', message: `The ${grammarName} grammar was not loaded`, where: path });
    this.#parser.setLanguage(grammar);
    const tree = this.#parser.parse(text);
    if (!tree) throw new GroundworkError({ code: 'syntax.not_parsed', message: 'The parser gave no tree', where: path });
    try {
      return new Source(
        path,
        text,
        materialise(addressOf(tree), this.#cursor, { types: grammar.types, fields: grammar.fields, skip: opaqueNodes }),
        keepsPlaces,
      );
    } finally {
      tree.delete();
    }
  }
}
