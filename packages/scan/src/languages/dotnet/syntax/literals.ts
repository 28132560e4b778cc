const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '0': '\0', a: '\u0007', b: '\b', f: '\f', v: '\v' };

/** The text between the quotes of an ordinary string. */
export const unescaped = (text: string): string =>
  text.includes('\\')
    ? text.replace(/\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{1,4})|(.))/gs, (_, unicode?: string, hex?: string, character = '') =>
        (unicode ?? hex) ? String.fromCharCode(Number.parseInt(unicode ?? hex ?? '', 16)) : (escapes[character] ?? character),
      )
    : text;

/** The text of `@"…"`. */
export const verbatim = (text: string): string => text.replaceAll('""', '"');

/** The text of a raw string: without the first and last line break, and without the indentation of the closing quotes. */
export function rawText(text: string): string {
  if (!text.includes('\n')) return text;
  const lines = text.split(/\r?\n/).slice(1);
  const indent = /^\s*/.exec(lines.at(-1) ?? '')?.[0].length ?? 0;
  return lines
    .slice(0, -1)
    .map((line) => line.slice(Math.min(indent, line.length - line.trimStart().length)))
    .join('\n');
}
