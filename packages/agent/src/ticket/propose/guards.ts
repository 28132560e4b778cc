import { continuousIntegration, dependencies, lockfile, migrations, tests, type Pattern } from './words.ts';
import type { Located, Sources } from './sources.ts';

/** What may not be changed within the scope, and what stays while new files beside it are fine. */
export interface Guards {
  readonly protect: readonly string[];
  readonly keep: readonly string[];
}

export function guardsOf(text: string, named: readonly Located[], { paths }: Sources): Guards {
  const used = (patterns: readonly Pattern[]): string[] =>
    patterns.filter(({ path }) => paths.some((each) => path.test(each))).map(({ glob }) => glob);
  const locks = dependencies.test(text)
    ? []
    : [...new Set(paths.filter((path) => lockfile.test(path)).map((path) => `**/${path.slice(path.lastIndexOf('/') + 1)}`))];
  const stays = named
    .filter(({ mention }) => mention.stays)
    .flatMap(({ places, folder }) => places.map(({ file }) => (folder ? `${file}/**` : file)));
  return {
    protect: [...used(continuousIntegration), ...locks, 'tickets/**', ...new Set(stays)],
    keep: [...used(tests), ...used(migrations)],
  };
}
