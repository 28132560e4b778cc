import type { Property, Resource, Variable } from '@groundwork/blueprint';
import type { EnvironmentState } from '@groundwork/provision';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { serviceOf, type Harbour } from '../harbour.fixture.ts';

/** A service that is told about a resource and says what it was told: a test reaches the server the way the code would. */
export async function upWith(
  harbour: Harbour,
  resource: Resource,
  env: Variable[] = [toldAs(resource, 'url')],
): Promise<{ readonly told: Record<string, string>; readonly state: EnvironmentState }> {
  const names = JSON.stringify(env.map(({ name }) => name));
  const tell = `JSON.stringify(Object.fromEntries(${names}.map((name) => [name, process.env[name]])))`;
  harbour.write('quay.js', `require('node:http').createServer((q, r) => r.end(${tell})).listen(process.env.PORT)`);
  const uses = [{ resource: resource.name, access: [], evidence: [] }];
  const session = await harbour.up([serviceOf('quay', { env, uses })], [resource]);
  const state = await session.settled;
  expect(state).toMatchObject({ resources: [{ state: 'ready', reason: null }], phase: 'up' });
  const told: Record<string, string> = JSON.parse(await (await fetch(state.services[0]?.url ?? '')).text());
  return { told, state };
}

/** A variable named after the property it carries: `TOLD_URL`, `TOLD_PASSWORD`. */
export function toldAs(
  resource: Resource,
  property: 'url' | 'host' | 'port' | 'user' | 'password' | 'database',
  form: string | null = null,
): Variable {
  return {
    name: `TOLD_${property.toUpperCase()}`,
    required: true,
    secret: true,
    default: null,
    source: 'binding',
    binding: { resource: resource.name, property, form },
    evidence: [],
  };
}

/** Ends a server at once, in the middle of whatever it does. */
export async function killServer({ resources: [resource] }: EnvironmentState): Promise<void> {
  const pid = resource?.process?.pid ?? 0;
  expect(pid).toBeGreaterThan(1);
  process.kill(-pid, 'SIGKILL');
  await sleep(50);
}

/** Calls `write` with 0, 1, 2, ... until it fails, and gives how many were acknowledged. */
export async function writeUntilKilled(state: EnvironmentState, write: (row: number) => Promise<unknown>): Promise<number> {
  let written = 0;
  const writing = (async () => {
    try {
      for (;;) {
        await write(written);
        written += 1;
      }
    } catch {
      return written;
    }
  })();
  await expect.poll(() => written, { timeout: 10_000 }).toBeGreaterThan(20);
  await killServer(state);
  return writing;
}

/** A variable of a given name that carries a property. */
export function boundTo({ name: resource }: Resource, name: string, property: Property): Variable {
  const binding = { resource, property, form: null };
  return { name, required: false, secret: false, default: null, source: 'binding', binding, evidence: [] };
}
