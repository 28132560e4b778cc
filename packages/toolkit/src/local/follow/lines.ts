import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { stripVTControlCharacters } from 'node:util';

/** Read at once; a program that says more is read from its last words on. */
const mostBytes = 256 * 1024;
const longestLine = 10_000;

/** Lines a file got since the last call, as plain text. */
export interface GrowingFile {
  next(): string[];
}

/** Reads a file as it grows, from its last `lines` lines on. It may not be there yet, and may be started anew. */
export function followFile(file: string, lines: number): GrowingFile {
  let at = Math.max(0, sizeOf(file) - mostBytes);
  let rest = '';
  let decoder = new StringDecoder('utf8');
  let first = true;

  const read = (from: number, size: number): string[] => {
    const buffer = Buffer.alloc(size - from);
    const descriptor = openSync(file, 'r');
    try {
      at = from + readSync(descriptor, buffer, 0, buffer.length, from);
      const all = `${rest}${decoder.write(buffer.subarray(0, at - from))}`.split('\n');
      rest = all.pop() ?? '';
      return all;
    } finally {
      closeSync(descriptor);
    }
  };
  const begin = (from: number): void => {
    at = from;
    rest = '';
    decoder = new StringDecoder('utf8');
  };
  return {
    next: () => {
      const size = sizeOf(file);
      if (size < at) begin(0);
      const skipped = Math.max(0, size - at - mostBytes);
      const cut = at > 0 && first;
      if (skipped > 0) begin(size - mostBytes);
      if (size === at && !first) return [];
      const said = size === at ? [] : read(at, size);
      // Where it was begun in the middle, so was its first line.
      if (skipped > 0 || cut) said.shift();
      const shown = said.map(plain);
      const tail = first ? (lines === 0 ? [] : shown.slice(-lines)) : shown;
      first = false;
      return skipped > 0 ? [`… ${skipped.toLocaleString('en')} bytes left out`, ...tail] : tail;
    },
  };
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

/** As it stands on a screen at the end: no colours, no orders to a terminal, a bar that was drawn over and over once. */
function plain(line: string): string {
  const text = stripVTControlCharacters(line)
    .replace(/\r+$/, '')
    .replace(/^.*\r/s, '')
    .replace(/[\x00-\x08\x0b-\x1f\x7f]/g, '');
  return text.length > longestLine ? `${text.slice(0, longestLine)} …` : text;
}
