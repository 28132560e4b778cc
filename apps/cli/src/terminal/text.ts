import stringWidth from 'fast-string-width';

/** Columns a text takes on a terminal: colours take none, wide characters two. */
export const widthOfText = (text: string): number => stringWidth(text);

const control = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/**
 * A text from a repository, made safe for a terminal: line ends, escape sequences and direction marks are shown instead of obeyed,
 * so that a file's name cannot clear the screen or pretend to be another one.
 */
export function visible(text: string, { keepLineEnds = false } = {}): string {
  return text.replace(control, (character) => (keepLineEnds && character === '\n' ? '\n' : escaped(character)));
}

function escaped(character: string): string {
  const short: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };
  return short[character] ?? `\\u${character.codePointAt(0)?.toString(16).padStart(4, '0') ?? ''}`;
}

/** Cuts the end off a text that is too wide. */
export function cutEnd(text: string, width: number): string {
  if (widthOfText(text) <= width) return text;
  return `${take(Array.from(text), width - 1).join('')}…`;
}

/** Cuts the start off: the end of a path says more than its start. */
export function cutStart(text: string, width: number): string {
  if (widthOfText(text) <= width) return text;
  return `…${take(Array.from(text).reverse(), width - 1)
    .reverse()
    .join('')}`;
}

/** Cuts whole folders off the start of a path that is too wide, and part of the last name only where that is too wide itself. */
export function cutPath(text: string, width: number): string {
  const cut = cutStart(text, width);
  const slash = cut === text ? -1 : cut.indexOf('/');
  return slash > 0 && slash < width / 2 ? `…${cut.slice(slash)}` : cut;
}

function take(characters: readonly string[], width: number): string[] {
  const taken: string[] = [];
  let used = 0;
  for (const character of characters) {
    used += widthOfText(character);
    if (used > width) break;
    taken.push(character);
  }
  return taken;
}

/**
 * Breaks a text at spaces into lines no wider than `width`, all but the first no wider than `next`; a single word that is wider
 * stays whole, so that it can be copied.
 */
export function wrap(text: string, width: number, next = width): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && widthOfText(longer) > (lines.length === 0 ? width : next)) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  lines.push(line);
  return lines;
}
