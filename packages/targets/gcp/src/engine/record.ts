import type { Deployment } from '@groundwork/provision';
import { z } from 'zod';
import type { Store } from './store.ts';

/** What was deployed, beside the configuration: names a person gave, and the release to go back to. Holds no secret. */
const recordSchema = z.object({
  version: z.literal(1),
  name: z.string(),
  environment: z.string(),
  region: z.string(),
  location: z.string(),
  services: z.array(z.object({ name: z.string(), id: z.string(), mode: z.string(), wanted: z.number() })),
  resources: z.array(z.object({ name: z.string(), id: z.string(), title: z.string(), stateful: z.boolean(), native: z.array(z.string()) })),
  accounts: z.array(z.string()),
  /** Where the configuration of the last release that became well lies, and when it did. */
  release: z.object({ source: z.string(), at: z.string() }).nullable(),
});

export type EnvironmentRecord = z.infer<typeof recordSchema>;

const nameOf = (scope: string): string => `environments/${scope}.json`;

export async function readRecord(store: Store, scope: string): Promise<EnvironmentRecord | null> {
  const kept = await store.read(nameOf(scope));
  return kept === null ? null : recordSchema.parse(JSON.parse(kept.text));
}

export async function writeRecord(store: Store, scope: string, record: EnvironmentRecord): Promise<void> {
  await store.write(nameOf(scope), JSON.stringify(record));
}

export const removeRecord = (store: Store, scope: string): Promise<void> => store.remove(nameOf(scope));

/** How many copies a service runs at least. */
export const wantedOf = ({ mode, replicas }: Deployment['services'][number]): number =>
  mode === 'work' ? Math.max(1, replicas.min) : replicas.min;
