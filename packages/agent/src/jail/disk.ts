import { execFile } from 'node:child_process';
import { statfs } from 'node:fs/promises';

const lookEveryMs = 1000;
const sumEveryMs = 15_000;
/** What is left on a disk for everybody else. */
const leastFree = 512 * 1024 * 1024;

/**
 * Watches what a jail writes: how much there is in its folders, now and then since that is slow, and how much is left on their disk, all
 * the time. Says once that it is too much. Returns what ends it.
 */
export function watchDisk(folders: readonly string[], mostBytes: number, over: () => void): () => void {
  let ended = false;
  let nextSum = 0;
  let before: number | null = null;
  let freeBefore: number | null = null;
  const look = async (): Promise<void> => {
    const free = await freeOf(folders);
    freeBefore ??= free;
    // Where something else has filled the disk, it is not the jail's fault.
    const fills = free < leastFree && freeBefore >= leastFree;
    const grown = freeBefore - free > mostBytes;
    let tooMuch = fills;
    if (!tooMuch && (Date.now() >= nextSum || grown)) {
      const began = Date.now();
      const sum = await bytesIn(folders);
      before ??= sum;
      tooMuch = sum - before > mostBytes;
      nextSum = Date.now() + Math.max(sumEveryMs, 20 * (Date.now() - began));
    }
    if (ended) return;
    if (tooMuch) return over();
    timer = setTimeout(() => void look(), lookEveryMs);
  };
  let timer = setTimeout(() => void look(), 0);
  return () => {
    ended = true;
    clearTimeout(timer);
  };
}

async function freeOf(folders: readonly string[]): Promise<number> {
  const all = await Promise.all(
    folders.map((folder) =>
      statfs(folder).then(
        ({ bavail, bsize }) => bavail * bsize,
        () => Number.POSITIVE_INFINITY,
      ),
    ),
  );
  return Math.min(...all);
}

/** On the disk, links not followed. */
function bytesIn(folders: readonly string[]): Promise<number> {
  return new Promise((resolve) => {
    execFile(
      'du',
      ['-skxc', '--', ...folders],
      { env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C' }, maxBuffer: 1024 * 1024 },
      (_error, output) => {
        // A file that went away meanwhile makes it complain, and sum up all the same.
        resolve(1024 * Number(/^(\d+)\ttotal$/m.exec(output)?.[1] ?? 0));
      },
    );
  });
}
