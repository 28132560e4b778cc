import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { z } from 'zod';
import type { World } from './world.ts';

const orderSchema = z.object({ id: z.int() });

/** Somebody who buys tea all the time, and remembers every order the shop said it had taken. */
export function buyTea(world: World): { readonly taken: Set<number>; stop(): Promise<void> } {
  const taken = new Set<number>();
  const enough = new AbortController();
  const buy = async (): Promise<void> => {
    while (!enough.signal.aborted) {
      const url = world.state()?.services.find(({ url: address }) => address !== null)?.url;
      const id = url ? await order(url) : null;
      if (id === null) await sleep(20);
      else taken.add(id);
    }
  };
  const done = buy();
  return {
    taken,
    stop: async () => {
      enough.abort();
      await done;
    },
  };
}

async function order(url: string): Promise<number | null> {
  try {
    const body = JSON.stringify({ tea: 1, grams: 1 });
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${url}/api/orders`, { method: 'POST', body, headers, signal: AbortSignal.timeout(2_000) });
    return response.status === 201 ? orderSchema.parse(await response.json()).id : null;
  } catch {
    return null;
  }
}

/** Orders in the database that are missing although the shop had said they were taken; fills the shelf again. */
export async function lostOrders(world: World, taken: ReadonlySet<number>): Promise<number[]> {
  // Those taken until now: buying goes on while the database is asked.
  const before = [...taken];
  const { said } = await world.groundwork('connect', 'db', '--print');
  const sql = postgres(said.trim(), { max: 1 });
  try {
    const kept = new Set((await sql<{ id: number }[]>`select id from orders`).map(({ id }) => id));
    await sql`update teas set grams = 1000000`;
    return before.filter((id) => !kept.has(id));
  } finally {
    await sql.end();
  }
}
