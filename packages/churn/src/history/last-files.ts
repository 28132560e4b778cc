import { Counted } from '../record/counted.ts';
import { Blobs } from '../read/blobs.ts';
import { countLines, isBinary } from '../read/lines.ts';
import type { Repository } from '../repository/repository.ts';

/** Names git knows by itself: `git hash-object -t tree /dev/null`. */
const emptyTree = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';
const emptyTreeOfSha256 = '6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321';

/** Questions underway at once. */
const together = 64;

/** A regular file of the last commit. */
export interface LastFile {
  readonly id: string;
  /** As its content has them; none where it is binary. */
  readonly lines: number;
}

/**
 * The files of the last commit by path, their lines counted in what they hold: nothing of it follows from the history that led there.
 * Contents that were counted once are remembered by their ids.
 */
export async function lastFiles(repository: Repository, pathspec: readonly string[]): Promise<ReadonlyMap<string, LastFile>> {
  const counted = new Counted(repository.state);
  const blobs = new Blobs(repository);
  const files = new Map<string, LastFile>();
  const linesOf = async (id: string): Promise<number> => {
    const known = counted.get(id);
    if (known !== undefined) return known;
    const bytes = await blobs.read(id);
    const lines = bytes === null || isBinary(bytes) ? 0 : countLines(bytes);
    counted.set(id, lines);
    return lines;
  };
  try {
    const listed = [...(await listFiles(repository, pathspec))];
    for (let at = 0; at < listed.length; at += together) {
      const some = listed.slice(at, at + together);
      const lines = await Promise.all(some.map(([, id]) => linesOf(id)));
      for (const [index, [path, id]] of some.entries()) files.set(path, { id, lines: lines[index] ?? 0 });
    }
  } finally {
    blobs.close();
  }
  counted.keep(new Set([...files.values()].map(({ id }) => id)));
  return files;
}

/** Regular files of the last commit: path to id. */
async function listFiles(repository: Repository, pathspec: readonly string[]): Promise<ReadonlyMap<string, string>> {
  // `ls-tree` knows no pathspecs; a diff with nothing lists the same.
  const empty = repository.head.length === 40 ? emptyTree : emptyTreeOfSha256;
  const listed = await repository.run(['diff-tree', '-r', '-z', '--no-renames', '--no-abbrev', empty, repository.head, '--', ...pathspec]);
  const parts = listed.toString('latin1').split('\0');
  const files = new Map<string, string>();
  for (let at = 0; at + 1 < parts.length; at += 2) {
    const [, mode = '', , id = ''] = (parts[at] ?? '').split(' ');
    if (mode.startsWith('100')) files.set(parts[at + 1] ?? '', id);
  }
  return files;
}
