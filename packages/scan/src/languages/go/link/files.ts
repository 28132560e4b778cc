import { at, plainKey } from '../../../configuration/lookup.ts';
import { constantsOf } from '../../../evaluate/value.ts';
import { baseName, isAside, isTest, isUnder } from '../../../repository/paths.ts';
import type { Repository } from '../../../repository/repository.ts';
import type { Expression } from '../../../syntax/expression.ts';
import type { ClassFact } from '../../../syntax/module.ts';
import type { GoManifest } from '../manifest.ts';

/** A file of settings with where it stands. */
export interface PlacedFile {
  readonly path: string;
  readonly value: Expression;
}

const known = new WeakMap<Repository, readonly string[]>();

/** Settings files below a folder, those that stand nearest its top first, examples last. */
export function filesUnder(folder: string, repository: Repository): readonly PlacedFile[] {
  let all = known.get(repository);
  if (!all) {
    all = [...repository.manifests<GoManifest>('go')].flatMap(([path, manifest]) =>
      manifest.kind === 'configuration' && !isTest(path) ? [path] : [],
    );
    known.set(repository, all);
  }
  return all
    .filter((path) => isUnder(path, folder))
    .toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
    .flatMap((path): PlacedFile[] => {
      const manifest = repository.manifests<GoManifest>('go').get(path);
      const value = manifest?.kind === 'configuration' ? manifest.value() : null;
      return value?.kind === 'object' ? [{ path, value }] : [];
    });
}

const rank = (path: string): number =>
  path.split('/').length +
  (isAside(path) ? 20 : 0) +
  (/conf|setting|^app(lication)?\./i.test(baseName(path)) ? 0 : 4) +
  (/(^|\/)(static|public|assets|templates?|web|frontend|ui)\//.test(path) ? 10 : 0) +
  (/\.(sample|example|dist|template|tmpl)$|example|sample/i.test(baseName(path)) ? 5 : 0) +
  (/test|ci\b|staging|prod/i.test(baseName(path)) ? 10 : 0) +
  (/dev|local|docker/i.test(baseName(path)) ? 2 : 0);

/** The file a text names (`conf/app.ini`, `config`), among those below a folder. */
export function fileNamed(name: string, folder: string, repository: Repository): PlacedFile | null {
  const plain = name.replace(/^(\.\.?\/)+/, '');
  if (plain === '') return null;
  const files = filesUnder(folder, repository);
  return (
    files.find(({ path }) => path === plain || path.endsWith(`/${plain}`)) ??
    files.find(({ path }) => withoutSample(baseName(path)) === baseName(plain)) ??
    files.find(({ path }) => baseName(path).split('.')[0] === baseName(plain).split('.')[0] && !plain.includes('.')) ??
    null
  );
}

const withoutSample = (name: string): string =>
  name.replace(/\.(sample|example|dist|template|tmpl)$/i, '').replace(/[._-](sample|example)(?=\.)/i, '');

/** The file whose keys are the fields of a struct, where the code does not say which it reads. */
export function fileFor(
  fact: ClassFact,
  keyOf: (field: ClassFact['fields'][number]) => string,
  folder: string,
  repository: Repository,
): PlacedFile | null {
  let best: PlacedFile | null = null;
  let score = 0;
  for (const file of filesUnder(folder, repository)) {
    if (file.value.kind !== 'object') continue;
    const keys = new Set(file.value.entries.map((entry) => plainKey(entry.key ?? '')));
    const found = fact.fields.filter((field) => keys.has(plainKey(keyOf(field)))).length;
    const share = found / Math.max(1, Math.min(fact.fields.length, keys.size));
    if (found > score && share >= 0.5) {
      best = file;
      score = found;
    }
  }
  return best;
}

/** A value of a file as an expression of the module that reads it: its line is the file's own. */
export const valueIn = (file: PlacedFile | null, path: readonly string[]): Expression | null => {
  const found = file ? at(file.value, path) : null;
  return found?.kind === 'literal' && found.value === null ? null : found;
};

/** The texts an expression may be. */
export const textsOf = (value: Parameters<typeof constantsOf>[0]): string[] =>
  constantsOf(value).flatMap((each) => (typeof each === 'string' ? [each] : []));
