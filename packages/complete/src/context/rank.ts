import type { SourceIndex } from '../source/source-index.ts';
import type { Definition } from '../source/outline.ts';
import { candidatesAt, type Candidate, type Place, type Way } from './candidates.ts';
import type { Nearby } from './nearby.ts';

export interface Ranked {
  readonly definition: Definition;
  readonly score: number;
  readonly way: Way;
}

/** What speaks for a definition at a place, each from 0 to about 1. */
export interface Signals {
  readonly always: number;
  readonly fit: number;
  /** Used on the lines just before. */
  readonly recent: number;
  readonly used: number;
  /** Not used anywhere yet: what is imported and not used, somebody is about to. */
  readonly unused: number;
  readonly after: number;
  /** In how many files of the repository the name stands. */
  readonly known: number;
  /** Words of the name that stand in names near the cursor. */
  readonly alike: number;
  /** The share of the files beside this one in which the name stands. */
  readonly beside: number;
  /** The same of those that import the same module. */
  readonly peers: number;
  /** Words that the names of both files have in common. */
  readonly stem: number;
  readonly method: number;
}

export const signals = [
  'always',
  'fit',
  'recent',
  'used',
  'unused',
  'after',
  'known',
  'alike',
  'beside',
  'peers',
  'stem',
  'method',
] as const satisfies readonly (keyof Signals)[];

const weigh = (values: readonly number[]): Signals => {
  const at = (name: keyof Signals): number => values[signals.indexOf(name)] ?? 0;
  return {
    always: at('always'),
    fit: at('fit'),
    recent: at('recent'),
    used: at('used'),
    unused: at('unused'),
    after: at('after'),
    known: at('known'),
    alike: at('alike'),
    beside: at('beside'),
    peers: at('peers'),
    stem: at('stem'),
    method: at('method'),
  };
};

/** What each signal is worth, in the order of `signals`; found on repositories other than those the benchmark reports. */
export const weights: Readonly<Record<Way, Signals>> = {
  imported: weigh([2.8, 3.6, 2.3, 1.1, 0.8, 0.3, 0.5, 1.5, 0.5, 0.2, -0.2, -0.5]),
  member: weigh([0.2, 0.5, 2.3, 1.7, -0.3, 0.3, 1.3, 2.6, 0.5, 2, 0.6, -0.5]),
  package: weigh([0.5, 0.5, 0.7, 0, -0.3, 0.3, 0.2, 3.2, 0.3, 0, -0.6, -0.5]),
  mentioned: weigh([0, 2, -0.1, 0.8, 0, 0.3, 0.5, 0.8, 0.6, 0, 0.3, -2.4]),
  siblings: weigh([0.3, 1.8, 1, 0.2, 0, 0.3, 0.5, 2.6, 1, 0.5, 1.2, -0.5]),
};

/** Files beside this one, and files that import the same, that are looked at. */
export const besides = 24;

/** Definitions of other files by how likely they are of use at a place, best first; `recent` are files that were open or edited last. */
export function rankDefinitions(place: Place, index: SourceIndex, recent: readonly string[] = []): Ranked[] {
  const { candidates, nearby } = candidatesAt(place, index);
  const around = aroundOf(place, nearby, index);
  const best = new Map<Definition, Ranked>();
  for (const each of candidates) {
    const isOpen = recent.includes(each.definition.path);
    const score = scoreOf(signalsOf(each, around), weights[each.way]) + (isOpen ? 0.5 : 0);
    const known = best.get(each.definition);
    if (!known || known.score < score) best.set(each.definition, { definition: each.definition, score, way: each.way });
  }
  return [...best.values()].toSorted((a, b) => b.score - a.score);
}

/** What is known of a place when candidates are weighed. */
export interface Around {
  readonly nearby: Nearby;
  readonly words: ReadonlyMap<string, number>;
  /** Names of files in the same folder. */
  readonly beside: readonly ReadonlySet<string>[];
  /** Names of files that import a module. */
  readonly peers: (module: string) => readonly ReadonlySet<string>[];
  /** Words of the file's own name. */
  readonly stem: readonly string[];
  readonly index: SourceIndex;
}

export function aroundOf({ path }: Place, nearby: Nearby, index: SourceIndex): Around {
  const importing = new Map<string, readonly ReadonlySet<string>[]>();
  const peers = (module: string): readonly ReadonlySet<string>[] => {
    const known = importing.get(module);
    if (known) return known;
    const found = index.namesImporting(module, path, besides);
    importing.set(module, found);
    return found;
  };
  return { nearby, words: wordsNear(nearby), beside: index.namesBeside(path, besides), peers, stem: stemOf(path), index };
}

export function signalsOf(
  { local, way, fit, module, definition }: Candidate,
  { nearby, words, beside, peers, stem, index }: Around,
): Signals {
  const used = nearby.before.get(local);
  // The import itself mentions it once.
  const uses = (used?.count ?? 0) - (way === 'imported' ? 1 : 0);
  return {
    always: 1,
    fit,
    recent: uses > 0 && used ? Math.exp(-used.linesAgo / 20) : 0,
    used: uses > 0 ? Math.min(1, Math.log2(1 + uses) / 4) : 0,
    unused: uses <= 0 ? 1 : 0,
    after: nearby.after.has(local) ? 1 : 0,
    known: Math.min(1, Math.log2(1 + index.mentions(definition.name)) / 8),
    alike: alikeness(local, words),
    beside: shareWith(local, beside),
    peers: module === null ? 0 : shareWith(local, peers(module)),
    stem: shared(stem, stemOf(definition.path)),
    method: definition.of === null ? 0 : 1,
  };
}

export const scoreOf = (of: Signals, by: Signals): number => signals.reduce((sum, each) => sum + of[each] * by[each], 0);

function shareWith(name: string, files: readonly ReadonlySet<string>[]): number {
  let count = 0;
  for (const names of files) if (names.has(name)) count += 1;
  return files.length === 0 ? 0 : count / files.length;
}

/** Parts of the names on the last lines, by how near they stand. */
function wordsNear(nearby: Nearby): ReadonlyMap<string, number> {
  const words = new Map<string, number>();
  for (const [name, { linesAgo }] of nearby.before) {
    if (linesAgo > 12) continue;
    const weight = Math.exp(-linesAgo / 8);
    for (const part of partsOf(name)) words.set(part, Math.max(words.get(part) ?? 0, weight));
  }
  return words;
}

function alikeness(name: string, words: ReadonlyMap<string, number>): number {
  const parts = partsOf(name);
  if (parts.length === 0) return 0;
  let sum = 0;
  for (const part of parts) sum += words.get(part) ?? 0;
  return sum / parts.length;
}

const stems = new Map<string, readonly string[]>();

/** Words of a file's name that say something: `json` of `render/json_test.go`. */
function stemOf(path: string): readonly string[] {
  const known = stems.get(path);
  if (known) return known;
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
  const made = partsOf(name.replaceAll(/[.-]/g, '_')).filter((part) => !/^(?:test|tests|spec|index|init|main|mod|lib)$/.test(part));
  if (stems.size > 50_000) stems.clear();
  stems.set(path, made);
  return made;
}

function shared(some: readonly string[], others: readonly string[]): number {
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
