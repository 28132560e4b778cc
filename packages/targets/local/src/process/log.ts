import { closeSync, copyFileSync, openSync, readSync, renameSync, rmSync, statSync, truncateSync } from 'node:fs';

const largest = 10 * 1024 * 1024;
const kept = 2;

/**
 * Starts a log anew when it has grown too large, keeping the last two. The program goes on writing to the same file, since it
 * was opened for appending; what it writes during the copy is in either.
 */
export function rotate(log: string, limit = largest): void {
  if (sizeOf(log) < limit) return;
  for (let number = kept; number > 1; number -= 1) {
    try {
      renameSync(`${log}.${number - 1}`, `${log}.${number}`);
    } catch {
      // There is no older one yet.
    }
  }
  copyFileSync(log, `${log}.1`);
  truncateSync(log, 0);
}

export function removeLogs(log: string): void {
  for (const file of [log, ...Array.from({ length: kept }, (_, index) => `${log}.${index + 1}`)]) rmSync(file, { force: true });
}

export function sizeOf(file: string): number {
  try {
    return statSync(file).size;
  } catch {
    return 0;
  }
}

/** The last line of a log that says something. */
export function lastLine(file: string): string {
  return readTail(file, 0, 4096).trim().split('\n').at(-1)?.trim() ?? '';
}

/** The last part of a file from `start` on, at most 64 KiB of it. */
export function readTail(file: string, start = 0, most = 64 * 1024): string {
  const size = sizeOf(file);
  const from = Math.max(start > size ? 0 : start, size - most);
  if (size <= from) return '';
  const descriptor = openSync(file, 'r');
  try {
    const buffer = Buffer.alloc(size - from);
    const read = readSync(descriptor, buffer, 0, buffer.length, from);
    return buffer.toString('utf8', 0, read);
  } finally {
    closeSync(descriptor);
  }
}
