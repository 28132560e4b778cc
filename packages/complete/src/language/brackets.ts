import { kind, lex, type Frame } from './lexer.ts';
import type { Lexis } from './lexis.ts';

const closers: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };
const bracket = /[()[\]{}]/g;

/** What brackets of a text are left over when those that fit each other are taken away. */
export interface Leftover {
  /** Closing ones with no opening before them, in order. */
  readonly closing: readonly string[];
  /** Opening ones that nothing closes, in order. */
  readonly opening: readonly string[];
  /** Closing ones that closed another kind than was open, and strings that their line's end ended. */
  readonly wrong: number;
  readonly end: readonly Frame[];
}

export function leftover(text: string, lexis: Lexis, from?: readonly Frame[]): Leftover {
  const { kinds, end, broken } = lex(text, lexis, from);
  const opening: string[] = [];
  const closing: string[] = [];
  let wrong = broken;
  bracket.lastIndex = 0;
  for (let found = bracket.exec(text); found; found = bracket.exec(text)) {
    if (kinds[found.index] !== kind.code) continue;
    const [each] = found;
    if (closers[each] !== undefined) opening.push(each);
    else wrong += close(each, opening, closing);
  }
  return { closing, opening, wrong, end };
}

/** One text's brackets after another's, where the second was read on from the end of the first. */
export function joined(first: Leftover, second: Leftover): Leftover {
  const opening = [...first.opening];
  const closing = [...first.closing];
  let wrong = first.wrong + second.wrong;
  for (const each of second.closing) wrong += close(each, opening, closing);
  return { closing, opening: [...opening, ...second.opening], wrong, end: second.end };
}

/** One that closes another kind takes the one that is open with it, so that one slip is not counted to the end of the file. */
function close(bracketClosed: string, opening: string[], closing: string[]): number {
  const open = opening.pop();
  if (open === undefined) {
    closing.push(bracketClosed);
    return 0;
  }
  return closers[open] === bracketClosed ? 0 : 1;
}

/** How far a text is from balance: brackets without another, of the wrong kind, and strings and comments that nothing ends. */
export const imbalance = ({ closing, opening, wrong, end }: Leftover): number =>
  closing.length + opening.length + 2 * wrong + end.filter((frame) => frame.in === 'string' || frame.in === 'block').length;
