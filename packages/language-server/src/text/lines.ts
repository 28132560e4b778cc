import type { Position, Range } from 'vscode-languageserver';

/** The lines of a text without their ends. */
export const linesOf = (text: string): readonly string[] => text.split(/\r\n|\n|\r/);

export const rangeOf = (line: number, from: number, to: number): Range => ({
  start: { line, character: from },
  end: { line, character: to },
});

/** What of a line is not indentation. `line` counts from 0; past the last line it is the start of that one. */
export function rangeOfLine(lines: readonly string[], line: number): Range {
  const text = lines[line] ?? '';
  const from = text.length - text.trimStart().length;
  return rangeOf(Math.min(line, Math.max(0, lines.length - 1)), lines[line] === undefined ? 0 : from, text.trimEnd().length);
}

/** Names of variables, keys and identifiers; dots and hyphens divide them. */
const word = /[A-Za-z_][A-Za-z0-9_]*/g;

/** The name that a position stands in or right behind. */
export function wordAt(lines: readonly string[], { line, character }: Position): { readonly text: string; readonly range: Range } | null {
  for (const match of (lines[line] ?? '').matchAll(word)) {
    const from = match.index;
    const to = from + match[0].length;
    if (from <= character && character <= to) return { text: match[0], range: rangeOf(line, from, to) };
  }
  return null;
}

/** Every place where a name stands by itself. */
export function* placesOfWord(lines: readonly string[], name: string): Generator<Range> {
  for (const [line, text] of lines.entries()) {
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
      if (!isPart(text[at - 1]) && !isPart(text[at + name.length])) yield rangeOf(line, at, at + name.length);
    }
  }
}

const isPart = (character: string | undefined): boolean => character !== undefined && /\w/.test(character);

/** Lines around one where what it is about may be written: a call goes over several. */
const near = [0, 1, 2, -1, 3, -2];

/**
 * Where a variable is named at or near a line (from 1) that was read as being about it. Settings classes write it their own way
 * (`database_url` for `APP_DATABASE_URL`); where nothing of the name is found it is the whole line.
 */
export function rangeOfVariable(lines: readonly string[], line: number, name: string): Range {
  for (const offset of near) {
    const text = lines[line - 1 + offset];
    if (text === undefined) continue;
    const found = [...placesOfWord([text], name)];
    // `KEY = os.environ["KEY"]`: the text is what names the variable.
    const best = found.find(({ start }) => /["'`.${]/.test(text[start.character - 1] ?? '')) ?? found[0];
    if (best) return rangeOf(line - 1 + offset, best.start.character, best.end.character);
  }
  for (const match of (lines[line - 1] ?? '').matchAll(word)) {
    if (isCalled(match[0], name)) return rangeOf(line - 1, match.index, match.index + match[0].length);
  }
  return rangeOfLine(lines, line - 1);
}

/** Whether a name in code is how this variable is called there: the same but for case and underscores, or with the prefix left out. */
export function isCalled(written: string, variable: string): boolean {
  const bare = flat(written);
  const whole = flat(variable);
  return bare.length >= 3 && (whole === bare || (whole.endsWith(bare) && variable.toLowerCase().endsWith(`_${written.toLowerCase()}`)));
}

const flat = (name: string): string => name.replaceAll('_', '').toLowerCase();
