import { languageOf } from '../language/language.ts';
import { affinity, folderOf, targetOf, type Target } from '../source/affinity.ts';
import { importsIn, type Import } from '../source/imports.ts';
import type { SourceIndex } from '../source/source-index.ts';
import { isTestFile } from '../source/affinity.ts';
import type { Definition } from '../source/outline.ts';
import { namesNear, type Nearby } from './nearby.ts';

/** `imported` by name, as a `member` of a module that is imported, of the same `package`, only `mentioned`, or as `siblings` import it. */
export const ways = ['imported', 'member', 'package', 'mentioned', 'siblings'] as const;
export type Way = (typeof ways)[number];

/** How a definition may come to be of use at a place. */
export interface Candidate {
  readonly definition: Definition;
  /** The name it goes by in the file. */
  readonly local: string;
  readonly way: Way;
  /** As the import names it, where there is one. */
  readonly module: string | null;
  /** How sure it is that this definition is the one meant, 0 to 1. */
  readonly fit: number;
}

export interface Place {
  readonly path: string;
  readonly prefix: string;
  readonly suffix: string;
}

/** Bounds on what is looked at for one place. */
const most = { sameName: 40, folder: 400, siblings: 40, mentioned: 300 } as const;

/** Languages whose files see what others in their folder declare. */
const sharesFolder: ReadonlySet<string> = new Set(['go', 'java', 'kotlin', 'csharp']);

/** Everything of the repository that may be of use at a place, and the names around it. */
export function candidatesAt(place: Place, index: SourceIndex): { candidates: Candidate[]; nearby: Nearby; imports: readonly Import[] } {
  const language = languageOf(place.path)?.name ?? '';
  const nearby = namesNear(place.prefix, place.suffix, languageOf(place.path)?.lexis.line ?? []);
  const imports = importsIn(whereImportsStand(place), language);
  const found: Candidate[] = [];
  const targets = new Map<string, Target>();
  const target = (module: string, from: string): Target => {
    const key = from === place.path ? module : `${folderOf(from)}\0${module}`;
    const known = targets.get(key);
    if (known) return known;
    const made = targetOf(module, from, language, index.roots);
    targets.set(key, made);
    return made;
  };
  const locals = new Set(imports.map(({ local }) => local));
  for (const each of imports) found.push(...byImport(each, target(each.module, place.path), place, index, nearby));
  if (sharesFolder.has(language)) found.push(...inFolder(place, index));
  found.push(...mentioned(place, index, nearby, locals, language), ...ofSiblings(place, index, locals, target));
  return { candidates: found, nearby, imports };
}

/** Where files import: at their beginning, and within what is being written. */
const looked = { head: 40_000, near: 8000 } as const;

function whereImportsStand({ prefix, suffix }: Place): string {
  if (prefix.length <= looked.head + looked.near) return prefix + suffix.slice(0, Math.max(0, looked.head - prefix.length));
  return `${prefix.slice(0, looked.head)}\n${prefix.slice(prefix.indexOf('\n', prefix.length - looked.near))}`;
}

function byImport({ local, name, module }: Import, target: Target, place: Place, index: SourceIndex, nearby: Nearby): Candidate[] {
  const isModule = name === null || name === '*';
  if (!isModule && name !== 'default') {
    const named = fitting(index.named(name), target, place).map((each) => ({
      ...each,
      local,
      module,

      way: 'imported' as const,
    }));
    if (named.length > 0) return named;
  }
  if (name === 'default') {
    const named = fitting(index.named(local), target, place);
    if (named.length > 0) return named.map((each) => ({ ...each, local, module, way: 'imported' as const }));
  }
  // A module: what it declares, best known first, is a member of the name.
  const places = isModule ? target : { places: target.places.map((each) => `${each}/${name}`), words: [...target.words, name] };
  const used = new Set(nearby.members.get(local));
  return moduleFiles(places, module, index)
    .flatMap((path) => index.in(path))
    .filter(({ path, of, name: declared }) => path !== place.path && of === null && isOpen(declared, path))
    .toSorted((a, b) => Number(used.has(b.name)) - Number(used.has(a.name)) || index.mentions(b.name) - index.mentions(a.name))
    .slice(0, most.folder)
    .map((definition) => ({ definition, local: definition.name, module, way: 'member' as const, fit: 1 }));
}

/** Whether a name is for others to use, where names tell. */
const isOpen = (name: string, path: string): boolean => (path.endsWith('.go') ? /^[A-Z]/.test(name) : !name.startsWith('_'));

function moduleFiles({ places, words }: Target, module: string, index: SourceIndex): string[] {
  if (words.length === 0 && places.length === 0) return [];
  const folders = places.length > 0 ? places : [words.join('/')];
  const found = new Set<string>();
  for (const each of folders) {
    for (const path of index.filesIn(folderOf(each))) if (path.replace(/\.\w+$/, '') === each) found.add(path);
    for (const path of index.filesIn(each)) {
      const isPackage = path.endsWith('.go')
        ? !path.endsWith('_test.go')
        : /\/(?:__init__|index|mod|lib)\.\w+$/.test(path) || module.includes('*');
      if (isPackage) found.add(path);
    }
  }
  return [...found];
}

const fitting = (definitions: readonly Definition[], target: Target, place: Place): { definition: Definition; fit: number }[] =>
  definitions
    .slice(0, most.sameName)
    .filter(({ path }) => path !== place.path)
    .map((definition) => ({ definition, fit: affinity(definition.path, target) }))
    .filter(({ fit }) => fit > 0)
    .toSorted((a, b) => b.fit - a.fit)
    .slice(0, 3);

function inFolder(place: Place, index: SourceIndex): Candidate[] {
  const isTest = isTestFile(place.path);
  const found: Candidate[] = [];
  for (const path of index.filesIn(folderOf(place.path))) {
    if (path === place.path || (isTestFile(path) && !isTest)) continue;
    for (const definition of index.in(path)) {
      if (definition.of === null) found.push({ definition, local: definition.name, module: null, way: 'package', fit: 1 });
    }
  }
  return found.length <= most.folder
    ? found
    : found.toSorted((a, b) => index.mentions(b.local) - index.mentions(a.local)).slice(0, most.folder);
}

/** Names that stand near the cursor and are declared elsewhere, whether or not they are imported. */
function mentioned(place: Place, index: SourceIndex, nearby: Nearby, locals: ReadonlySet<string>, language: string): Candidate[] {
  const found: Candidate[] = [];
  for (const [name] of [...nearby.before].toSorted((a, b) => a[1].linesAgo - b[1].linesAgo).slice(0, most.mentioned)) {
    if (locals.has(name) || name.length < 3) continue;
    const all = index.named(name);
    if (all.length === 0 || all.length > 12) continue;
    const others = all.filter(({ path }) => path !== place.path && languageOf(path)?.name === language);
    for (const definition of others.slice(0, 4)) {
      found.push({
        definition,
        local: name,
        module: null,

        way: 'mentioned',
        fit: closeness(place.path, definition.path) / Math.sqrt(others.length),
      });
    }
  }
  return found;
}

/** What files beside this one import, that this one does not yet. */
function ofSiblings(
  place: Place,
  index: SourceIndex,
  locals: ReadonlySet<string>,
  target: (module: string, from: string) => Target,
): Candidate[] {
  const counts = new Map<string, { count: number; each: Import; from: string }>();
  let files = 0;
  for (const path of index.filesIn(folderOf(place.path))) {
    if (path === place.path || files >= most.siblings) continue;
    files += 1;
    for (const each of index.importsOf(path)) {
      if (each.name === null || each.name === '*' || locals.has(each.local)) continue;
      const known = counts.get(each.local);
      if (known) known.count += 1;
      else counts.set(each.local, { count: 1, each, from: path });
    }
  }
  const best = [...counts.values()].toSorted((a, b) => b.count - a.count).slice(0, most.siblings);
  return best.flatMap(({ count, each, from }) =>
    fitting(index.named(each.name ?? ''), target(each.module, from), place)
      .slice(0, 1)
      .map(({ definition, fit }) => ({
        definition,
        local: each.local,
        module: each.module,

        way: 'siblings' as const,
        fit: (fit * count) / Math.max(3, files),
      })),
  );
}

/** How much of their way two files share, 0 to 1. */
export function closeness(a: string, b: string): number {
  const [one, other] = [folderOf(a).split('/'), folderOf(b).split('/')];
  let same = 0;
  while (same < one.length && one[same] === other[same]) same += 1;
  return (1 + same) / (1 + Math.max(one.length, other.length));
}
