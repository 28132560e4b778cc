import { join } from 'node:path';
import { z } from 'zod';
import { Blocks } from '../lines/blocks.ts';
import { FileLines, perLine } from '../lines/file.ts';
import type { LineTree } from '../lines/tree.ts';
import type { CommitInfo } from '../record/change.ts';
import { decodeCommits, encodeCommits } from '../record/commits.ts';
import { bytesOf, doublesOf, intsOf, readParts, textsOf, writeParts } from '../record/parts.ts';
import { changeColumns, deathColumns, type KeptLedger } from './ledger.ts';
import type { KeptReverts } from './reverts.ts';

/** All that is known after some commits: who goes on from here reads none of them again. */
export interface Checkpoint {
  readonly commits: readonly CommitInfo[];
  readonly ledger: KeptLedger;
  readonly tree: Pick<LineTree, 'files' | 'blocks'>;
  readonly reverts: KeptReverts;
  /** Where the store goes on. */
  readonly segment: number;
  readonly after: string | null;
}

const factsSchema = z.strictObject({
  segment: z.int(),
  after: z.string().nullable(),
  reverts: z.array(z.strictObject({ commit: z.int(), undoes: z.int().nullable(), said: z.boolean(), files: z.int() })),
});

const name = 'checkpoint';

/** `key`: all it depends on besides the commits. */
export function writeCheckpoint(folder: string, key: string, { commits, ledger, tree, reverts, segment, after }: Checkpoint): void {
  const { texts, times } = encodeCommits(commits);
  const files = [...tree.files];
  const before = reverts.before;
  const columns = [
    ...changeColumns.map((column) => [`changes.${column}`, ledger.changes.column[column]] as const),
    ...deathColumns.map((column) => [`deaths.${column}`, ledger.deaths.column[column]] as const),
  ];
  writeParts(join(folder, name), key, {
    facts: Buffer.from(JSON.stringify({ segment, after, reverts: reverts.reverts })),
    commits: texts,
    times,
    paths: bytesOf(ledger.paths, 'latin1'),
    ...Object.fromEntries(columns),
    files: bytesOf(
      files.map(([path]) => path),
      'latin1',
    ),
    heads: Int32Array.from(files.flatMap(([, { id, length }]) => [id, length])),
    lines: linesOf(files.map(([, file]) => file)),
    blocks: tree.blocks.places,
    before: bytesOf(
      before.map(([path]) => path),
      'latin1',
    ),
    undone: Int32Array.from(before.flatMap(([, now, id, by]) => [now, id, by])),
  });
}

function linesOf(files: readonly FileLines[]): Int32Array {
  const numbers = new Int32Array(files.reduce((sum, { length }) => sum + length * perLine, 0));
  let at = 0;
  for (const file of files) {
    numbers.set(file.numbers.subarray(0, file.length * perLine), at);
    at += file.length * perLine;
  }
  return numbers;
}

/** The checkpoint of a folder, or `null`: there is none, it is damaged, or it is of something else. */
export function readCheckpoint(folder: string, key: string): Checkpoint | null {
  const kept = readParts(join(folder, name));
  if (!kept || kept.key !== key) return null;
  const { parts } = kept;
  const facts = factsSchema.safeParse(JSON.parse(Buffer.from(parts.get('facts') ?? []).toString('utf8')));
  if (!facts.success) return null;
  const column = <Name extends string>(table: string, names: readonly Name[]): Record<Name, Int32Array> =>
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every name has its column
    Object.fromEntries(names.map((of) => [of, intsOf(parts.get(`${table}.${of}`))])) as Record<Name, Int32Array>;
  const [changes, deaths] = [column('changes', changeColumns), column('deaths', deathColumns)];
  const undone = intsOf(parts.get('undone'));
  const places = intsOf(parts.get('blocks'));
  if (!Number.isInteger(Math.log2(places.length / 3))) return null;
  const { segment, after, reverts } = facts.data;
  return {
    commits: decodeCommits(parts.get('commits') ?? new Uint8Array(0), doublesOf(parts.get('times'))),
    ledger: {
      paths: textsOf(parts.get('paths'), 'latin1'),
      changes: { rows: changes.commit.length, column: changes },
      deaths: { rows: deaths.commit.length, column: deaths },
    },
    tree: {
      files: filesOf(textsOf(parts.get('files'), 'latin1'), intsOf(parts.get('heads')), intsOf(parts.get('lines'))),
      blocks: new Blocks(0, places),
    },
    reverts: {
      reverts,
      before: textsOf(parts.get('before'), 'latin1').map((path, at) => [
        path,
        undone[at * 3] ?? 0,
        undone[at * 3 + 1] ?? 0,
        undone[at * 3 + 2] ?? 0,
      ]),
    },
    segment,
    after,
  };
}

/** Each file's lines stay where they lie until it has more of them. */
function filesOf(paths: readonly string[], heads: Int32Array, lines: Int32Array): Map<string, FileLines> {
  const files = new Map<string, FileLines>();
  let at = 0;
  for (const [index, path] of paths.entries()) {
    const [id = 0, length = 0] = [heads[index * 2], heads[index * 2 + 1]];
    files.set(path, new FileLines(id, lines.subarray(at, (at += length * perLine))));
  }
  return files;
}
