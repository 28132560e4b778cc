/** Pure. A path as git writes it in lines of text, in quotes where it has some, or a backslash or control characters: its bytes, as `latin1`. */
export function unquoted(name: string): string {
  if (!name.startsWith('"')) return name;
  return name
    .slice(1, -1)
    .replaceAll(/\\([0-7]{3}|.)/g, (_, code: string) => escapes[code] ?? String.fromCodePoint(Number.parseInt(code, 8)));
}

/** `unquote_c_style` in git's quote.c; every other byte is three octal digits. */
const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};
