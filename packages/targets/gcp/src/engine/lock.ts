import { lockedBy } from '@groundwork/provision';
import { randomUUID } from 'node:crypto';
import { hostname, userInfo } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
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
  const generation =
    (await store.write(name, text(), { generation: '0' })) ??
    (await store.write(name, text(), { generation: await runOut(store, name, { holds, now }) }));
  if (generation === null) throw lockedBy('somebody who was first', { where: store.address(name) });
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
    await store.unstoppable().remove(name, { generation: current });
  }
}

/**
 * Waits until a lease has run out, as that of a deployment that was killed does, and gives its generation. Throws `target.locked` as
 * soon as somebody renews it. Whose clock is right does not matter: nobody is waited for longer than a lease holds.
 */
async function runOut(store: Store, name: string, { holds, now }: Lease): Promise<string> {
  const began = now();
  const first = await store.read(name);
  for (let held = first; ; held = await store.read(name)) {
    if (held === null) return '0';
    const lease = leaseSchema.safeParse(JSON.parse(held.text)).data;
    if (!lease || lease.until <= now() || now() - began > holds) return held.generation;
    if (held.generation !== first?.generation) throw lockedBy(lease.who, { where: store.address(name) });
    await sleep(holds / 10, undefined, { signal: store.signal });
  }
}
