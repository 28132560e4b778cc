import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { refused } from './errors.ts';
import { withOpened, withPlace, type Asked } from './place.ts';
import type { Roots } from './roots.ts';

/** Bytes. A larger file is nothing to edit, and would fill the memory of the server and of the window. */
export const largestFile = 32 * 1024 * 1024;

export interface Seen {
  readonly version: string;
  /** Milliseconds since 1970. */
  readonly modified: number;
  readonly size: number;
}

export async function readFile(roots: Roots, asked: Asked): Promise<Seen & { readonly content: string }> {
  return await withPlace(roots, asked, 'read', async (place) =>
    withOpened(roots, place, constants.O_RDONLY, async ({ handle }) => {
      const { bytes, modified } = await contentOf(handle, asked.path);
      return { content: bytes.toString('base64'), version: versionOf(bytes), modified, size: bytes.length };
    }),
  );
}

/** All of a file. Throws `files.is_folder`, `files.not_file` and `files.too_large`. */
export async function contentOf(handle: FileHandle, asked: string): Promise<{ readonly bytes: Buffer; readonly modified: number }> {
  const stats = await handle.stat();
  if (stats.isDirectory()) throw refused('is_folder', asked, 'That is a folder, not a file', 'Name a file');
  if (!stats.isFile()) throw refused('not_file', asked, 'That is no file: a pipe, a socket or a device', 'Name a file');
  if (stats.size > largestFile) throw tooLarge(asked, stats.size);
  // It may grow while it is read, and some that say 0 are not empty.
  const parts: Buffer[] = [];
  let length = 0;
  for (;;) {
    const part = Buffer.allocUnsafe(Math.max(stats.size - length, 0) + 4096);
    // oxlint-disable-next-line no-await-in-loop -- one after the other is how a file is read
    const { bytesRead } = await handle.read(part, 0, part.length, null);
    if (bytesRead === 0) break;
    length += bytesRead;
    if (length > largestFile) throw tooLarge(asked, length);
    parts.push(part.subarray(0, bytesRead));
  }
  const [only] = parts;
  return { bytes: parts.length === 1 && only ? only : Buffer.concat(parts, length), modified: Math.trunc(stats.mtimeMs) };
}

/** What was in it, not when it was written: a file that was only touched is the same one. */
export function versionOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64url').slice(0, 22);
}

export function tooLarge(asked: string, size: number): Error {
  const mega = (bytes: number): string => `${Math.ceil(bytes / 1024 / 1024)} MB`;
  return refused(
    'too_large',
    asked,
    `That has ${mega(size)}; ${mega(largestFile)} is the most the editor opens`,
    'Look at it in a terminal',
  );
}
