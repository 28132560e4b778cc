import { GroundworkError } from '@groundwork/host';
import type { LineTree } from '../lines/tree.ts';
import { Counted } from '../record/counted.ts';
import { Blobs } from '../read/blobs.ts';
import { countLines, isBinary } from '../read/lines.ts';
import { idBits } from '../read/raw.ts';
import type { Repository } from '../repository/repository.ts';
import type { Totals } from './totals.ts';

/** Names git knows by itself: `git hash-object -t tree /dev/null`. */
const emptyTree = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';
const emptyTreeOfSha256 = '6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321';

/** Questions underway at once. */
const together = 64;

/**
 * Checks what was counted against the files of the last commit: the same paths, the same contents, and as many lines in each as its
 * content has. Contents that were counted once are remembered by their ids. Throws `churn.wrong`.
 */
export async function verify(repository: Repository, pathspec: readonly string[], { files }: LineTree, totals: Totals): Promise<void> {
  if (totals.alive !== totals.added - totals.deleted + totals.transitions)
    throw wrong(repository, 'lines that came, went and stayed do not add up');
  const listed = await listFiles(repository, pathspec);
  const counted = new Counted(repository.state);
  const blobs = new Blobs(repository);
  const waiting: Promise<void>[] = [];
  const check = async (path: string, id: string): Promise<void> => {
    const file = files.get(path);
    if (!file || file.id !== idBits(id)) throw wrong(repository, `${shown(path)} is not what it should be`);
    let lines = counted.get(id);
    if (lines === undefined) {
      const bytes = await blobs.read(id);
      lines = bytes === null || isBinary(bytes) ? 0 : countLines(bytes);
      counted.set(id, lines);
    }
    if (file.length !== lines) throw wrong(repository, `${shown(path)} has ${lines} lines, counted were ${file.length}`);
  };
  try {
    for (const [path, id] of listed) {
      waiting.push(check(path, id));
      if (waiting.length >= together) await Promise.all(waiting.splice(0));
    }
    await Promise.all(waiting);
  } finally {
    await Promise.allSettled(waiting);
    blobs.close();
  }
  for (const path of files.keys()) if (!listed.has(path)) throw wrong(repository, `${shown(path)} is not there any more`);
  counted.keep(new Set(listed.values()));
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

function shown(path: string): string {
  return Buffer.from(path, 'latin1').toString('utf8');
}

function wrong(repository: Repository, what: string): GroundworkError {
  return new GroundworkError({
    code: 'churn.wrong',
    message: `The figures are wrong and are not shown: ${what}`,
    where: `${repository.path} at ${repository.head.slice(0, 12)}`,
    fix: 'Run it again with --fresh; report it with the output of `git --version` if it stays',
  });
}
