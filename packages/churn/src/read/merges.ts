import type { Scope } from '../paths/scope.ts';
import type { MergeChange } from '../record/merge.ts';
import type { Repository } from '../repository/repository.ts';
import { Blobs } from './blobs.ts';
import { contentsOf, isBinary } from './lines.ts';
import { parseMerges, unreadable } from './merge-parser.ts';
import { logFormat } from './parser.ts';

export interface MergeOptions {
  readonly scope: Pick<Scope, 'globs'>;
  /** Settings of git, as `name=value`. */
  readonly settings?: readonly string[];
  /** Ids of contents that count as binary by their size: git would compare them all the same, and hold them in memory. */
  readonly large?: ReadonlySet<string>;
}

/**
 * What merges make of their parents, in the order in which they are named. Git is asked twice: what differs from the first parent, by names
 * only, and what differs from all of them, line by line (`git log -c`).
 */
export async function readMerges(
  repository: Repository,
  merges: readonly string[],
  options: MergeOptions,
): Promise<readonly MergeChange[]> {
  if (merges.length === 0) return [];
  const set = (options.settings ?? []).flatMap((setting) => ['-c', setting]);
  const walked = ['--no-walk=unsorted', '--stdin', '--full-history', '--sparse', `--format=${logFormat}`, '-z', '--raw', '--no-abbrev'];
  const ask = (args: readonly string[], out: readonly string[] = []): Promise<Buffer> =>
    repository.run(
      [...set, 'log', ...walked, ...args, '--no-color', '--no-ext-diff', '--no-textconv', '--', ...leftOut, ...out],
      `${merges.join('\n')}\n`,
    );
  const leftOut = options.scope.globs.map((glob) => `:(exclude,glob)${glob}`);
  const combined = ['--diff-merges=combined', '--combined-all-paths', '-M', '-l1000'];
  const { large = new Set() } = options;
  // By names only, where there is anything too large to be compared.
  const named = large.size === 0 ? null : parseMerges(await ask(combined), null);
  const out = (named ?? []).flatMap(({ files }) =>
    files.filter(({ blobs }) => blobs.some((blob) => large.has(blob))).map(({ path }) => path),
  );
  const paths = [...new Set(out)].map((path) => `:(exclude,literal)${Buffer.from(path, 'latin1').toString('utf8')}`);
  const [unlike, lines] = await Promise.all([
    ask(['--diff-merges=first-parent', '--no-renames']),
    // One line around: git leaves a line out before which others are gone, and then nothing says where it stood.
    ask([...combined, '-p', '-U1'], paths),
  ]);
  const changes = withUnseen(parseMerges(lines, unlike), named);
  if (changes.length !== merges.length) throw unreadable('it leaves merges out');
  const blobs = new Blobs(repository);
  try {
    for (const file of changes.flatMap(({ files }) => files)) {
      if (!file.opaque || file.id === 0) continue;
      const bytes = await blobs.read(file.blob);
      file.contents = bytes === null || isBinary(bytes) ? [] : [...contentsOf(bytes)];
    }
  } finally {
    blobs.close();
  }
  return changes;
}

/** Adds files whose lines git was not asked for. */
function withUnseen(changes: readonly MergeChange[], named: readonly MergeChange[] | null): readonly MergeChange[] {
  if (!named) return changes;
  return changes.map((change, index) => {
    const known = new Map(change.files.map((file) => [file.path, file]));
    return { ...change, files: (named[index]?.files ?? []).map((file) => known.get(file.path) ?? { ...file, opaque: true }) };
  });
}
