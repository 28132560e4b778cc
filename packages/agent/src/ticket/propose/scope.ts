import type { Blueprint } from '@groundwork/blueprint';
import type { TicketQuestion } from '../ticket.ts';
import type { Located, LocatedRoute, Place, Sources } from './sources.ts';
import { dependencies, dependencyManifest, lockfile } from './words.ts';

export interface Scope {
  readonly globs: readonly string[];
  /** What it was taken from. */
  readonly places: readonly Place[];
  /** Files it was taken from, most telling first. */
  readonly files: readonly string[];
  readonly questions: readonly TicketQuestion[];
}

export interface ScopeOptions {
  readonly blueprint: Blueprint;
  readonly sources: Sources;
  readonly answers: Readonly<Record<string, string>>;
  /** Services the text calls by their names. */
  readonly said: readonly string[];
}

/** The whole repository, as an answer. */
export const everywhere = '**';
/** Places that one name may lead to before it tells nothing. */
const mostPlaces = 4;
/** Folders that one change rarely touches. */
const mostFolders = 6;

/** Where a ticket may change something: the folders of what its text names. */
export function scopeOf(
  {
    paths,
    symbols,
    routes,
  }: { readonly paths: readonly Located[]; readonly symbols: readonly Located[]; readonly routes: readonly LocatedRoute[] },
  text: string,
  { blueprint, sources, answers, said }: ScopeOptions,
): Scope {
  const named = [...paths, ...symbols].filter(({ mention }) => !mention.stays);
  const which = named.flatMap((each) => whichOf(each, answers));
  const chosen = which.flatMap(({ places, folder }) => places.map((place) => ({ place, folder })));
  const served = routes.flatMap(({ places }) => (places.length <= mostPlaces ? places.map((place) => ({ place, folder: false })) : []));
  const all = [...chosen, ...served];
  const questions = which.flatMap(({ question }) => question ?? []);
  const answered = answers['scope'];
  if (answered !== undefined) {
    const globs = answered.split(/[\s,]+/).filter((glob) => glob !== '');
    return { globs, places: [], files: all.map(({ place }) => place.file), questions };
  }
  const roots = new Set(['.', ...blueprint.services.map(({ path }) => path)]);
  const globs = new Set(all.map(({ place, folder }) => (folder ? `${place.file}/**` : globAround(place.file, roots))));
  const files = [...new Set(all.filter(({ folder }) => !folder).map(({ place }) => place.file))];
  const parts = [
    ...new Set(blueprint.services.filter(({ name, path }) => said.includes(name) && path !== '.').map(({ path }) => `${path}/**`)),
  ];
  if (globs.size === 0 && parts.length > 0) return { globs: parts, places: [], files: [], questions };
  if (globs.size === 0) return { ...withoutNames(blueprint, sources, questions), files: [] };
  const kept = without(globs, sources);
  if (kept.length > mostFolders) {
    const services = [...new Set(blueprint.services.filter(({ path }) => path !== '.').map(({ path }) => `${path}/**`))];
    questions.push({
      id: 'scope',
      ask: `The text speaks of ${kept.length} places. What may be changed?`,
      options: [kept.join(', '), ...services, everywhere],
      default: kept.join(', '),
    });
  }
  const manifests = dependencies.test(text) ? sources.paths.filter((path) => dependencyManifest.test(path) || lockfile.test(path)) : [];
  return { globs: [...kept, ...manifests.slice(0, 12)], places: all.map(({ place }) => place), files, questions };
}

/** A change of one file often needs another beside it; at the top of a project that would be everything. */
function globAround(file: string, roots: ReadonlySet<string>): string {
  const slash = file.lastIndexOf('/');
  const folder = slash < 0 ? '.' : file.slice(0, slash);
  return roots.has(folder) ? file : `${folder}/**`;
}

/** Folders within others say nothing more. */
function without(globs: ReadonlySet<string>, { paths }: Sources): string[] {
  const folders = [...globs].filter((glob) => glob.endsWith('/**')).map((glob) => glob.slice(0, -2));
  const kept = [...globs].filter((glob) => !folders.some((folder) => glob !== `${folder}**` && glob.startsWith(folder)));
  return kept.filter((glob) => glob.endsWith('**') || paths.includes(glob)).toSorted();
}

interface Which extends Located {
  readonly question: TicketQuestion | null;
}

/** One name with several places is asked about, and one with a great many tells nothing. */
function whichOf(located: Located, answers: Readonly<Record<string, string>>): Which[] {
  const { mention, places } = located;
  if (places.length === 0 || (mention.isNew && !located.folder)) return [];
  const id = `which.${mention.name}`;
  const answer = answers[id];
  if (answer !== undefined) return [{ ...located, places: places.filter(({ file }) => file === answer), question: null }];
  const files = [...new Set(places.map(({ file }) => file))];
  if (files.length === 1) return [{ ...located, places: places.slice(0, 1), question: null }];
  if (files.length > mostPlaces && !mention.isSure) return [];
  const options = files.slice(0, 8);
  const [first] = options;
  const question = mention.isSure
    ? { id, ask: `\`${mention.name}\` is in several places. Which one is meant?`, options, default: first ?? null }
    : null;
  return [{ ...located, places: mention.isSure ? places.slice(0, 1) : places, question }];
}

function withoutNames({ services }: Blueprint, { paths }: Sources, before: readonly TicketQuestion[]): Omit<Scope, 'files'> {
  const folders = [...new Set(services.filter(({ path }) => path !== '.').map(({ path }) => `${path}/**`))];
  const tops = ['src', 'app', 'lib'].filter((top) => paths.some((path) => path.startsWith(`${top}/`))).map((top) => `${top}/**`);
  const options = [...folders, ...(folders.length === 0 ? tops : []), everywhere];
  const [first = everywhere] = options;
  const only = options.length <= 2 ? first : everywhere;
  return {
    globs: [only],
    places: [],
    questions:
      options.length === 1
        ? before
        : [
            ...before,
            { id: 'scope', ask: 'The text names no file, function or route that is here. What may be changed?', options, default: only },
          ],
  };
}
