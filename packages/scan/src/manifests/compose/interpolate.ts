/**
 * Fills in what a compose file says about its variables itself: `${PORT:-8080}` becomes `8080`, `$$` a dollar sign. What only
 * the environment tells (`${SECRET}`) stays as `${SECRET}`, without its message.
 */
export function interpolate(text: string): string {
  if (!text.includes('$')) return text;
  let out = '';
  let at = 0;
  while (at < text.length) {
    const dollar = text.indexOf('$', at);
    if (dollar < 0) return out + text.slice(at);
    out += text.slice(at, dollar);
    if (text[dollar + 1] === '$') {
      out += '$';
      at = dollar + 2;
      continue;
    }
    const plain = /^\$([A-Za-z_]\w*)/.exec(text.slice(dollar, dollar + 200));
    if (plain) {
      out += `\${${plain[1] ?? ''}}`;
      at = dollar + plain[0].length;
      continue;
    }
    const end = text[dollar + 1] === '{' ? closing(text, dollar + 2) : -1;
    if (end < 0) {
      out += '$';
      at = dollar + 1;
      continue;
    }
    out += braced(text.slice(dollar + 2, end));
    at = end + 1;
  }
  return out;
}

function closing(text: string, from: number): number {
  let depth = 1;
  for (let at = from; at < text.length; at++) {
    if (text[at] === '{') depth++;
    else if (text[at] === '}' && --depth === 0) return at;
  }
  return -1;
}

/** Defaults within defaults, no deeper than anyone writes them. */
function braced(inside: string, depth = 0): string {
  const match = /^([A-Za-z_]\w*)(?:(:?[-?+])([\s\S]*))?$/.exec(inside);
  if (!match) return `\${${inside}}`;
  const [, name = '', operator = '', word = ''] = match;
  if (operator.endsWith('-')) return depth > 5 ? word : word === '' ? '' : interpolateNested(word, depth);
  return `\${${name}}`;
}

const interpolateNested = (text: string, depth: number): string =>
  text.replace(/\$\{([^{}]*)\}/g, (_whole, inside: string) => braced(inside, depth + 1));

/** Names a text still waits for. */
export const unresolved = (text: string): string[] => [...text.matchAll(/\$\{([A-Za-z_]\w*)\}/g)].map((match) => match[1] ?? '');

/** Fills the rest in from files of variables. */
export const fill = (text: string, valueOf: (name: string) => string | null): string =>
  text.includes('${') ? text.replace(/\$\{([A-Za-z_]\w*)\}/g, (whole, name: string) => valueOf(name) ?? whole) : text;
