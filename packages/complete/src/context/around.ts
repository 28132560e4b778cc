import type { SourceIndex } from '../source/source-index.ts';
import type { Place } from './candidates.ts';
import { companyOf, type Company } from './company.ts';
import type { Nearby } from './nearby.ts';
import { stemOf, wordsNear } from './words.ts';

/** What is known of a place when candidates are weighed. */
export interface Around {
  readonly nearby: Nearby;
  readonly words: ReadonlyMap<string, number>;
  /** The share of the files in the same folder in which a name stands. */
  readonly beside: (name: string) => number;
  /** The same of files that import a module. */
  readonly peers: (name: string, module: string) => number;
  /** Words of the file's own name. */
  readonly stem: readonly string[];
  readonly company: Company;
  /** A declaration begins here, or one of a type goes on. */
  readonly isTyped: boolean;
  readonly index: SourceIndex;
}

/** Files beside this one, and files that import the same, that are looked at. */
const besides = 24;

export function aroundOf(place: Place, nearby: Nearby, index: SourceIndex): Around {
  const { path } = place;
  const beside = index.namesBeside(path, besides);
  const importing = new Map<string, readonly ReadonlySet<string>[]>();
  const peers = (name: string, module: string): number => {
    let files = importing.get(module);
    if (!files) importing.set(module, (files = index.namesImporting(module, path, besides)));
    return shareWith(name, files);
  };
  return {
    nearby,
    words: wordsNear(nearby),
    beside: (name) => shareWith(name, beside),
    peers,
    stem: stemOf(path),
    company: companyOf(place, nearby, index),
    isTyped: isTypedAt(place),
    index,
  };
}

function shareWith(name: string, files: readonly ReadonlySet<string>[]): number {
  let count = 0;
  for (const names of files) if (names.has(name)) count += 1;
  return files.length === 0 ? 0 : count / files.length;
}

/** Told by the indentation of the line and of those before it. */
function isTypedAt({ prefix }: Place): boolean {
  let end = prefix.length;
  for (let lines = 0; lines < 60; lines += 1) {
    const start = prefix.lastIndexOf('\n', end - 1) + 1;
    const written = prefix.slice(start, Math.min(end, start + 120));
    if (lines === 0 && !/^\s/.test(written)) return true;
    if (lines > 0 && /^[A-Za-z@]/.test(written)) return /\b(?:struct|interface|class|enum|trait|record|type)\b/.test(written);
    if (start === 0) return false;
    end = start - 1;
  }
  return false;
}
