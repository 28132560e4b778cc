import type { Json, JsonObject, Manifest } from './manifest.ts';

const first = new Map(['apiVersion', 'kind', 'metadata', 'name', 'namespace'].map((key, at) => [key, at]));

/**
 * Manifests as a file a person reads, the same bytes for the same manifests: keys in order, strings quoted wherever YAML could take
 * them for something else, and comments in front that say why each is there.
 */
export function yamlOf(manifests: readonly { readonly manifest: Manifest; readonly why: readonly string[] }[]): string {
  return manifests
    .map(({ manifest, why }) => `---\n${why.map((line) => `# ${visible(line)}\n`).join('')}${block(plain(manifest), 0)}`)
    .join('');
}

/** Nothing of a repository ends a comment. */
const visible = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');

const plain = (manifest: Manifest): JsonObject => ({ ...manifest, metadata: { ...manifest.metadata } });

const block = (value: JsonObject, depth: number): string => lines(entriesOf(value), depth);

function lines(entries: readonly (readonly [string, Json])[], depth: number): string {
  const indent = '  '.repeat(depth);
  return entries.map(([key, each]) => `${indent}${scalar(key)}:${valueOf(each, depth)}`).join('');
}

function valueOf(value: Json, depth: number): string {
  if (Array.isArray(value)) {
    const items: readonly Json[] = value;
    return items.length === 0 ? ' []\n' : `\n${items.map((item) => itemOf(item, depth + 1)).join('')}`;
  }
  if (isObject(value)) {
    const entries = entriesOf(value);
    return entries.length === 0 ? ' {}\n' : `\n${lines(entries, depth + 1)}`;
  }
  return ` ${leaf(value)}\n`;
}

function itemOf(item: Json, depth: number): string {
  const indent = '  '.repeat(depth);
  if (!isObject(item)) return `${indent}- ${Array.isArray(item) ? JSON.stringify(item) : leaf(item)}\n`;
  const entries = entriesOf(item);
  return entries.length === 0 ? `${indent}- {}\n` : `${indent}- ${lines(entries, depth + 1).trimStart()}`;
}

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function entriesOf(value: JsonObject): [string, Json][] {
  const rank = (key: string): number => first.get(key) ?? first.size;
  return Object.entries(value)
    .flatMap(([key, each]): [string, Json][] => (each === undefined ? [] : [[key, each]]))
    .sort(([left], [right]) => rank(left) - rank(right) || (left < right ? -1 : 1));
}

const leaf = (value: Json): string => (typeof value === 'string' ? scalar(value) : JSON.stringify(value));

/** Without quotes only what no YAML reader takes for a number, a truth, a time or an end. JSON's strings are YAML's. */
function scalar(text: string): string {
  const isWord =
    /^[A-Za-z/][\w./@:-]*$/.test(text) && !text.endsWith(':') && !/^(?:y|n|yes|no|on|off|true|false|null|nan|inf)$/i.test(text);
  return isWord
    ? text
    : JSON.stringify(text).replace(
        /[\u007f-\u009f\u2028\u2029\ufeff]/g,
        (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
      );
}
