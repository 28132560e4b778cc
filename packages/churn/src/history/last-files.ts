import { Counted } from '../record/counted.ts';
import type { Scope } from '../paths/scope.ts';
import { Blobs } from '../read/blobs.ts';
import { countLines, isBinary } from '../read/lines.ts';
import type { Repository } from '../repository/repository.ts';

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
export async function lastFiles(repository: Repository, scope: Pick<Scope, 'leavesOut'>): Promise<ReadonlyMap<string, LastFile>> {
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
    const listed = (await repository.files()).filter(({ path }) => !scope.leavesOut(path));
    for (let at = 0; at < listed.length; at += together) {
      const some = listed.slice(at, at + together);
      const lines = await Promise.all(some.map(({ id }) => linesOf(id)));
      for (const [index, { path, id }] of some.entries()) files.set(path, { id, lines: lines[index] ?? 0 });
    }
  } finally {
    blobs.close();
  }
  counted.keep(new Set([...files.values()].map(({ id }) => id)));
  return files;
}
