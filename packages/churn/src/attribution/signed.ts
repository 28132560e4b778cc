import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { bytesOf, doublesOf, intsOf, readParts, textsOf, writeParts } from '../record/parts.ts';
import { assistants, assistedNames, assistedTrailers, automation } from './assistants.ts';
import { classes, sources, type Finding } from './classes.ts';
import type { SignedCommit } from './merged.ts';

/** What commits say of themselves, kept for all that lead to one of them. */
export interface Signed {
  readonly head: string;
  readonly commits: readonly SignedCommit[];
}

const format = 'signed 3';
const name = 'signed';

/** Other rules find other things. */
const rules = createHash('sha256')
  .update(
    JSON.stringify([assistants, assistedNames, assistedTrailers, automation], (_, value: unknown) =>
      value instanceof RegExp ? String(value) : value,
    ),
  )
  .digest('hex');
const key = `${format} ${rules}`;

const factsSchema = z.strictObject({
  head: z.string().regex(/^[0-9a-f]{40,64}$/),
  clues: z.array(
    z.strictObject({
      class: z.enum(classes),
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of an object are its keys
      source: z.enum(Object.keys(sources) as [keyof typeof sources]),
      tool: z.string().nullable(),
      model: z.string().nullable(),
      why: z.string(),
    }),
  ),
});

export function writeSigned(folder: string, { head, commits }: Signed): void {
  // The same is found again and again.
  const clues = new Map<string, number>();
  const numberOf = (clue: Finding): number => {
    const text = JSON.stringify(clue);
    const known = clues.get(text) ?? clues.size;
    clues.set(text, known);
    return known;
  };
  const numbers: number[] = [];
  const indexes = new Map(commits.map(({ sha }, index) => [sha, index]));
  for (const { parents, clue } of commits) {
    numbers.push(clue ? numberOf(clue) : -1, parents.length);
    for (const parent of parents) numbers.push(indexes.get(parent) ?? -1);
  }
  writeParts(join(folder, name), key, {
    facts: Buffer.from(`{"head":${JSON.stringify(head)},"clues":[${[...clues.keys()].join(',')}]}`),
    commits: bytesOf(
      commits.map(({ sha }) => sha),
      'latin1',
    ),
    numbers: Int32Array.from(numbers),
    times: Float64Array.from(commits, ({ committed }) => committed),
  });
}

/** `null`: there is nothing, or it is damaged, or other rules made it. */
export function readSigned(folder: string): Signed | null {
  const kept = readParts(join(folder, name));
  if (!kept || kept.key !== key) return null;
  const facts = factsSchema.safeParse(JSON.parse(Buffer.from(kept.parts.get('facts') ?? []).toString('utf8')));
  if (!facts.success) return null;
  const ids = textsOf(kept.parts.get('commits'), 'latin1');
  const numbers = intsOf(kept.parts.get('numbers'));
  const times = doublesOf(kept.parts.get('times'));
  let at = 0;
  const commits = ids.map((sha, index): SignedCommit => {
    const [clue = -1, count = 0] = [numbers[at], numbers[at + 1]];
    const parents: string[] = [];
    for (at += 2; parents.length < count && at < numbers.length; at++) parents.push(ids[numbers[at] ?? -1] ?? '');
    return { sha, parents, committed: times[index] ?? 0, clue: facts.data.clues[clue] ?? null };
  });
  return { head: facts.data.head, commits };
}
