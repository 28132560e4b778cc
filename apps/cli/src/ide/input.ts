import { fstatSync } from 'node:fs';
import type { InputStream } from '../context.ts';

/**
 * Aborted when the program that started this one for itself is gone, whichever way it went: its end of the pipe closes. A keyboard, a
 * file or nothing as standard input says nothing about that.
 */
export function inputEnds(stdin: InputStream): AbortSignal {
  const ended = new AbortController();
  if (isPipe())
    stdin
      .once('end', () => ended.abort())
      .once('error', () => ended.abort())
      .resume();
  return ended.signal;
}

function isPipe(): boolean {
  try {
    const stats = fstatSync(0);
    return stats.isFIFO() || stats.isSocket();
  } catch {
    return false;
  }
}
