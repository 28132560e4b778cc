/**
 * Sets members of the object a JSON text is and leaves every other byte as it was. A name that stands there more than once is
 * set each time, as readers differ in which they believe; `undefined` as a value takes it out.
 */
export function withMembers(text: string, values: Readonly<Record<string, unknown>>): string {
  const missing = new Map(Object.entries(values).filter(([, value]) => value !== undefined));
  let result = '';
  let kept = 0;
  const found = membersOf(text);
  for (const [index, { name, start, value, end }] of found.entries()) {
    if (!Object.hasOwn(values, name)) continue;
    missing.delete(name);
    if (values[name] !== undefined) {
      result += text.slice(kept, value) + JSON.stringify(values[name]);
      kept = end;
      continue;
    }
    // With the comma before it, or the one after it where it is the first that stays.
    const previous = found[index - 1];
    const next = found[index + 1];
    if (previous !== undefined && previous.end >= kept) [result, kept] = [result + text.slice(kept, previous.end), end];
    else if (next !== undefined) [result, kept] = [result + text.slice(kept, start), next.start];
    else [result, kept] = [result + text.slice(kept, start), end];
  }
  result += text.slice(kept);
  if (missing.size === 0) return result;
  const open = result.indexOf('{') + 1;
  const added = [...missing].map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join(',');
  return `${result.slice(0, open)}${added}${/^\s*\}/.test(result.slice(open, open + 200)) ? '' : ','}${result.slice(open)}`;
}

interface Member {
  readonly name: string;
  readonly start: number;
  readonly value: number;
  readonly end: number;
}

/** Of a text that is known to be a JSON object. */
function membersOf(text: string): readonly Member[] {
  const found: Member[] = [];
  let at = text.indexOf('{') + 1;
  for (;;) {
    at = skipSpace(text, at);
    if (text[at] !== '"') return found;
    const start = at;
    at = endOfString(text, at);
    const name: unknown = JSON.parse(text.slice(start, at));
    const value = skipSpace(text, skipSpace(text, at) + 1);
    const end = endOfValue(text, value);
    found.push({ name: String(name), start, value, end });
    at = skipSpace(text, end);
    if (text[at] !== ',') return found;
    at += 1;
  }
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && ' \n\r\t'.includes(text.charAt(at))) at += 1;
  return at;
}

function endOfString(text: string, from: number): number {
  for (let at = from + 1; ; at += 1) {
    at = text.indexOf('"', at);
    let slashes = 0;
    while (text[at - 1 - slashes] === '\\') slashes += 1;
    if (slashes % 2 === 0) return at + 1;
  }
}

function endOfValue(text: string, from: number): number {
  if (text[from] === '"') return endOfString(text, from);
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    const letter = text.charAt(at);
    if (letter === '"') at = endOfString(text, at) - 1;
    else if (letter === '{' || letter === '[') depth += 1;
    else if (letter === '}' || letter === ']') {
      if (depth === 0) return at;
      depth -= 1;
      if (depth === 0) return at + 1;
    } else if (depth === 0 && ', \n\r\t'.includes(letter)) return at;
  }
  return text.length;
}
