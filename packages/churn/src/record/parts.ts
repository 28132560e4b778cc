import { readFileSync, renameSync, rmSync, writevSync, openSync, closeSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { z } from 'zod';

/**
 * A file of named arrays, which are used as they lie there: a first line with a checksum of the rest, a head as JSON, the arrays. It is
 * written whole and then given its name, so that there is all of it or none.
 */

const mark = 'groundwork churn parts 1';
/** Numbers of any kind may lie at multiples of it. */
const alignment = 8;

const headSchema = z.strictObject({
  key: z.string(),
  parts: z.array(z.strictObject({ name: z.string(), bytes: z.int().min(0) })),
});

export interface Parts {
  /** What has to be the same for it to be of use. */
  readonly key: string;
  /** In their order. */
  readonly parts: ReadonlyMap<string, Uint8Array>;
}

export function writeParts(file: string, key: string, parts: Readonly<Record<string, ArrayBufferView>>): void {
  const bytes = Object.entries(parts).map(([name, { buffer, byteOffset, byteLength }]) => ({
    name,
    content: new Uint8Array(buffer, byteOffset, byteLength),
  }));
  const head = Buffer.from(JSON.stringify({ key, parts: bytes.map(({ name, content }) => ({ name, bytes: content.length })) }));
  const body = bytes.flatMap(({ content }) => [content, new Uint8Array(padding(content.length))]);
  const checksum = body.reduce((sum, piece) => crc32(piece, sum), crc32(head));
  const first = `${mark} ${head.length} ${checksum} `;
  const line = Buffer.from(`${first}${' '.repeat(padding(first.length + 1 + head.length))}\n`);
  const unfinished = `${file}.${process.pid}`;
  try {
    const opened = openSync(unfinished, 'w', 0o600);
    try {
      for (const piece of [line, head, ...body]) writeAll(opened, piece);
    } finally {
      closeSync(opened);
    }
    renameSync(unfinished, file);
  } finally {
    rmSync(unfinished, { force: true });
  }
}

function writeAll(opened: number, piece: Uint8Array): void {
  for (let at = 0; at < piece.length;) at += writevSync(opened, [piece.subarray(at)]);
}

/** What `writeParts` wrote, or `null` for anything else. */
export function readParts(file: string): Parts | null {
  const content = read(file);
  const newline = content?.indexOf(10) ?? -1;
  const first = new RegExp(`^${mark} (\\d+) (\\d+) +$`).exec(content?.toString('latin1', 0, Math.min(Math.max(newline, 0), 200)) ?? '');
  if (!content || !first) return null;
  const [headLength = 0, checksum = 0] = first.slice(1).map(Number);
  let at = newline + 1 + headLength;
  if (crc32(content.subarray(newline + 1)) !== checksum) return null;
  const head = headSchema.safeParse(JSON.parse(content.toString('utf8', newline + 1, at)));
  if (!head.success) return null;
  const parts = new Map<string, Uint8Array>();
  for (const { name, bytes } of head.data.parts) {
    if (at + bytes > content.length) return null;
    parts.set(name, content.subarray(at, at + bytes));
    at += bytes + padding(bytes);
  }
  return { key: head.data.key, parts };
}

function read(file: string): Buffer | null {
  try {
    return readFileSync(file);
  } catch {
    // It is not there, or cannot be read.
    return null;
  }
}

function padding(length: number): number {
  return (alignment - (length % alignment)) % alignment;
}

/** Numbers as they lie there; copied where they do not lie as numbers have to. */
export function intsOf(bytes: Uint8Array = new Uint8Array(0)): Int32Array {
  if (bytes.byteOffset % alignment === 0) return new Int32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >> 2);
  return new Int32Array(bytes.slice().buffer, 0, bytes.byteLength >> 2);
}

export function doublesOf(bytes: Uint8Array = new Uint8Array(0)): Float64Array {
  if (bytes.byteOffset % alignment === 0) return new Float64Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >> 3);
  return new Float64Array(bytes.slice().buffer, 0, bytes.byteLength >> 3);
}

/** Texts that hold no zero byte, one after the other. */
export function textsOf(bytes: Uint8Array = new Uint8Array(0), encoding: 'utf8' | 'latin1' = 'utf8'): string[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString(encoding);
  return text === '' ? [] : text.slice(0, -1).split('\0');
}

export function bytesOf(texts: readonly string[], encoding: 'utf8' | 'latin1' = 'utf8'): Buffer {
  return Buffer.from(texts.map((text) => `${text}\0`).join(''), encoding);
}
