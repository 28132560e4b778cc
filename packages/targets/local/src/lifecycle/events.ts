import type { ProgressEvent } from '@groundwork/host';
import { closeSync, openSync, readSync } from 'node:fs';
import { z } from 'zod';
import { sizeOf } from '../process/log.ts';

const eventSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('started'),
    task: z.string(),
    label: z.string(),
    expectedMs: z.number().optional(),
    log: z.string().optional(),
  }),
  z.strictObject({
    type: z.literal('progress'),
    task: z.string(),
    done: z.number(),
    total: z.number().nullable(),
    detail: z.string().optional(),
  }),
  z.strictObject({ type: z.literal('output'), task: z.string(), stream: z.enum(['stdout', 'stderr']), text: z.string() }),
  z.strictObject({
    type: z.literal('finished'),
    task: z.string(),
    outcome: z.enum(['done', 'failed', 'skipped']),
    ms: z.number(),
    detail: z.string().optional(),
  }),
  z.strictObject({
    type: z.literal('note'),
    level: z.enum(['info', 'warning']),
    code: z.string(),
    message: z.string(),
    where: z.string().optional(),
  }),
]);

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
    const parsed = eventSchema.safeParse(JSON.parse(line));
    // Our own words: zod only adds `undefined` to what may be left out.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- exactOptionalPropertyTypes tells `x?: T` from `x: T | undefined`; JSON has no undefined
    return parsed.success ? (parsed.data as ProgressEvent) : null;
  } catch {
    return null;
  }
}
