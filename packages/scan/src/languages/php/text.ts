import type { Expression } from '../../syntax/expression.ts';

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '0': '\0', e: '\u001b' };

/** The text of a quoted string: single quotes know two escapes, double quotes the usual ones. */
export function unquote(quoted: string): string {
  const inner = quoted.replace(/^b?['"]|['"]$/g, '');
  if (!inner.includes('\\')) return inner;
  return quoted.startsWith("'")
    ? inner.replace(/\\(['\\])/g, '$1')
    : inner.replace(/\\([\s\S])/g, (whole, letter: string) => escapes[letter] ?? (/["\\$'`]/.test(letter) ? letter : whole));
}

/** Symfony's placeholder in configuration and in attributes: `%env(int:PORT)%`, `%env(default:fallback_parameter:NAME)%`. */
const placeholder = /%env\(((?:[\w.-]*:)*)([A-Za-z_]\w*)\)%/g;

/** Text as it is, or with the variables that Symfony's container puts into it. */
export function literalText(text: string, line: number): Expression {
  if (!text.includes('%env(')) return { kind: 'literal', value: text, line };
  const parts: Expression[] = [];
  let at = 0;
  for (const match of text.matchAll(placeholder)) {
    if (match.index > at) parts.push({ kind: 'literal', value: text.slice(at, match.index), line });
    const copes = /(^|:)default:/.test(match[1] ?? '');
    parts.push({ kind: 'environment', variable: match[2] ?? '', fallback: null, required: !copes, line });
    at = match.index + match[0].length;
  }
  if (at < text.length) parts.push({ kind: 'literal', value: text.slice(at), line });
  const [only] = parts;
  return parts.length === 1 && only ? only : { kind: 'template', parts, line };
}
