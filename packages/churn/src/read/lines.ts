import { tellingBytes } from '../operations/definitions.ts';

/** 0: whitespace, 1: a sign, 2: part of a word (letters, digits, underscore, anything beyond ASCII). */
const kinds = new Uint8Array(256).map((_, byte) => {
  if ((byte >= 9 && byte <= 13 && byte !== 10) || byte === 32) return 0;
  const isWord = (byte >= 48 && byte <= 57) || (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122) || byte === 95 || byte >= 128;
  return isWord ? 2 : 1;
});

export function isWordByte(byte: number | undefined): boolean {
  return byte !== undefined && kinds[byte] === 2;
}

export function isSpaceByte(byte: number | undefined): boolean {
  return byte !== undefined && kinds[byte] === 0;
}

/**
 * What a line says apart from its whitespace, as 32 bits. 0: nothing. Odd: telling, see `tellingBytes`.
 * `at` is its first byte; it ends before the next newline, which has to be there, or at `end`.
 */
export function contentOf(bytes: Uint8Array, at: number, end: number): number {
  let hash = 0x811c9dc5;
  let words = 0;
  let signs = 0;
  for (let index = at; index < end; index++) {
    const byte = bytes[index] ?? 0;
    const kind = kinds[byte] ?? 0;
    if (kind !== 0) {
      hash = Math.imul(hash ^ byte, 0x01000193);
      words += kind >> 1;
      signs++;
    }
  }
  return finished(hash, words, signs);
}

function finished(sum: number, words: number, signs: number): number {
  if (signs === 0) return 0;
  let hash = Math.imul(sum ^ (sum >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  hash ^= hash >>> 16;
  const even = hash & ~1;
  return words >= tellingBytes ? even | 1 : even === 0 ? 2 : even;
}

/** Where the line ended that `contentOfLine` read: its newline. */
export let lineEnd = 0;

/** `contentOf` of the line that starts at `at`, up to a newline that has to be there. */
export function contentOfLine(bytes: Uint8Array, at: number): number {
  let hash = 0x811c9dc5;
  let words = 0;
  let signs = 0;
  let index = at;
  for (let byte = bytes[index] ?? 10; byte !== 10; byte = bytes[++index] ?? 10) {
    const kind = kinds[byte] ?? 0;
    if (kind !== 0) {
      hash = Math.imul(hash ^ byte, 0x01000193);
      words += kind >> 1;
      signs++;
    }
  }
  lineEnd = index;
  return finished(hash, words, signs);
}

export function isTelling(content: number): boolean {
  return (content & 1) === 1;
}

/** Lines of a file as git counts them: what follows the last newline is one if there is anything. */
export function contentsOf(bytes: Uint8Array): Int32Array {
  const lines: number[] = [];
  for (let at = 0; at < bytes.length;) {
    const newline = bytes.indexOf(10, at);
    const end = newline < 0 ? bytes.length : newline;
    lines.push(contentOf(bytes, at, end));
    at = end + 1;
  }
  return Int32Array.from(lines);
}

/** How many there are. */
export function countLines(bytes: Uint8Array): number {
  let count = 0;
  for (let at = 0; at < bytes.length; count++) {
    const newline = bytes.indexOf(10, at);
    if (newline < 0) return count + 1;
    at = newline + 1;
  }
  return count;
}

/** As git decides when no attribute does (`buffer_is_binary` of its xdiff-interface.c): a zero byte among the first 8000. */
export function isBinary(bytes: Uint8Array): boolean {
  return bytes.subarray(0, 8000).includes(0);
}
