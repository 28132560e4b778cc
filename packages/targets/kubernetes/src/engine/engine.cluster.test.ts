import type { Blueprint } from '@groundwork/blueprint';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bakery, deploymentOf, imagesOf } from '../testing/bakery.fixture.ts';
import { hasControlPlane, startControlPlane, type ControlPlane } from '../testing/control-plane.fixture.ts';
import { bake, engineOf, planOf } from '../testing/deploys.fixture.ts';
import { kubernetesTarget } from '../target.ts';

describe.runIf(hasControlPlane())('an environment in a cluster', () => {
  let plane: ControlPlane;

  beforeAll(async () => {
    plane = await startControlPlane();
  }, 90_000);
  afterAll(async () => plane?.stop(), 30_000);

  const blueprint = bakery();
  const here = (environment: string, rest: { digit?: string; blueprint?: Blueprint; settings?: object } = {}) => ({
    kubeconfig: plane.kubeconfig,
    environment,
    blueprint,
    ...rest,
  });
  const namespaced = (environment: string, path: string): string => path.replace('NS', `bakery-${environment}`);
  const get = (environment: string, path: string) => plane.ask('GET', namespaced(environment, path));
  const settled = async (environment: string, rest = {}) => {
    const engine = await engineOf(here(environment, rest));
    await engine.secrets.set('CARDS_KEY', 'four-of-hearts');
    await bake(here(environment, rest));
    return engine;
  };
  const actions = async (wanted: Parameters<typeof planOf>[0]): Promise<string[]> =>
    [...new Set((await planOf(wanted)).changes.map(({ action }) => action))].sort();

  it('is planned, made, there, and nothing is left to do', async () => {
    const engine = await engineOf(here('spring'));
    expect(await engine.status()).toMatchObject({ phase: 'absent' });
    expect(await actions(here('spring'))).toEqual(['create']);
    await settled('spring');
    expect(await engine.status()).toMatchObject({
      phase: 'deployed',
      services: [
        { name: 'count', state: 'scheduled' },
        { name: 'kneader', state: 'ready', ready: 1 },
        { name: 'ovens', state: 'ready' },
        { name: 'shop', state: 'ready' },
      ],
      resources: [
        { name: 'db', state: 'ready', server: 'StatefulSet/db' },
        { name: 'queue', state: 'ready' },
      ],
      stateful: ['db', 'queue', 'shop'],
    });
    expect(await actions(here('spring'))).toEqual(['none']);
    const otherwise = bakery((services) =>
      services.map((each) => (each.name === 'shop' ? { ...each, release: ['python migrate.py'] } : each)),
    );
    const { changes } = await planOf(here('spring', { blueprint: otherwise }));
    expect(changes.filter(({ action }) => action !== 'none')).toMatchObject([
      { native: expect.stringMatching(/^Job\/shop-migrate-/), action: 'update', differences: ['runs anew, since it does something else'] },
    ]);
    expect((await engine.drift()).drifted).toEqual([]);
    const rendered = kubernetesTarget.render(deploymentOf(blueprint, {}, 'spring'), { images: {}, given: new Set() });
    for (const native of rendered.items
      .flatMap((item) => item.native)
      .filter((each) => /^(?:StatefulSet|Deployment|CronJob)\//.test(each))) {
      const [kind = '', name = ''] = native.split('/');
      const group = kind === 'CronJob' ? 'batch' : 'apps';
      expect((await get('spring', `/apis/${group}/v1/namespaces/NS/${kind.toLowerCase()}s/${name}`)).status).toBe(200);
    }
    const { json } = await get('spring', '/api/v1/namespaces/NS/secrets/db-credentials');
    expect(Object.keys(json['data'] ?? {}).sort()).toEqual(['admin-password', 'password']);
    expect(await engine.secrets.list()).toEqual(['CARDS_KEY', 'SECRET_KEY']);
  }, 120_000);

  it('is changed where it differs, and what is no longer in it goes', async () => {
    await settled('summer');
    const smaller = bakery((services) => services.filter(({ name }) => name !== 'kneader'));
    const changed = here('summer', { blueprint: smaller, settings: { services: { ovens: { memory: 2048 } } } });
    const preview = await planOf(changed);
    expect(preview.changes.find(({ native }) => native === 'Deployment/kneader')).toMatchObject({ action: 'delete' });
    const ovens = preview.changes.find(({ native }) => native === 'Deployment/ovens');
    expect(ovens).toMatchObject({ action: 'update' });
    expect(ovens?.differences).toContain('spec.template.spec.containers[ovens].resources.limits.memory 1Gi → 2Gi');
    await bake(changed);
    expect((await get('summer', '/apis/apps/v1/namespaces/NS/deployments/kneader')).status).toBe(404);
    expect((await get('summer', '/api/v1/namespaces/NS/serviceaccounts/kneader')).status).toBe(404);
    expect(await actions(changed)).toEqual(['none']);
  }, 120_000);

  it('names who has taken over a field, and leaves it to them', async () => {
    const engine = await settled('autumn');
    await plane.ask(
      'PATCH',
      `${namespaced('autumn', '/apis/apps/v1/namespaces/NS/deployments/ovens')}?fieldManager=head-baker&force=true`,
      { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'ovens' }, spec: { replicas: 3 } },
      'application/apply-patch+yaml',
    );
    expect((await engine.drift()).drifted).toMatchObject([
      { native: 'Deployment/ovens', drift: 'changed', differences: [expect.stringContaining('spec.replicas 1 → 3'), expect.any(String)] },
    ]);
    await expect(bake(here('autumn', { digit: 'd' }))).rejects.toMatchObject({
      code: 'target.conflict',
      message: expect.stringMatching(/spec\.replicas.* was changed by head-baker.*is back/s),
    });
    const { json } = await get('autumn', '/apis/apps/v1/namespaces/NS/deployments/ovens');
    expect(json).toMatchObject({ spec: { replicas: 3 } });
  }, 120_000);

  it('goes back to the release before when the new one does not become well', async () => {
    const engine = await settled('winter');
    await expect(bake(here('winter', { digit: 'b' }))).rejects.toMatchObject({ code: 'deploy.release_failed' });
    const without = bakery((services) => services.map((service) => ({ ...service, release: [] })));
    await bake(here('winter', { blueprint: without }));
    await expect(bake(here('winter', { blueprint: without, digit: 'b' }))).rejects.toMatchObject({
      code: 'deploy.failed',
      message: expect.stringMatching(/ImagePullBackOff.*is back/s),
    });
    await expect(bake(here('winter', { blueprint: without, digit: 'c' }))).rejects.toMatchObject({
      message: expect.stringMatching(/CrashLoopBackOff/),
    });
    const { services, phase } = await engine.status();
    expect({ phase, states: services.map(({ state }) => state) }).toEqual({
      phase: 'deployed',
      states: ['scheduled', 'ready', 'ready', 'ready'],
    });
    expect(await actions(here('winter', { blueprint: without }))).toEqual(['none']);
  }, 180_000);

  it('leaves no service behind when the first release is not well, and says why a node is missing', async () => {
    const engine = await engineOf(here('drought'));
    await engine.secrets.set('CARDS_KEY', 'two-of-clubs');
    await expect(bake(here('drought', { digit: 'f' }))).rejects.toMatchObject({
      code: 'deploy.release_failed',
      message: expect.stringContaining('flour, water, salt'),
    });
    const without = bakery((services) => services.map((service) => ({ ...service, release: [] })));
    await expect(bake(here('drought', { digit: 'b', blueprint: without }))).rejects.toMatchObject({
      message: expect.stringContaining('Nothing of the release is left'),
    });
    expect(await engine.status()).toMatchObject({ phase: 'failed', services: [] });
  }, 120_000);

  it('shows what drifted: changed, added to and deleted', async () => {
    const engine = await settled('thaw');
    await plane.ask(
      'PATCH',
      `${namespaced('thaw', '/apis/apps/v1/namespaces/NS/deployments/shop')}?fieldManager=kubectl-edit`,
      { spec: { template: { spec: { containers: [{ name: 'shop', env: [{ name: 'DEBUG', value: '1' }] }] } } } },
      'application/strategic-merge-patch+json',
    );
    await plane.ask('DELETE', namespaced('thaw', '/api/v1/namespaces/NS/services/ovens'));
    const { drifted } = await engine.drift();
    expect(drifted).toMatchObject([
      { native: 'Deployment/shop', drift: 'changed' },
      { native: 'Service/ovens', drift: 'deleted' },
    ]);
    expect(drifted[0]?.differences.join('\n')).toMatch(/env\[DEBUG\].* set by kubectl-edit/);
    await bake(here('thaw'));
    expect((await engine.drift()).drifted.map(({ native }) => native)).toEqual(['Deployment/shop']);
  }, 120_000);

  it('starts what reads a secret anew when it has another value', async () => {
    const engine = await settled('harvest');
    await engine.secrets.set('CARDS_KEY', 'ace-of-spades');
    const { changes } = await planOf(here('harvest'));
    expect(changes.filter(({ action }) => action !== 'none').map(({ native }) => native)).toEqual(['Deployment/shop']);
    expect(JSON.stringify(changes)).not.toContain('ace-of-spades');
  }, 120_000);

  it('tells what services said, and runs one as a job', async () => {
    const engine = await settled('feast');
    const lines = [];
    for await (const line of engine.logs({ service: 'shop', follow: false, lines: 5 })) lines.push(line);
    expect(lines).toContainEqual({ service: 'shop', at: '2026-01-01T03:00:00.000000000Z', text: 'flour, water, salt' });
    const deployment = deploymentOf(blueprint, {}, 'feast');
    const said: string[] = [];
    const run = (digit: string) => {
      const rendered = kubernetesTarget.render(deployment, { images: imagesOf(deployment, digit), given: new Set(['CARDS_KEY']) });
      return engine.run({ service: 'shop', command: 'python stock.py', onLine: ({ text }) => said.push(text) }, rendered, deployment);
    };
    expect(await run('a')).toBe(0);
    expect(said).toContain('flour, water, salt');
    expect(await run('f')).toBe(1);
  }, 120_000);

  it('keeps data that nobody named when it is destroyed, and leaves nothing when everything is', async () => {
    const engine = await settled('closing');
    expect(await engine.lock(() => engine.destroy({ keep: ['db'] }))).toEqual({ left: [] });
    expect(await engine.status()).toMatchObject({ stateful: ['db'], services: [], phase: 'half' });
    expect((await get('closing', '/api/v1/namespaces/NS/persistentvolumeclaims/db-data')).status).toBe(200);
    expect((await get('closing', '/api/v1/namespaces/NS/persistentvolumeclaims/queue-data')).status).toBe(404);
    expect((await get('closing', '/apis/apps/v1/namespaces/NS/statefulsets/db')).status).toBe(404);
    const before = (await get('closing', '/api/v1/namespaces/NS/secrets/db-credentials')).json['data'];
    await settled('closing');
    expect((await get('closing', '/api/v1/namespaces/NS/secrets/db-credentials')).json['data']).toEqual(before);
    expect(await engine.lock(() => engine.destroy({ keep: [] }))).toEqual({ left: [] });
    expect((await get('closing', '/api/v1/namespaces/NS')).status).toBe(404);
    expect(await engine.status()).toMatchObject({ phase: 'absent' });
  }, 120_000);
});
