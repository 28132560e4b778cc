import { readJson, type EnvironmentFolder } from '@groundwork/provision';
import { appendFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { launchSchema, type Launch } from '../launch/schema.ts';
import { createLineReader } from '../lifecycle/events.ts';

const requestSchema = z.strictObject({ number: z.int(), restart: z.array(z.string()), release: z.boolean() });

/** A change that a running environment is asked for; what is to run after it lies beside it. */
export type Request = z.infer<typeof requestSchema>;

/** Requests as they come. Ends when there will be none. */
export type Requests = AsyncIterable<Request & { readonly launch: Launch }>;

const lookEveryMs = 100;

export function makeRequest(folder: EnvironmentFolder, request: Request): void {
  appendFileSync(folder.requests, `${JSON.stringify(request)}\n`, { mode: 0o600 });
}

/** What is asked of an environment that somebody watches, until it is told to stop. */
export async function* requestsOf(folder: EnvironmentFolder, signal: AbortSignal): Requests {
  const lines = createLineReader(folder.requests);
  while (!signal.aborted) {
    for (const line of lines()) {
      const request = parse(line);
      const launch = readJson(folder.launch, launchSchema);
      if (request && launch) yield { ...request, launch };
    }
    await sleep(lookEveryMs, null, { signal }).catch(() => null);
  }
}

function parse(line: string): Request | null {
  try {
    return requestSchema.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}

export async function* noRequests(): Requests {
  // Nobody watches.
}
