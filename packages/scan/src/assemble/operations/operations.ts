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
import type { OperationTable } from '../../catalog/operations/table.ts';
import { stemOf } from '../../evaluate/declarations.ts';
import { indexOf } from '../../evaluate/module-index.ts';
import type { Repository } from '../../repository/repository.ts';
import type { Module } from '../../syntax/module.ts';
import { best } from '../resources.ts';
import type { ComponentNeeds } from '../service-needs.ts';
import { carriersOf } from './carriers.ts';
import { handedIn } from './handed.ts';
import { opaque, seenIn, type Seen } from './seen.ts';
import { frameworksFor, imports, indexTable, tablesFor, type IndexedTable } from './tables.ts';

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
  const frameworks = frameworksFor([...new Set(connections.map(({ library }) => library))], needs.component, type);
  for (const { does, packages } of frameworks) {
    const [evidence] = connections
      .filter(({ library }) => library.packages.some((name) => packages.includes(name)))
      .map((each) => each.evidence);
    const [installed] = packages.flatMap((name) => needs.component.dependencies.get(name) ?? []);
    const where = evidence ?? installed?.evidence;
    if (does === null || !where) return null;
    seen.push({ words: does, call: installed?.name ?? packages[0] ?? '', evidence: where });
  }
  const tables = new Set<OperationTable>();
  for (const { library } of connections) {
    const own = tablesFor(library, type);
    for (const table of own) tables.add(table);
    const isFramework = frameworks.some(({ packages }) => library.packages.some((name) => packages.includes(name)));
    if (own.length === 0 && !isFramework) return null;
  }
  for (const table of tables) {
    const index = indexTable(table);
    const modules = modulesWith(index, needs, repository, owns);
    const carriers = carriersOf(modules, index);
    for (const module of modules) {
      const found = seenIn(module, carriers, index, repository);
      if (found === opaque) return null;
      seen.push(...found);
    }
    const handed = handedIn(modules, carriers, index, repository);
    if (handed === opaque) return null;
    seen.push(...handed);
  }
  return seen.length > 0 ? gathered(type, seen) : null;
}

/** Files in which something may be done: those that say so by themselves, and those that import from where clients are made. */
function modulesWith(index: IndexedTable, needs: ComponentNeeds, repository: Repository, owns: (path: string) => boolean): Module[] {
  const { language } = needs.component;
  const { pattern, methods, makers } = index;
  const own = needs.modules.filter((module) => module.language === language);
  const asking = new RegExp(`\\b(?:${[...methods.keys()].join('|')})\\b`);
  const direct = repository.modules.matching(
    language,
    (file) => file.matches(pattern) || (file.matches(asking) && file.imports.some((each) => imports(index, each))),
    owns,
  );
  const homes = new Set(
    [...own, ...direct].filter((module) => [...makers].some((name) => indexOf(module).calls.has(name))).map(({ path }) => stemOf(path)),
  );
  const names = [...homes];
  const importing = repository.modules.matching(
    language,
    (file) => file.matches(asking) && names.some((name) => file.names.has(name)),
    owns,
  );
  return [...new Set([...own, ...direct, ...importing])];
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
    return each ? [operation(type, each.name, each.call, each.evidence)] : [];
  });
}

/** One thing done, with the strongest access it takes. */
export const operation = (type: ResourceType, name: string, call: string, evidence: readonly Evidence[]): Operation => ({
  name,
  access: isPermittedType(type) ? strongest(accessOf(type, name)) : 'read',
  call,
  evidence: best([...evidence]),
});

const strongest = (all: readonly Access[]): Access => accesses.findLast((each) => all.includes(each)) ?? 'read';

/** The access a list of operations takes, in the order of `accesses`. */
export const accessFor = (type: ResourceType, operations: readonly Operation[]): Access[] =>
  isPermittedType(type) ? accesses.filter((each) => operations.some(({ name }) => accessOf(type, name).includes(each))) : [];
