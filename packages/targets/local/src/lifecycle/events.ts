import type { ProgressEvent } from '@groundwork/host';
import { progressSchema } from '@groundwork/host/progress';
import { closeSync, openSync, readSync } from 'node:fs';
import { sizeOf } from '../process/log.ts';

/** Gives what a file got since the last call, as whole lines. */
export function createLineReader(file: string, start = 0): () => string[] {
  let at = start;
  let rest = '';
  return () => {
    const size = sizeOf(file);
    // It was started anew.
    if (size < at) at = 0;
    if (size === at) return [];
    const buffer = Buffer.alloc(size - at);
    const descriptor = openSync(file, 'r');
    try {
      at += readSync(descriptor, buffer, 0, buffer.length, at);
    } finally {
      closeSync(descriptor);
    }
    const lines = `${rest}${buffer.toString('utf8')}`.split('\n');
    rest = lines.pop() ?? '';
    return lines;
  };
}

/** Progress that a supervisor wrote since the last call. */
export function createEventReader(file: string): () => ProgressEvent[] {
  const lines = createLineReader(file);
  return () => lines().flatMap((line) => parse(line) ?? []);
}

function parse(line: string): ProgressEvent | null {
  try {
    const parsed = progressSchema.safeParse(JSON.parse(line));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
