import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Api, ApiName } from './api.ts';
import { refusal } from './errors.ts';

/** https://google.aip.dev/151 */
export const operationSchema = z.object({
  name: z.string().default(''),
  done: z.boolean().default(false),
  error: z.object({ code: z.number().default(0), message: z.string().default('') }).optional(),
  response: z.record(z.string(), z.json()).optional(),
  metadata: z.record(z.string(), z.json()).optional(),
});

export type Operation = z.infer<typeof operationSchema>;

/** Asks again, each time a little later, until `settled` gives something. */
export async function until<T>(api: Api, look: () => Promise<T | null>, { first = 1000, longest = 10_000 } = {}): Promise<T> {
  for (let pause = first; ; pause = Math.min(longest, pause * 1.5)) {
    api.signal.throwIfAborted();
    const found = await look();
    if (found !== null) return found;
    await sleep(pause, undefined, { signal: api.signal });
  }
}

/** HTTP's words for those of gRPC: https://github.com/googleapis/googleapis/blob/master/google/rpc/code.proto */
const statuses: Readonly<Record<number, number>> = { 3: 400, 5: 404, 6: 409, 7: 403, 8: 429, 9: 400, 10: 409, 13: 500, 14: 503, 16: 401 };

/** Waits for a long-running operation. Throws what it failed with. */
export async function settled(
  api: Api,
  name: ApiName,
  operation: Operation,
  version: 'v1' | 'v2',
  pace: { first?: number } = {},
): Promise<Operation> {
  const done = await until(
    api,
    async () => {
      if (operation.done || operation.name === '') return operation;
      const now = await api.ask(name, `${version}/${operation.name}`, operationSchema);
      return now.done ? now : null;
    },
    pace,
  );
  if (!done.error) return done;
  const { code, message } = done.error;
  throw refusal(
    { status: statuses[code] ?? 500, message, reason: '', metadata: {} },
    { where: `${name} ${done.name}`, project: api.project },
  );
}
