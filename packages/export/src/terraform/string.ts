/**
 * A string of Terraform's JSON as HCL. Both hold the same templates; HCL's quotes escape more of what is not an interpolation, and one
 * that is an interpolation as a whole is written as the expression itself.
 * https://developer.hashicorp.com/terraform/language/syntax/json#expression-mapping
 */
export function hclString(text: string): string {
  const parts = partsOf(text);
  const [only] = parts;
  if (parts.length === 1 && only?.kind === 'expression' && only.text.startsWith('${')) return only.text.slice(2, -1).trim();
  return `"${parts.map(({ kind, text: part }) => (kind === 'expression' ? part : escaped(part))).join('')}"`;
}

interface Part {
  readonly kind: 'text' | 'expression';
  readonly text: string;
}

function partsOf(text: string): Part[] {
  const parts: Part[] = [];
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    // `$${` and `%%{` are the characters themselves.
    if (text.startsWith('$${', at) || text.startsWith('%%{', at)) at += 2;
    else if (text.startsWith('${', at) || text.startsWith('%{', at)) {
      const end = endOf(text, at + 2);
      if (end === null) continue;
      if (at > start) parts.push({ kind: 'text', text: text.slice(start, at) });
      parts.push({ kind: 'expression', text: text.slice(at, end) });
      start = end;
      at = end - 1;
    }
  }
  if (start < text.length) parts.push({ kind: 'text', text: text.slice(start) });
  return parts;
}

/** Behind the `}` that closes an interpolation; brackets inside of its strings do not count. */
function endOf(text: string, from: number): number | null {
  let depth = 1;
  let quoted = false;
  for (let at = from; at < text.length; at += 1) {
    const character = text[at];
    if (quoted && character === '\\') at += 1;
    else if (character === '"') quoted = !quoted;
    else if (!quoted && character === '{') depth += 1;
    else if (!quoted && character === '}') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return null;
}

const short: Readonly<Record<string, string>> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

const escaped = (text: string): string =>
  // oxlint-disable-next-line no-control-regex -- HCL takes no control characters inside of quotes
  text.replace(
    /["\\\u0000-\u001f\u007f\u2028\u2029]/g,
    (character) => short[character] ?? `\\u${character.codePointAt(0)?.toString(16).padStart(4, '0') ?? '0000'}`,
  );
