/**
 * Whether an MSBuild condition holds for a project: comparisons, `and`, `or`, `!`, and the text functions people ask a project's name with.
 * `null` where something in it is not known here.
 */
export function conditionHolds(condition: string, properties: ReadonlyMap<string, string>): boolean | null {
  const plain = condition.replace(
    /\$\((\w+)(?:\.(\w+)\(\s*(?:'([^']*)'|`([^`]*)`|"([^"]*)")\s*\))?\)/g,
    (_, name: string, method?: string, ...args: unknown[]) => {
      const value = properties.get(name) ?? '';
      if (method === undefined) return value;
      const [wanted = ''] = args.filter((each): each is string => typeof each === 'string' && args.indexOf(each) < 3);
      switch (method) {
        case 'EndsWith':
          return String(value.endsWith(wanted));
        case 'StartsWith':
          return String(value.startsWith(wanted));
        case 'Contains':
          return String(value.includes(wanted));
        default:
          return '?';
      }
    },
  );
  return anyOf(plain);
}

function anyOf(text: string): boolean | null {
  const parts = split(text, /\bor\b/i);
  if (parts.length > 1) {
    const held = parts.map(anyOf);
    return held.includes(true) ? true : held.includes(null) ? null : false;
  }
  const both = split(text, /\band\b/i);
  if (both.length > 1) {
    const held = both.map(anyOf);
    return held.includes(false) ? false : held.includes(null) ? null : true;
  }
  return term(text.trim());
}

function term(text: string): boolean | null {
  if (text.startsWith('!') && !text.startsWith('!=')) {
    const inner = anyOf(text.slice(1));
    return inner === null ? null : !inner;
  }
  if (text.startsWith('(') && text.endsWith(')')) return anyOf(text.slice(1, -1));
  const compared = /^\s*(.*?)\s*(==|!=)\s*(.*?)\s*$/.exec(text);
  if (compared) {
    const [, left = '', operator, right = ''] = compared;
    if (`${left}${right}`.includes('?') || /\$\(|@\(/.test(text)) return null;
    const same = unquoted(left).toLowerCase() === unquoted(right).toLowerCase();
    return operator === '==' ? same : !same;
  }
  if (/^'?true'?$/i.test(text)) return true;
  return /^'?(false)?'?$/i.test(text) ? false : null;
}

const unquoted = (text: string): string => text.replace(/^'([\s\S]*)'$/, '$1');

/** Splits outside of quotes and parentheses. */
function split(text: string, separator: RegExp): string[] {
  const parts: string[] = [];
  let depth = 0;
  let quoted = false;
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? '';
    if (character === "'") quoted = !quoted;
    if (quoted) continue;
    if (character === '(') depth++;
    if (character === ')') depth--;
    if (depth !== 0 || !/[oa]/i.test(character) || /\w/.test(text[at - 1] ?? '')) continue;
    const match = separator.exec(text.slice(at, at + 4));
    if (match?.index !== 0) continue;
    parts.push(text.slice(start, at));
    start = at + match[0].length;
  }
  return [...parts, text.slice(start)];
}
