import { folderOf } from '../source/affinity.ts';
import type { SourceIndex } from '../source/source-index.ts';
import type { Definition } from '../source/outline.ts';
import { aroundOf } from './around.ts';
import { candidatesAt, type Place, type Way } from './candidates.ts';
import { scoreOf } from './signals.ts';

export interface Ranked {
  readonly definition: Definition;
  readonly score: number;
  readonly way: Way;
}

/** What a file that is open, or was edited last, counts for. */
const open = 0.5;

/** Definitions of other files by how likely they are of use at a place, best first; `recent` are files that were open or edited last. */
export function rankDefinitions(place: Place, index: SourceIndex, recent: readonly string[] = []): Ranked[] {
  const { candidates, nearby } = candidatesAt(place, index);
  const around = aroundOf(place, nearby, index);
  const best = new Map<Definition | string, Ranked>();
  for (const candidate of candidates) {
    const { definition, way } = candidate;
    const score = scoreOf(candidate, around) + (recent.includes(definition.path) ? open : 0);
    const key = meantBy(definition);
    const known = best.get(key);
    if (!known || known.score < score) best.set(key, { definition: first(definition, known?.definition), score, way });
  }
  return [...best.values()].toSorted((a, b) => b.score - a.score);
}

const keys = new WeakMap<Definition, string>();

/** A Go package may declare a name once for each platform or build: those are one. */
function meantBy(definition: Definition): Definition | string {
  if (!definition.path.endsWith('.go')) return definition;
  const known = keys.get(definition);
  if (known !== undefined) return known;
  const key = `${folderOf(definition.path)}\0${definition.of ?? ''}\0${definition.name}`;
  keys.set(definition, key);
  return key;
}

const first = (one: Definition, other: Definition | undefined): Definition => (other && other.path < one.path ? other : one);
