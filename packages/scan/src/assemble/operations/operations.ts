import {
  accessOf,
  accesses,
  isPermittedType,
  type Access,
  type Evidence,
  type Operation,
  type PermittedType,
  type ResourceType,
} from '@groundwork/blueprint';
import type { Repository } from '../../repository/repository.ts';
import type { Module } from '../../syntax/module.ts';
import { best } from '../resources.ts';
import type { ComponentNeeds } from '../service-needs.ts';
import { opaque, seenIn, type Seen } from './seen.ts';
import { indexTable, tablesFor } from './tables.ts';

/**
 * What the code of a component does with the resources of one type, by the calls it makes; `null` where that cannot be told for
 * sure: a missing operation would fail in the cloud, so all of them are left out.
 */
export function operationsOf(
  type: ResourceType,
  needs: ComponentNeeds,
  repository: Repository,
  owns: (path: string) => boolean,
): readonly Operation[] | null {
  if (!isPermittedType(type)) return null;
  const connections = needs.connections.filter((each) => each.type === type).map(({ connection }) => connection);
  if (connections.length === 0) return null;
  const seen: Pick<Seen, 'words' | 'call' | 'evidence'>[] = [];
  const tables = new Set<ReturnType<typeof tablesFor>[number]>();
  for (const { library, evidence } of connections) {
    const own = tablesFor(library, type);
    for (const table of own) tables.add(table);
    const { does } = library;
    if (own.length === 0 && !does) return null;
    if (does) seen.push({ words: does, call: library.packages[0] ?? '', evidence });
  }
  for (const table of tables) {
    const index = indexTable(table);
    for (const module of modulesWith(index.pattern, needs, repository, owns)) {
      const found = seenIn(module, index, repository);
      if (found === opaque) return null;
      seen.push(...found);
    }
  }
  return seen.length > 0 ? gathered(type, seen) : null;
}

function modulesWith(pattern: RegExp, needs: ComponentNeeds, repository: Repository, owns: (path: string) => boolean): Module[] {
  const { language } = needs.component;
  const own = needs.modules.filter((module) => module.language === language);
  return [...own, ...repository.modules.matching(language, pattern, owns)];
}

/** One entry for each thing done by each call, in a fixed order. */
function gathered(type: PermittedType, seen: readonly Pick<Seen, 'words' | 'call' | 'evidence'>[]): readonly Operation[] {
  const found = new Map<string, { readonly name: string; readonly call: string; readonly evidence: Evidence[] }>();
  for (const { words, call, evidence } of seen) {
    for (const name of words) {
      const key = `${name}\0${call}`;
      const known = found.get(key) ?? { name, call, evidence: [] };
      known.evidence.push(evidence);
      found.set(key, known);
    }
  }
  return [...found.keys()].sort().flatMap((key) => {
    const each = found.get(key);
    return each ? [{ name: each.name, access: strongest(accessOf(type, each.name)), call: each.call, evidence: best(each.evidence) }] : [];
  });
}

const strongest = (all: readonly Access[]): Access => accesses.findLast((each) => all.includes(each)) ?? 'read';

/** The access a list of operations takes, in the order of `accesses`. */
export const accessFor = (type: ResourceType, operations: readonly Operation[]): Access[] =>
  isPermittedType(type) ? accesses.filter((each) => operations.some(({ name }) => accessOf(type, name).includes(each))) : [];
