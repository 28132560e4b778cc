import type { Resource, Service } from '@groundwork/blueprint';
import { silentHost } from '@groundwork/host';
import { planEnvironment, type EnvironmentState } from '@groundwork/provision';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHarbour, quay, resourceOf, serviceOf, urlOf, type Harbour } from '../harbour.fixture.ts';
import { changeEnvironment } from './change-environment.ts';

let harbour: Harbour;

beforeEach(() => {
  harbour = createHarbour();
});

afterEach(() => harbour.remove(), 60_000);

const crane = serviceOf('crane', { kind: 'worker', start: 'node -e "setInterval(() => {}, 999)"' });

function change(services: Service[], resources: Resource[] = [], restart: string[] = [], release = false): Promise<EnvironmentState> {
  const blueprint = { version: 1 as const, name: 'harbour', services, resources, questions: [], notes: [] };
  const plan = planEnvironment(blueprint, { environment: 'local', target: 'local' });
  return changeEnvironment({ dir: harbour.dir, blueprint, plan, host: silentHost, restart, release });
}

const pidOf = ({ services, resources }: EnvironmentState, name: string) =>
  [...services, ...resources].find((each) => each.name === name)?.process?.pid;
const answer = async (state: EnvironmentState, name: string) =>
  (await fetch(state.services.find((each) => each.name === name)?.url ?? 'none')).text();

describe('an environment that is watched', () => {
  it('restarts the service whose files changed, and no other', async () => {
    const before = await (await harbour.up([serviceOf('quay'), crane], [], true)).settled;
    harbour.write('quay.js', quay.replace('moored', 'at sea'));
    const after = await change([serviceOf('quay'), crane], [], ['quay']);
    expect(await answer(after, 'quay')).toBe('at sea');
    expect(after).toMatchObject({ phase: 'up', run: before.run, change: 1, services: [{ port: before.services[0]?.port }, {}] });
    expect(pidOf(after, 'quay')).not.toBe(pidOf(before, 'quay'));
    expect(pidOf(after, 'crane')).toBe(pidOf(before, 'crane'));
  });

  it('stays up when what changed does not start, and tries the next change', async () => {
    await (
      await harbour.up([serviceOf('quay')], [], true)
    ).settled;
    harbour.write('quay.js', 'function (');
    const broken = await change([serviceOf('quay')], [], ['quay']);
    expect(broken).toMatchObject({
      phase: 'failed',
      services: [{ state: 'failed', reason: { message: expect.stringContaining('SyntaxError') } }],
    });
    harbour.write('quay.js', quay);
    expect(await change([serviceOf('quay')])).toMatchObject({ phase: 'up', services: [{ state: 'ready' }] });
  });

  it('goes on with the old code when an install fails', async () => {
    const { services } = await (await harbour.up([serviceOf('quay')], [], true)).settled;
    const after = await change([serviceOf('quay', { install: ['echo no planks; exit 2'] })], [], ['quay']);
    expect(after.services[0]).toMatchObject({ state: 'ready', process: services[0]?.process });
    expect(await answer(after, 'quay')).toBe('moored');
  });

  it('brings up what is newly asked for and takes down what is not any more', async () => {
    const before = await (await harbour.up([serviceOf('quay'), crane], [], true)).settled;
    const after = await change(
      [serviceOf('quay', { env: [urlOf('db')], release: ['echo "$DATABASE_URL" > told.txt'] })],
      [resourceOf('db')],
    );
    expect(after).toMatchObject({ phase: 'up', services: [{ name: 'quay', state: 'ready' }], resources: [{ name: 'db', state: 'ready' }] });
    expect(after.services).toHaveLength(1);
    expect(() => process.kill(pidOf(before, 'crane') ?? 0, 0)).toThrow('ESRCH');
    const again = await change([serviceOf('quay', { env: [urlOf('db')], release: ['true'] })], [resourceOf('db')], ['quay']);
    expect(pidOf(again, 'db')).toBe(pidOf(after, 'db'));
  });

  it('cannot be changed when it was not brought up to be watched', async () => {
    await (
      await harbour.up([serviceOf('quay')])
    ).settled;
    await expect(change([serviceOf('quay')])).rejects.toMatchObject({ code: 'environment.not_watched' });
  });
});
