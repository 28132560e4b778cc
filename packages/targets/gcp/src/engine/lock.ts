import { lockedBy } from '@groundwork/provision';
import { randomUUID } from 'node:crypto';
import { hostname, userInfo } from 'node:os';
import { z } from 'zod';
import type { Store } from './store.ts';

const leaseSchema = z.object({ id: z.string(), who: z.string(), until: z.number() });

export interface Lease {
  /** How long it holds without being renewed, in milliseconds: a deployment that was killed frees its environment by then. */
  readonly holds: number;
  readonly now: () => number;
}

/** One deployment of an environment at a time, across machines: an object that only one of them can write, and that runs out. */
export async function withLease<T>(store: Store, scope: string, action: () => Promise<T>, { holds, now }: Lease): Promise<T> {
  const name = `locks/${scope}.json`;
  const id = randomUUID();
  const who = `${userInfo().username} on ${hostname()}`;
  const text = (): string => JSON.stringify({ id, who, until: now() + holds });
  let generation = await store.write(name, text(), { generation: '0' });
  if (generation === null) {
    const held = await store.read(name);
    const lease = held === null ? null : leaseSchema.safeParse(JSON.parse(held.text)).data;
    if (lease && lease.until > now()) throw lockedBy(lease.who, { where: store.address(name) });
    generation = await store.write(name, text(), { generation: held?.generation ?? '0' });
    if (generation === null) throw lockedBy('somebody who was first', { where: store.address(name) });
  }
  let current = generation;
  let renewing: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    renewing = store
      .write(name, text(), { generation: current })
      .then((next) => {
        current = next ?? current;
      })
      // The next one tries again, and the lease lasts for three of them.
      .catch(() => {});
  }, holds / 3);
  try {
    return await action();
  } finally {
    clearInterval(timer);
    await renewing;
    await store.remove(name, { generation: current });
  }
}
