import { z } from 'zod';

const tokens = z.strictObject({ input: z.int(), cached: z.int(), cacheWritten: z.int(), output: z.int() });

/** One request of a session and what was answered, as it left the gateway. */
export const recordingSchema = z.strictObject({
  version: z.literal(1),
  path: z.string().describe('As the gateway has it, without a model'),
  stream: z.boolean(),
  request: z.record(z.string(), z.unknown()).describe('What it is recognised by'),
  status: z.int(),
  headers: z.record(z.string(), z.string()),
  chunks: z.array(z.union([z.string(), z.strictObject({ base64: z.string() })])).describe('As they were sent, each by itself'),
  ended: z.boolean().describe('`false`: the client went away before the end'),
  spent: z.strictObject({ status: z.int(), tokens, estimated: z.boolean() }),
});
export type Recording = z.infer<typeof recordingSchema>;

/** Text where it is some, so that a person can read it. */
export function chunkOf(bytes: Uint8Array): Recording['chunks'][number] {
  const buffer = Buffer.from(bytes);
  const text = buffer.toString('utf8');
  return Buffer.from(text).equals(buffer) ? text : { base64: buffer.toString('base64') };
}

export const bytesOf = (chunk: Recording['chunks'][number]): Buffer =>
  typeof chunk === 'string' ? Buffer.from(chunk) : Buffer.from(chunk.base64, 'base64');
