import { unreadable } from '../limits.ts';
import { lineFinder } from '../lines.ts';

/** A block of HCL or Bicep: its words (`resource "aws_db_instance" "main"`), what stands in it, and its line. */
export interface Block {
  readonly words: readonly string[];
  readonly line: number;
  /** Assignments directly in it: `key = value`, `key: value`. The value as written. */
  readonly assignments: readonly { readonly key: string; readonly value: string; readonly line: number }[];
  readonly blocks: readonly Block[];
}

const deepest = 60;

/**
 * Blocks and assignments of a text with braces, as HCL (`key = value`) and Bicep (`key: value`) have them. Neither language has
 * a well-kept parser for JavaScript; of both only which resources are declared and what variables are set to is asked.
 */
export function readBlocks(text: string): Block {
  const lineAt = lineFinder(text);
  let at = 0;
  const block = (words: readonly string[], line: number, depth: number): Block => {
    const assignments: { key: string; value: string; line: number }[] = [];
    const blocks: Block[] = [];
    let head = '';
    let headAt = at;
    const flush = (): void => {
      const match = /^\s*(?:'([^'\n]+)'|"([^"\n]+)"|([\w.-]+))\s*[:=](?!=)\s*([\s\S]*?),?\s*$/.exec(head);
      if (match) assignments.push({ key: match[1] ?? match[2] ?? match[3] ?? '', value: (match[4] ?? '').trim(), line: lineAt(headAt) });
      head = '';
    };
    while (at < text.length) {
      const character = text[at] ?? '';
      if (character === '#' || text.startsWith('//', at)) {
        at = endOf('\n', at);
        continue;
      }
      if (text.startsWith('/*', at)) {
        at = endOf('*/', at) + 2;
        continue;
      }
      if (text.startsWith('<<', at) && /^<<[-~]?\w+/.test(text.slice(at, at + 60))) {
        const mark = /^<<[-~]?(\w+)/.exec(text.slice(at, at + 60))?.[1] ?? '';
        const end = text.indexOf(`\n${mark}`, at);
        const indented = new RegExp(`\\n\\s*${mark}\\b`).exec(text.slice(at + mark.length + 2, at + 100_000));
        at = indented ? at + mark.length + 2 + indented.index + indented[0].length : end < 0 ? text.length : end;
        continue;
      }
      if (text.startsWith("'''", at)) {
        const end = text.indexOf("'''", at + 3);
        at = end < 0 ? text.length : end + 3;
        continue;
      }
      if (character === '"' || character === "'") {
        const end = stringEnd(at, character);
        head += text.slice(at, end);
        at = end;
        continue;
      }
      if (character === '{') {
        const named = /^\s*([\w-]+|'[^']*'|"[^"]*")\s*[:=]\s*(.*)$/s.exec(head);
        const opening = lineAt(headAt);
        at++;
        const parts = named ? [strip(named[1] ?? ''), ...wordsOf(named[2] ?? '')] : wordsOf(head);
        head = '';
        if (depth > deepest) throw unreadable(`nested deeper than ${deepest} levels`);
        blocks.push(block(parts, opening, depth + 1));
        continue;
      }
      if (character === '}') {
        flush();
        at++;
        break;
      }
      if (character === '\n' || (character === ',' && /^\s*[\w'"-]+\s*[:=]/.test(head) && !/[[(]/.test(head))) {
        if (head.trim() && !/[[(,=:?]\s*$/.test(head)) flush();
        else if (character === '\n' && /[[(,]\s*$/.test(head)) head += ' ';
        at++;
        if (head === '') headAt = at;
        continue;
      }
      if (head === '' && /\s/.test(character)) {
        at++;
        headAt = at;
        continue;
      }
      head += character;
      at++;
    }
    flush();
    return { words, line, assignments, blocks };
  };
  const endOf = (mark: string, from: number): number => {
    const end = text.indexOf(mark, from);
    return end < 0 ? text.length : end;
  };
  const stringEnd = (from: number, quote: string): number => {
    let depth = 0;
    for (let position = from + 1; position < text.length; position++) {
      const character = text[position];
      if (character === '\\') position++;
      else if (depth > 0 && character === '"') position = stringEnd(position, character) - 1;
      else if (character === '$' && text[position + 1] === '{') {
        depth++;
        position++;
      } else if (character === '}' && depth > 0) depth--;
      else if (depth === 0 && character === quote) return position + 1;
      else if (character === '\n' && depth === 0) return position;
    }
    return text.length;
  };
  return block([], 1, 0);
}

const strip = (word: string): string => word.replace(/^['"]|['"]$/g, '');

const wordsOf = (head: string): string[] => [...head.matchAll(/'[^']*'|"[^"]*"|[\w.-]+/g)].map(([word]) => strip(word));

/** Every block within, itself first. */
export function* blocksWithin(block: Block): Generator<Block> {
  yield block;
  for (const each of block.blocks) yield* blocksWithin(each);
}

/** The value of an assignment directly in a block, without its quotes. */
export function assigned(block: Block, key: string): string | null {
  const found = block.assignments.find((each) => each.key === key)?.value;
  return found === undefined ? null : strip(found);
}
