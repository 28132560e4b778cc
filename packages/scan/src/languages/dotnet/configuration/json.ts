import { LineCounter, isAlias, isMap, isScalar, isSeq, parseDocument } from 'yaml';

/** One value of a JSON file, under its path in .NET's writing: `Mail:Host`, `Endpoints:0`. */
export interface Entry {
  readonly key: string;
  readonly value: string | number | boolean | null;
  readonly line: number;
}

/** Keys beyond this are a data set, not configuration. */
const entriesLimit = 3000;

/** JSON as .NET reads it: with comments and trailing commas. Broken content gives no entries. */
export function readJsonEntries(text: string): Entry[] {
  const lines = new LineCounter();
  const document = parseDocument(withoutComments(text), { lineCounter: lines, logLevel: 'silent', uniqueKeys: false, strict: false });
  const entries: Entry[] = [];
  const walk = (node: unknown, key: string, line: number, depth: number): void => {
    if (entries.length >= entriesLimit || depth > 40 || isAlias(node)) return;
    if (isMap(node)) {
      for (const pair of node.items) {
        const name = isScalar(pair.key) ? String(pair.key.value) : '';
        const at = isScalar(pair.key) && pair.key.range ? lines.linePos(pair.key.range[0]).line : line;
        walk(pair.value, key === '' ? name : `${key}:${name}`, at, depth + 1);
      }
    } else if (isSeq(node)) node.items.forEach((item, position) => walk(item, `${key}:${position}`, line, depth + 1));
    else if (isScalar(node) && key !== '') {
      const { value } = node;
      entries.push({
        key,
        value: typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null,
        line,
      });
    }
  };
  walk(document.contents, '', 1, 0);
  return entries;
}

/** Blanks comments, keeping every line where it is, and tabs, which YAML does not indent with. */
const withoutComments = (text: string): string =>
  text
    .replace(/^\uFEFF/, '')
    .replace(/"(?:\\.|[^"\\\n])*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (part) => (part.startsWith('"') ? part : part.replace(/[^\n]/g, ' ')))
    .replaceAll('\t', '  ');
