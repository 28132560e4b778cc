import { languageOf, lexisOf, type Language } from '../language/language.ts';
import { kind, lex, type Frame } from '../language/lexer.ts';
import type { Leftover } from '../language/brackets.ts';
import { headOf } from '../language/heads.ts';
import type { Lexis } from '../language/lexis.ts';

/** A file with a cursor in it, and what rules about suggestions ask about that. */
export interface Cursor {
  readonly path: string;
  readonly prefix: string;
  readonly suffix: string;
  readonly language: Language | null;
  readonly lexis: Lexis;
  /** Of the line the cursor is on. */
  readonly before: string;
  readonly after: string;
  readonly indent: string;
  /** What the cursor stands in. */
  readonly within: 'code' | 'comment' | 'string';
  /** How much of that comment or string stands before the cursor. */
  readonly insideLength: number;
  /** Whether more than the line may be suggested. */
  readonly isBlock: boolean;
  /** Brackets of what stands before the cursor. */
  readonly head: Leftover;
}

export function cursorAt(path: string, text: string, offset: number): Cursor {
  const prefix = text.slice(0, offset);
  const suffix = text.slice(offset);
  const lexis = lexisOf(path);
  const head = headOf(path, prefix, lexis);
  const before = prefix.slice(prefix.lastIndexOf('\n') + 1);
  const after = suffix.slice(0, suffix.indexOf('\n') < 0 ? suffix.length : suffix.indexOf('\n'));
  const within = withinOf(head.end);
  return {
    path,
    prefix,
    suffix,
    language: languageOf(path),
    lexis,
    before,
    after,
    indent: /^\s*/.exec(before)?.[0] ?? '',
    within,
    insideLength: within === 'code' ? 0 : insideLength(prefix, lexis, within),
    isBlock: within === 'code' && isOnlyClosers(after) && (before.trim() === '' || opensBlock.test(before)),
    head,
  };
}

const opensBlock = /(?:[{([:,]|=>|->|\b(?:then|do|else|try|begin))\s*$/;
export const isOnlyClosers = (text: string): boolean => /^[\s)\]};,]*$/.test(text);

function withinOf(frames: readonly Frame[]): Cursor['within'] {
  const last = frames.at(-1)?.in;
  return last === 'string' ? 'string' : last === 'line' || last === 'block' ? 'comment' : 'code';
}

/** Comments on lines below each other are one. */
function insideLength(prefix: string, lexis: Lexis, within: 'comment' | 'string'): number {
  const from = Math.max(0, prefix.length - 20_000);
  const start = from === 0 ? 0 : prefix.indexOf('\n', from) + 1;
  const { kinds } = from === 0 ? lex(prefix, lexis) : lex(prefix.slice(start), lexis);
  const wanted = within === 'string' ? kind.string : kind.comment;
  let length = 0;
  for (let at = kinds.length - 1; at >= 0; at -= 1) {
    if (kinds[at] === wanted) length += 1;
    else if (within === 'string' || !/\s/.test(prefix[start + at] ?? '')) break;
  }
  return length;
}
