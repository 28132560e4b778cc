import type { Entry } from './file.ts';

const entriesLimit = 5000;
const deepest = 40;

/**
 * The part of HOCON (Ktor's and Akka's application.conf) that configuration is written in: nested objects, paths as
 * keys, and `key = ${?VARIABLE}` after a default. An optional substitution keeps the value before it as its default.
 */
export function readHocon(text: string): Entry[] {
  const entries = new Map<string, Entry>();
  const path: string[] = [];
  const lines = text.split(/\r?\n/);
  for (const [position, raw] of lines.entries()) {
    let rest = withoutComment(raw).trim();
    while (rest !== '' && entries.size < entriesLimit) {
      if (rest.startsWith('}')) {
        path.pop();
        rest = rest.slice(1).replace(/^[\s,]+/, '');
        continue;
      }
      const opened = /^"?([\w.-]+)"?\s*[:=]?\s*\{/.exec(rest);
      if (opened?.[1] && path.length < deepest) {
        path.push(opened[1]);
        rest = rest.slice(opened[0].length).trim();
        continue;
      }
      if (rest.startsWith('{')) {
        path.push('');
        rest = rest.slice(1).trim();
        continue;
      }
      const assigned = /^"?([\w.-]+)"?\s*[:=]\s*((?:"[^"]*"|\$\{[^}]*\}|[^,}"])*)/.exec(rest);
      if (!assigned?.[1]) break;
      const key = [...path, assigned[1]].filter((each) => each !== '').join('.');
      entries.set(key, { key, value: valueOf((assigned[2] ?? '').trim(), entries.get(key)), line: position + 1 });
      rest = rest.slice(assigned[0].length).replace(/^[\s,]+/, '');
    }
  }
  return [...entries.values()];
}

function valueOf(written: string, before: Entry | undefined): Entry['value'] {
  const substitution = /^\$\{(\?)?([\w.]+)\}$/.exec(written);
  if (substitution) return `\${${substitution[2]}${before ? `:${String(before.value)}` : substitution[1] ? ':' : ''}}`;
  const plain = written.replace(/"/g, '').replace(/\$\{\?/g, '${');
  if (/^-?\d+$/.test(plain)) return Number(plain);
  return plain === 'true' ? true : plain === 'false' ? false : plain;
}

function withoutComment(line: string): string {
  let quoted = false;
  for (let at = 0; at < line.length; at++) {
    if (line[at] === '"') quoted = !quoted;
    else if (!quoted && (line[at] === '#' || line.startsWith('//', at))) return line.slice(0, at);
  }
  return line;
}
