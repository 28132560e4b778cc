import { languageOf } from '../language/language.ts';
import type { Definition } from '../source/outline.ts';
import { longestPassage } from '../source/outline.ts';
import type { SourceIndex } from '../source/source-index.ts';
import { closeness, type Place } from './candidates.ts';
import type { Nearby } from './nearby.ts';

/** What the lines before a cursor have to do with names that do not stand on them yet. */
export interface Company {
  /** The likeness of the likest passage of the repository that a name stands in. */
  readonly echo: ReadonlyMap<string, number>;
  /** The same where it comes after what stands on the last lines, by how soon. */
  readonly next: ReadonlyMap<string, number>;
  /** Files that declare names used near the cursor, by how near. */
  readonly files: ReadonlyMap<string, number>;
  /** Names in the declarations of names near the cursor. */
  readonly through: ReadonlyMap<string, number>;
}

const most = { passages: 10, names: 60, definitions: 3 } as const;
/** Lines after which a name counts for less than half. */
const reach = { passage: 14, file: 16, through: 8 } as const;

export function companyOf(place: Place, nearby: Nearby, index: SourceIndex): Company {
  const span = linesOfPassage(place);
  const near = [...[...nearby.before].map(([name, { linesAgo }]) => ({ name, linesAgo })), ...wordsSaid(nearby)].toSorted(
    (a, b) => a.linesAgo - b.linesAgo,
  );
  const { echo, next } = passagesLike(place, near, span, index);
  const files = new Map<string, number>();
  const through = new Map<string, number>();
  for (const { name, linesAgo } of near.slice(0, most.names)) {
    const all = index.named(name);
    if (all.length === 0 || all.length > most.definitions) continue;
    for (const definition of all) {
      if (definition.path !== place.path)
        files.set(definition.path, Math.min(3, (files.get(definition.path) ?? 0) + Math.exp(-linesAgo / reach.file) / all.length));
      const weight = Math.exp(-linesAgo / reach.through) / all.length;
      for (const each of namesOf(definition)) if (each !== name) through.set(each, Math.max(through.get(each) ?? 0, weight));
    }
  }
  return { echo, next, files, through };
}

function passagesLike(
  place: Place,
  near: readonly { readonly name: string; readonly linesAgo: number }[],
  span: number,
  index: SourceIndex,
): Pick<Company, 'echo' | 'next'> {
  const asked = new Map(
    near.filter(({ linesAgo }) => linesAgo <= span).map(({ name, linesAgo }) => [name, Math.exp(-linesAgo / reach.passage)]),
  );
  const last = new Set(near.filter(({ linesAgo }) => linesAgo <= Math.min(span, 3)).map(({ name }) => name));
  const line = lineOf(place.prefix) - span;
  const like = index.passages
    .like(asked, most.passages * 2, ({ path, line: at }) => path === place.path && Math.abs(at - line) <= longestPassage / 2)
    .map(({ passage, likeness }) => ({ passage, likeness: likeness * (0.5 + 0.5 * closeness(place.path, passage.path)) }))
    .toSorted((a, b) => b.likeness - a.likeness)
    .slice(0, most.passages);
  const echo = new Map<string, number>();
  const next = new Map<string, number>();
  for (const { passage, likeness } of like) {
    const from = passage.names.findLastIndex((name) => last.has(name));
    for (const [at, name] of passage.names.entries()) {
      if (!echo.has(name)) echo.set(name, likeness);
      if (at > from) next.set(name, Math.max(next.get(name) ?? 0, likeness * Math.exp((from + 1 - at) / 6)));
    }
  }
  return { echo, next };
}

/** What the comment says that stands just before. */
const wordsSaid = ({ said, before }: Nearby): { name: string; linesAgo: number }[] =>
  [...said].filter(([name, linesAgo]) => linesAgo <= 8 && !before.has(name)).map(([name, linesAgo]) => ({ name, linesAgo }));

/** Lines since what is being written began. */
function linesOfPassage({ path, prefix }: Place): number {
  const declares = languageOf(path)?.declares;
  let end = prefix.length;
  for (let lines = 0; lines < longestPassage; lines += 1) {
    const start = prefix.lastIndexOf('\n', end - 1) + 1;
    const written = prefix.slice(start, Math.min(end, start + 80));
    if (declares?.test(written)) return lines;
    // Where one has ended another one begins; until something stands there, the one before is all there is.
    if (/^[})]/.test(written) && lines > 1) return lines - 1;
    if (start === 0) return lines;
    end = start - 1;
  }
  return longestPassage;
}

function lineOf(prefix: string): number {
  let line = 0;
  for (let at = prefix.indexOf('\n'); at >= 0; at = prefix.indexOf('\n', at + 1)) line += 1;
  return line;
}

const names = new WeakMap<Definition, readonly string[]>();

function namesOf(definition: Definition): readonly string[] {
  const known = names.get(definition);
  if (known) return known;
  const made = [...new Set(definition.text.match(/[A-Za-z_$][\w$]+/g))];
  names.set(definition, made);
  return made;
}
