import { Blobs } from '../read/blobs.ts';
import type { Repository } from '../repository/repository.ts';
import type { Note } from '../repository/note.ts';
import { readAttributes } from './attributes.ts';
import { fromTop, globMatcher } from './globs.ts';
import { leftOut } from './left-out.ts';

export interface ScopeOptions {
  /** Counts lockfiles, vendored and generated files too. */
  readonly everything?: boolean;
  /** More to leave out, as git's globs: `docs/**`. */
  readonly exclude?: readonly string[];
}

/** Which files are counted. */
export interface Scope {
  /** What is left out, as git's globs. */
  readonly globs: readonly string[];
  /** Whether a file is. Paths are bytes, as `latin1`. */
  readonly leavesOut: (path: string) => boolean;
  readonly notes: readonly Note[];
}

/** What is left out of a repository: by default, by `linguist-generated` and `linguist-vendored` of its last commit, and as told. */
export async function scopeOf(repository: Repository, { everything = false, exclude = [] }: ScopeOptions): Promise<Scope> {
  const notes: Note[] = [];
  const globs = new Set<string>(everything ? [] : Object.values(leftOut).flat());
  for (const { out, in: kept } of everything ? [] : await attributesOf(repository)) {
    for (const glob of out) globs.add(glob);
    for (const glob of kept) {
      if (globs.delete(glob) || globs.size === 0) continue;
      notes.push({
        code: 'attributes',
        message: `.gitattributes says that ${glob} is not generated or vendored; where a wider pattern leaves it out, it stays out.`,
      });
    }
  }
  for (const glob of exclude) globs.add(fromTop(glob));
  return { globs: [...globs], leavesOut: globMatcher([...globs]), notes };
}

async function attributesOf(repository: Repository): Promise<ReturnType<typeof readAttributes>[]> {
  const blobs = new Blobs(repository);
  try {
    const found = (await repository.files()).filter(({ path }) => /(?:^|\/)\.gitattributes$/.test(path));
    return await Promise.all(
      found.map(async ({ path, id }) =>
        readAttributes((await blobs.read(id))?.toString('latin1') ?? '', path.replace(/\/?\.gitattributes$/, '')),
      ),
    );
  } finally {
    blobs.close();
  }
}
