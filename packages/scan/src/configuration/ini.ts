import type { Expression, ObjectEntry } from '../syntax/expression.ts';

/** An INI file as one object: keys before any section at the top, each section an object of its own. */
export function readIni(text: string): Expression {
  const top: ObjectEntry[] = [];
  let current = top;
  const sections = new Map<string, ObjectEntry[]>();
  for (const [index, whole] of text.split(/\r?\n/).entries()) {
    const line = index + 1;
    const content = whole.trim();
    if (content === '' || /^[#;]/.test(content)) continue;
    const name = /^\[([^\]]+)\]/.exec(content)?.[1]?.trim();
    if (name !== undefined) {
      const known = sections.get(name);
      current = known ?? [];
      if (known) continue;
      sections.set(name, current);
      top.push({ key: name, value: { kind: 'object', type: null, entries: current, line }, line });
      continue;
    }
    const [, key, written = ''] = /^([^=:]+?)\s*[=:]\s*(.*)$/.exec(content) ?? [];
    if (key) current.push({ key, value: { kind: 'literal', value: plain(written), line }, line });
  }
  return { kind: 'object', type: null, entries: top, line: 1 };
}

function plain(written: string): string | number | boolean {
  const quoted = /^(["'`])(.*)\1/.exec(written)?.[2];
  if (quoted !== undefined) return quoted;
  const bare = written.replace(/\s+[#;].*$/, '');
  if (/^-?\d+$/.test(bare)) return Number(bare);
  return /^(true|false)$/i.test(bare) ? bare.toLowerCase() === 'true' : bare;
}
