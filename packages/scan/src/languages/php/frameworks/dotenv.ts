import type { Repository } from '../../../repository/repository.ts';

/** Values of the files people copy to `.env`, later files first: what the application is shipped with. */
export function shippedValues(folder: string, names: readonly string[], repository: Repository): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const name of names) {
    const text = repository.text(folder === '.' ? name : `${folder}/${name}`);
    for (const [key, value] of text === null ? [] : readDotenv(text)) if (!values.has(key)) values.set(key, value);
  }
  return values;
}

/** `NAME=value` lines; `${OTHER}` is put in where it is known. */
export function readDotenv(text: string): Map<string, string> {
  const values = new Map<string, string>();
  for (const match of text.matchAll(/^[ \t]*(?:export[ \t]+)?([A-Za-z_][\w.]*)[ \t]*=[ \t]*("(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[^\n#]*)/gm)) {
    const raw = (match[2] ?? '').trim();
    const quoted = /^(["'])([\s\S]*)\1$/.exec(raw);
    const plain = quoted ? (quoted[2] ?? '') : raw;
    const value = quoted?.[1] === "'" ? plain : plain.replace(/\$\{?(\w+)\}?/g, (whole, name: string) => values.get(name) ?? whole);
    values.set(match[1] ?? '', value);
  }
  return values;
}
