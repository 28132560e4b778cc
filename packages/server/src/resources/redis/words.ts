import { exitCodes, GroundworkError } from '@groundwork/host';

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', a: '\u0007' };

/** A line as redis-cli reads it: blanks part words, quotes keep them together, `"\n\x00"` in double quotes only. */
export function wordsOf(line: string): string[] {
  const words: string[] = [];
  const pattern = /\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([^\s"']\S*))(?=\s|$)/gsy;
  let at = 0;
  while (line.slice(at).trim() !== '') {
    pattern.lastIndex = at;
    const match = pattern.exec(line);
    if (!match) throw unbalanced();
    const [, double, single, plain] = match;
    words.push(double === undefined ? (single?.replace(/\\'/g, "'") ?? plain ?? '') : unescaped(double));
    at = pattern.lastIndex;
  }
  return words;
}

function unescaped(text: string): string {
  return text.replace(/\\(?:x([0-9a-f]{2})|(.))/gis, (_whole, hex: string | undefined, character: string) =>
    hex === undefined ? (escapes[character] ?? character) : String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

function unbalanced(): GroundworkError {
  return new GroundworkError({ code: 'query.quotes', message: 'A quote is not closed', exit: exitCodes.usage });
}
