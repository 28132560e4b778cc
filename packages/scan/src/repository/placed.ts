import { languageReaders } from '../languages/index.ts';
import type { Expression } from '../syntax/expression.ts';
import type { Module } from '../syntax/module.ts';
import type { SyntaxNode } from '../syntax/node.ts';
import { SyntaxParser } from '../syntax/parser.ts';
import { limits } from '../tree/limits.ts';
import { longestLine } from './longest-line.ts';
import type { Repository } from './repository.ts';

/** A source file with where in its text everything stands. */
export interface PlacedModule {
  readonly module: Module;
  /** What was parsed: the file, or the code in it (a notebook, a component) on the lines where the file has it. */
  readonly text: string;
  /** The concrete syntax, offsets in UTF-16 units of `text`. */
  readonly root: SyntaxNode;
  /** The node an expression of `module` was read from; `null` for what a reader made up. */
  placeOf(expression: Expression): SyntaxNode | null;
}

/** Whether a path is a source file that `readPlaced` reads. */
export const isSource = (path: string): boolean => languageReaders.some((reader) => reader.grammar(path) !== null);

/** Reads one source file by itself, with places. `null` when it is no source file, or cannot be read as one. */
export async function readPlaced(path: string, text: string): Promise<PlacedModule | null> {
  const reader = languageReaders.find((each) => each.grammar(path) !== null);
  const grammar = reader?.grammar(path);
  if (!reader || !grammar) return null;
  const parser = await SyntaxParser.shared();
  await parser.load([grammar]);
  try {
    const code = reader.sourceOf?.(path, text) ?? text;
    if (longestLine(code) > limits.line) return null;
    const source = parser.parse(path, code, grammar, true);
    const module = reader.readModule(source);
    return {
      module,
      text: source.text,
      root: source.root,
      placeOf: (expression) => source.places?.get(expression) ?? null,
    };
  } catch {
    // What cannot be read has a note in the blueprint already.
    return null;
  }
}

/** Files of the repository that a module's name may mean in a file, best first. */
export const resolveImport = (module: string, from: string, repository: Repository): readonly string[] =>
  languageReaders.find((reader) => reader.grammar(from) !== null)?.resolveImport(module, from, repository) ?? [];
