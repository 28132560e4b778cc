import type { Nearby } from './nearby.ts';

/** Parts of the names on the last lines, by how near they stand. */
export function wordsNear(nearby: Nearby): ReadonlyMap<string, number> {
  const words = new Map<string, number>();
  const add = (name: string, linesAgo: number): void => {
    if (linesAgo > 12) return;
    const weight = Math.exp(-linesAgo / 8);
    for (const part of partsOf(name)) words.set(part, Math.max(words.get(part) ?? 0, weight));
  };
  for (const [name, { linesAgo }] of nearby.before) add(name, linesAgo);
  for (const [name, linesAgo] of nearby.said) add(name, linesAgo);
  return words;
}

/** How many parts of a name are among some words, 0 to 1. */
export function alikeness(name: string, words: ReadonlyMap<string, number>): number {
  const parts = partsOf(name);
  if (parts.length === 0) return 0;
  let sum = 0;
  for (const part of parts) sum += words.get(part) ?? 0;
  return sum / parts.length;
}

const stems = new Map<string, readonly string[]>();

/** Words of a file's name that say something: `json` of `render/json_test.go`. */
export function stemOf(path: string): readonly string[] {
  const known = stems.get(path);
  if (known) return known;
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
  const made = partsOf(name.replaceAll(/[.-]/g, '_')).filter((part) => !/^(?:test|tests|spec|index|init|main|mod|lib)$/.test(part));
  if (stems.size > 50_000) stems.clear();
  stems.set(path, made);
  return made;
}

/** The share of words that two files' names have in common. */
export function shared(some: readonly string[], others: readonly string[]): number {
  if (some.length === 0 || others.length === 0) return 0;
  return others.filter((each) => some.includes(each)).length / Math.max(some.length, others.length);
}

const split = new Map<string, readonly string[]>();

/** `createVNode` is create, v, node: words of three letters and more. */
function partsOf(name: string): readonly string[] {
  const known = split.get(name);
  if (known) return known;
  const parts = name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(/[\s_$]+/)
    .map((part) => part.toLowerCase())
    .filter((part) => part.length > 2);
  if (split.size > 50_000) split.clear();
  split.set(name, parts);
  return parts;
}
