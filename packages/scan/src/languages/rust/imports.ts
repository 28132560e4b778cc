import { baseName, folderOf, isUnder } from '../../repository/paths.ts';
import type { Repository } from '../../repository/repository.ts';
import { crates, type Crate } from './crates.ts';

const known = new WeakMap<Repository, Map<string, readonly string[]>>();

/** Files of the module a path means: of this crate, of one beside it, or relative to the file. Items lie in their module's file. */
export function resolveRustImport(path: string, from: string, repository: Repository): readonly string[] {
  let answers = known.get(repository);
  if (!answers) known.set(repository, (answers = new Map()));
  const key = `${from}\0${path}`;
  const answered = answers.get(key);
  if (answered) return answered;
  const answer = filesOf(path.split(/::|\./).filter(Boolean), from, repository);
  answers.set(key, answer);
  return answer;
}

function filesOf([first = '', ...rest]: readonly string[], from: string, repository: Repository): string[] {
  const all = crates(repository);
  const own = all.find((crate) => isUnder(from, crate.folder));
  if (first === 'crate') return own ? below(rootOf(own, from), rest, repository) : [];
  if (first === 'self') return below({ folder: childFolder(from, repository), files: [from] }, rest, repository);
  if (first === 'super') {
    const folder = folderOf(childFolder(from, repository));
    const above = rest[0] === 'super' ? folderOf(folder) : folder;
    return below({ folder: above, files: filesFor(above, repository) }, rest[0] === 'super' ? rest.slice(1) : rest, repository);
  }
  const named = all.find((crate) => crate.module === first);
  if (named) return below({ folder: named.sources, files: [`${named.sources}/lib.rs`] }, rest, repository);
  // A module declared beside the file, named without `self`.
  const beside = filesFor(join(childFolder(from, repository), first), repository);
  return beside.length ? below({ folder: join(childFolder(from, repository), first), files: beside }, rest, repository) : [];
}

interface Place {
  readonly folder: string;
  readonly files: readonly string[];
}

function rootOf(crate: Crate, from: string): Place {
  const { sources } = crate;
  // A binary in `src/bin` is a crate of its own.
  return isUnder(from, `${sources}/bin`)
    ? { folder: folderOf(from), files: [from] }
    : { folder: sources, files: [`${sources}/lib.rs`, `${sources}/main.rs`] };
}

/** The files of the deepest step that has any: the rest are items in them. */
function below(start: Place, segments: readonly string[], repository: Repository): string[] {
  let place = start;
  for (const segment of segments) {
    const folder = join(place.folder, segment);
    const files = filesFor(folder, repository);
    if (files.length === 0) break;
    place = { folder, files };
  }
  return place.files.filter((path) => repository.has(path));
}

const filesFor = (folder: string, repository: Repository): string[] =>
  [`${folder}.rs`, `${folder}/mod.rs`].filter((path) => repository.has(path));

/** Where the modules declared in a file lie. */
function childFolder(path: string, repository: Repository): string {
  const name = baseName(path);
  const isRoot = /^(mod|main|lib)\.rs$/.test(name) || crates(repository).some((crate) => crate.roots.includes(path));
  return isRoot ? folderOf(path) : path.replace(/\.rs$/, '');
}

const join = (folder: string, name: string): string => (folder === '.' ? name : `${folder}/${name}`);
