import { createHash } from 'node:crypto';
import type { Json } from './manifest.ts';
import { isObject } from './yaml.ts';

/** A job cannot be changed, so it is named after what it does: another image or command is another job, the same is done already. */
export const jobName = (stem: string, spec: Json | undefined): string =>
  `${stem}-${createHash('sha256')
    .update(JSON.stringify(sorted(spec)))
    .digest('hex')
    .slice(0, 8)}`;

/** What a job is called whatever it does. */
export const stemOf = (name: string): string => name.replace(/-[0-9a-f]{8}$/, '');

/** Read back from a file, the same is called the same. */
function sorted(value: Json | undefined): Json | undefined {
  if (Array.isArray(value)) return value.map((each: Json) => sorted(each) ?? null);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(entries.map(([key, each]) => [key, sorted(each)]));
}
