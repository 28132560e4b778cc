export interface Setting {
  readonly section: string;
  readonly key: string;
  readonly value: string;
  readonly line: number;
}

/** `[section]` files in which a key may come more than once and a line may go on with a backslash or an indent (systemd, supervisord). */
export function readSections(text: string): Setting[] {
  const settings: Setting[] = [];
  let section = '';
  let last: { section: string; key: string; value: string; line: number } | null = null;
  for (const [index, row] of text.split('\n').entries()) {
    const plain = row.replace(/\r$/, '');
    if (/^\s*[#;]/.test(plain)) continue;
    const header = /^\[([^\]]+)\]\s*$/.exec(plain);
    if (header) {
      section = header[1] ?? '';
      last = null;
      continue;
    }
    if (last && (last.value.endsWith('\\') || /^\s+\S/.test(plain))) {
      last.value = `${last.value.replace(/\\$/, '')} ${plain.trim()}`;
      continue;
    }
    const at = plain.indexOf('=');
    if (at <= 0) continue;
    last = { section, key: plain.slice(0, at).trim(), value: plain.slice(at + 1).trim(), line: index + 1 };
    settings.push(last);
  }
  return settings;
}
