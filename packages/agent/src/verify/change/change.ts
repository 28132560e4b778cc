import { createHash } from 'node:crypto';
import type { Difference, Entries, Entry, Objects } from '../../git/objects.ts';
import { addedLines, type AddedLine } from './lines.ts';

export interface ChangedFile extends Difference {
  /** `null` where it is binary or a link, or was not there. */
  readonly textBefore: string | null;
  readonly textAfter: string | null;
  readonly lines: readonly AddedLine[];
  readonly added: number;
  readonly deleted: number;
}

/** What a ticket's work changed, between two trees. */
export interface Change {
  readonly baseTree: string;
  readonly tree: string;
  readonly base: Entries;
  readonly entries: Entries;
  readonly files: readonly ChangedFile[];
  /** SHA-256 of what `git diff-tree -r -z --no-renames BASE TREE` prints: paths, modes and hashes of contents, before and after. */
  readonly hash: string;
}

export async function readChange(objects: Objects, baseTree: string, tree: string): Promise<Change> {
  const raw = await objects.run(['diff-tree', '-r', '-z', '--no-renames', '--full-index', baseTree, tree]);
  const differences = parseRaw(raw.toString('utf8'));
  const texts = await objects.read(
    differences.flatMap(({ before, after }) => [before, after].flatMap((each) => (each && isFile(each) ? [each.hash] : []))),
  );
  const textOf = (entry: Entry | null): string | null => {
    const content = entry && isFile(entry) ? texts.get(entry.hash) : undefined;
    return content === undefined || content.includes(0) ? null : content.toString('utf8');
  };
  const counts = await countLines(objects, baseTree, tree);
  const lines = await addedLines(objects, baseTree, tree);
  const files = differences.map((each) => ({
    ...each,
    textBefore: textOf(each.before),
    textAfter: textOf(each.after),
    lines: lines.get(each.path) ?? [],
    ...(counts.get(each.path) ?? { added: 0, deleted: 0 }),
  }));
  const hash = createHash('sha256').update(raw).digest('hex');
  return { baseTree, tree, base: await objects.entries(baseTree), entries: await objects.entries(tree), files, hash };
}

const isFile = ({ mode }: Entry): boolean => mode.startsWith('100');

function parseRaw(raw: string): readonly Difference[] {
  const parts = raw.split('\0');
  const found: Difference[] = [];
  for (let at = 0; at + 1 < parts.length; at += 2) {
    const [modeBefore = '', modeAfter = '', before = '', after = ''] = (parts[at] ?? '').replace(/^:/, '').split(' ');
    const entry = (mode: string, hash: string): Entry | null => (/^0+$/.test(mode) ? null : { mode, hash });
    found.push({ path: parts[at + 1] ?? '', before: entry(modeBefore, before), after: entry(modeAfter, after) });
  }
  return found;
}

async function countLines(
  objects: Objects,
  before: string,
  after: string,
): Promise<ReadonlyMap<string, { added: number; deleted: number }>> {
  const rows = await objects.run(['diff-tree', '-r', '-z', '--numstat', '--no-renames', '--no-textconv', '--no-ext-diff', before, after]);
  return new Map(
    rows
      .toString('utf8')
      .split('\0')
      .filter(Boolean)
      .map((row) => {
        const [added = '', deleted = '', ...path] = row.split('\t');
        return [path.join('\t'), { added: Number.parseInt(added, 10) || 0, deleted: Number.parseInt(deleted, 10) || 0 }];
      }),
  );
}
