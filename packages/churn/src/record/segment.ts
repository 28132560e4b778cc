import { crc32 } from 'node:zlib';
import { z } from 'zod';
import { growingInts } from '../read/growing.ts';
import type { CommitChange, FileChange } from './change.ts';

/** Changes of consecutive commits as bytes: a first line with a checksum, a head as JSON, numbers, operations. */

const mark = 'groundwork churn 1';

const headSchema = z.strictObject({
  /** What all changes were made with; others are not comparable. */
  key: z.string(),
  /** The commit before the first one; `null` at the beginning of history. */
  after: z.string().nullable(),
  paths: z.array(z.string()),
  commits: z.array(
    z.strictObject({
      sha: z.string(),
      parents: z.array(z.string()),
      author: z.string(),
      email: z.string(),
      authored: z.number(),
      committed: z.number(),
      message: z.string(),
    }),
  ),
  numbers: z.number(),
  bytes: z.number(),
});

export interface Segment {
  readonly key: string;
  readonly after: string | null;
  readonly changes: readonly CommitChange[];
}

export function encodeSegment({ key, after, changes }: Segment): Buffer {
  const paths = new Map<string, number>();
  const numberOf = (path: string): number => {
    const known = paths.get(path) ?? paths.size;
    paths.set(path, known);
    return known;
  };
  const numbers = growingInts();
  for (const { files, hunks, gone, came, source } of changes) {
    for (const number of [files.length, hunks.length, gone.length, came.length]) numbers.push(number);
    for (const file of files) {
      numbers.push(numberOf(file.path));
      numbers.push(file.from === null ? -1 : numberOf(file.from));
      numbers.push((file.stays ? 1 : 0) + (file.opaque ? 2 : 0));
      for (const number of [file.oldId, file.newId, file.hunks, file.gone, file.came]) numbers.push(number);
    }
    for (let at = 0; at < hunks.length; at++) numbers.push(hunks[at] ?? 0);
    for (let at = 0; at < came.length; at++) numbers.push(came[at] ?? 0);
    // Few lines have a source.
    let sources = 0;
    for (let at = 0; at < source.length; at++) if ((source[at] ?? -1) >= 0) sources++;
    numbers.push(sources);
    for (let at = 0; at < source.length; at++) {
      const from = source[at] ?? -1;
      if (from < 0) continue;
      numbers.push(at);
      numbers.push(from);
    }
  }
  const ints = numbers.take();
  const bytes = Buffer.concat(changes.flatMap(({ gone, how }) => [gone, how]));
  const commits = changes.map(({ commit }) => commit);
  const head = Buffer.from(JSON.stringify({ key, after, paths: [...paths.keys()], commits, numbers: ints.length, bytes: bytes.length }));
  const body = Buffer.concat([head, Buffer.from(ints.buffer, ints.byteOffset, ints.byteLength), bytes]);
  return Buffer.concat([Buffer.from(`${mark} ${head.length} ${body.length} ${crc32(body)}\n`), body]);
}

/** What `encodeSegment` made of it, or `null` for anything else: another version, half a file, changed bytes. */
export function decodeSegment(file: Buffer): Segment | null {
  const newline = file.indexOf(10);
  const first = new RegExp(`^${mark} (\\d+) (\\d+) (\\d+)$`).exec(file.toString('latin1', 0, Math.max(newline, 0)));
  if (!first) return null;
  const [headLength = 0, bodyLength = 0, checksum = 0] = first.slice(1).map(Number);
  const body = file.subarray(newline + 1);
  if (body.length !== bodyLength || crc32(body) !== checksum) return null;
  const head = headSchema.safeParse(JSON.parse(body.toString('utf8', 0, headLength)));
  if (!head.success) return null;
  const { key, after, paths, commits } = head.data;
  // Copied, so that the numbers lie where numbers have to.
  const ints = new Int32Array(head.data.numbers);
  new Uint8Array(ints.buffer).set(body.subarray(headLength, headLength + ints.byteLength));
  const bytes = new Uint8Array(body.subarray(headLength + ints.byteLength));
  let at = 0;
  let byteAt = 0;
  const next = (): number => ints[at++] ?? 0;
  const changes = commits.map((commit): CommitChange => {
    const [fileCount, hunkNumbers, goneLines, cameLines] = [next(), next(), next(), next()];
    const files: FileChange[] = [];
    for (let index = 0; index < fileCount; index++) {
      const path = paths[next()] ?? '';
      const from = next();
      const flags = next();
      const [oldId, newId, hunks, gone, came] = [next(), next(), next(), next(), next()];
      files.push({
        path,
        from: from < 0 ? null : (paths[from] ?? ''),
        stays: (flags & 1) !== 0,
        opaque: (flags & 2) !== 0,
        oldId,
        newId,
        hunks,
        gone,
        came,
      });
    }
    const hunks = ints.subarray(at, (at += hunkNumbers));
    const came = ints.subarray(at, (at += cameLines));
    const source = new Int32Array(cameLines).fill(-1);
    for (let left = next(); left > 0; left--) source[next()] = next();
    const gone = bytes.subarray(byteAt, (byteAt += goneLines));
    const how = bytes.subarray(byteAt, (byteAt += cameLines));
    return { commit, files, hunks, gone, came, how, source };
  });
  return { key, after, changes };
}
