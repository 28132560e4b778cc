import type { Blueprint } from '@groundwork/blueprint';
import { planDeployment } from '@groundwork/provision';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deploymentOf, pier } from '../harbour.fixture.ts';
import { azure } from '../target.ts';
import { everything, everythingSettings } from '../testing/everything.fixture.ts';
import { startAzureDouble, type AzureDouble } from '../testing/cloud/server.ts';
import { pushed } from '../testing/images.ts';
import { deployStaging, openStaging, type Opening } from './staging.fixture.ts';

let double: AzureDouble;

beforeEach(async () => {
  double = await startAzureDouble();
});

afterEach(() => double.close());

const open = (opening?: Opening) => openStaging(double, opening);
const deployed = (blueprint?: Blueprint, options?: Parameters<typeof deployStaging>[2]) => deployStaging(double, blueprint, options);

const planned = async (blueprint: Blueprint = pier()) => {
  const engine = await open();
  const deployment = deploymentOf(blueprint);
  const given = new Set(await engine.secrets.list());
  const rendered = azure.render(deployment, { images: pushed(deployment), given, leaveOut: true });
  return planDeployment(deployment, rendered, {
    where: engine.where,
    preview: await engine.preview(rendered),
    uncompared: null,
    given,
    prices: [],
  });
};

describe('a deployment to the double', () => {
  it('plans everything new, then nothing, then what is different', async () => {
    expect((await planned()).counts).toMatchObject({ update: 0, delete: 0, none: 0 });
    await deployed();
    expect(
      (await planned()).items.filter(({ action }) => action !== 'none').map(({ id, action, differences }) => [id, action, differences]),
    ).toEqual([]);
    const changed = await planned(pier({ start: 'run pier --tide' }));
    expect(changed.items.filter(({ action }) => action !== 'none').map(({ id, action, differences }) => [id, action, differences])).toEqual(
      [['service:pier', 'update', ['containers.0.command.2: run pier → run pier --tide']]],
    );
    const less = await planned({ ...pier(), services: pier().services.slice(1), resources: pier().resources.slice(1) });
    expect(less.items.filter(({ action }) => action === 'delete').map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Microsoft.App/containerApps/pier', 'Microsoft.DBforPostgreSQL/flexibleServers/db-{suffix}']),
    );
  });

  it('has everything it was asked for, and no secret where it can be read', async () => {
    const engine = await deployed(everything, everythingSettings);
    const status = await engine.status();
    expect(status.phase).toBe('deployed');
    expect(status.services.filter(({ state }) => !['ready', 'scheduled'].includes(state))).toEqual([]);
    expect(status.stateful).toEqual(expect.arrayContaining(['db', 'tides', 'ledger', 'mongo', 'files', 'charts-store']));
    const values = [...double.store.secrets.values()].map(({ value }) => value);
    const sent = double.store.everything.filter(({ path }) => !/\/secrets\//.test(path)).map(({ body, path }) => body + path);
    for (const value of [...values, 'low-tide']) expect(sent.filter((text) => text.includes(value))).toEqual([]);
  });

  it('changes what runs, removes what is gone, and keeps passwords', async () => {
    await deployed();
    const before = [...double.store.secrets].filter(([name]) => name.endsWith('db--password'));
    const next = pier({ start: 'run pier --tide' });
    await deployed({ ...next, services: next.services.slice(0, 1) });
    expect([...double.store.secrets].filter(([name]) => name.endsWith('db--password'))).toEqual(before);
    expect(
      [...double.store.resources.values()].filter(({ type }) => type === 'Microsoft.App/containerApps').map(({ name }) => name),
    ).toEqual(['pier']);
  });

  it('that does not become well is rolled back', async () => {
    await deployed();
    await expect(deployed(pier({ start: 'sink' }))).rejects.toMatchObject({
      code: 'deploy.failed',
      message: expect.stringMatching(/pier did not become well: Container crashing.*The release of before is back$/su),
    });
    expect((await (await open()).status()).services.map(({ name, state }) => [name, state])).toEqual([
      ['pier', 'ready'],
      ['crane', 'ready'],
    ]);
  });

  it('that never was well leaves servers, and no services', async () => {
    await expect(deployed(pier({ start: 'sink' }))).rejects.toMatchObject({
      message: expect.stringContaining('Nothing of the release is left'),
    });
    expect([...double.store.resources.values()].filter(({ type }) => type === 'Microsoft.App/containerApps')).toEqual([]);
    await deployed();
  });

  it('stops at migrations that fail, with their last words', async () => {
    await expect(deployed(pier({ release: ['sink'] }))).rejects.toMatchObject({
      code: 'deploy.release_failed',
      message: expect.stringContaining('water came in'),
    });
  });

  it('finds what was changed by hand', async () => {
    const engine = await deployed();
    expect((await engine.drift()).drifted).toEqual([]);
    const app = [...double.store.resources.values()].find(({ id }) => id.endsWith('containerApps/pier'));
    const properties = Object(app?.body['properties']);
    if (app)
      app.body = {
        ...app.body,
        properties: { ...properties, template: { ...properties.template, scale: { minReplicas: 7, maxReplicas: 7 } } },
      };
    double.store.remove([...double.store.resources.values()].find(({ type }) => type.endsWith('/databases'))?.id ?? '');
    expect((await engine.drift()).drifted).toEqual([
      { native: expect.stringContaining('/databases/'), drift: 'deleted', differences: [] },
      {
        native: 'Microsoft.App/containerApps/pier',
        drift: 'changed',
        differences: ['scale.minReplicas: 7 → 1', 'scale.maxReplicas: 7 → 1'],
      },
    ]);
  });

  it('is destroyed but for data nobody named, which the next deployment finds again', async () => {
    const engine = await deployed();
    await engine.lock(() => engine.destroy({ keep: ['db'] }));
    const types = () => [...new Set([...double.store.resources.values()].map(({ type }) => type))].toSorted();
    expect(types()).toEqual(expect.arrayContaining(['Microsoft.DBforPostgreSQL/flexibleServers', 'Microsoft.KeyVault/vaults']));
    expect(types()).not.toContain('Microsoft.Cache/redisEnterprise');
    expect((await engine.status()).stateful).toEqual(['db']);
    await deployed();
    const { left } = await engine.lock(() => engine.destroy({ keep: [] }));
    expect([...double.store.resources.keys(), ...double.store.groups.keys()]).toEqual([]);
    expect(left).toEqual([]);
    expect(double.store.deletedVaults.size).toBe(0);
  });
});

it('a vault that was deleted is had back with its secrets, and one that may not be purged is said to be left', async () => {
  const engine = await deployed();
  const secrets = () => new Map([...double.store.secrets].map(([name, { value }]) => [name, value]));
  const before = secrets();
  double.store.remove([...double.store.resources.values()].find(({ type }) => type === 'Microsoft.KeyVault/vaults')?.id ?? '');
  await deployed();
  expect(secrets()).toEqual(before);
  double.intercept = ({ path }) =>
    path.endsWith('/purge') ? { status: 403, body: { error: { code: 'AuthorizationFailed', message: 'You may not purge.' } } } : null;
  expect(await engine.lock(() => engine.destroy({ keep: [] }))).toEqual({ left: [expect.stringMatching(/Key Vault har.* 7 days/u)] });
  double.intercept = () => null;
  await deployed();
  expect(double.store.deletedVaults.size).toBe(0);
});

describe('beside deploying', () => {
  it('secrets are set, listed and forgotten; what has a value keeps it', async () => {
    const { secrets } = await open();
    expect(await secrets.list()).toEqual([]);
    await secrets.set('STRIPE_KEY', 'sk_tide');
    await secrets.generate(['SIGNING_KEY', 'STRIPE_KEY']);
    expect([...double.store.secrets.values()].map(({ value }) => value)).toContain('sk_tide');
    expect((await secrets.list()).toSorted()).toEqual(['SIGNING_KEY', 'STRIPE_KEY']);
    await secrets.remove('STRIPE_KEY');
    expect(await secrets.list()).toEqual(['SIGNING_KEY']);
    await secrets.set('STRIPE_KEY', 'sk_high');
    expect((await secrets.list()).toSorted()).toEqual(['SIGNING_KEY', 'STRIPE_KEY']);
  });

  it('the registry lets in who may deploy, and builds where nobody else does', async () => {
    const engine = await deployed();
    const registry = await engine.registry();
    expect(registry.reference('pier')).toBe(`${new URL(double.origin).host}/pier`);
    expect(registry.login).toEqual({ user: '00000000-0000-0000-0000-000000000000', password: 'refresh-tide' });
    async function* context() {
      yield Buffer.from('a tar');
    }
    expect(await engine.builds?.build({ name: 'pier', context: context(), dockerfile: 'Dockerfile' })).toBe(
      `${new URL(double.origin).host}/pier@sha256:${'0'.repeat(64)}`,
    );
  });

  it('a program runs as a job that is gone afterwards, on the machine of its service', async () => {
    const engine = await deployed();
    const deployment = deploymentOf(pier());
    const rendered = azure.render(deployment, { images: pushed(deployment), given: new Set() });
    const lines: string[] = [];
    const run = (command: string) =>
      engine.run({ service: 'pier', command, onLine: ({ text }) => void lines.push(text) }, rendered, deployment);
    expect(await run('python -m tides --level "[high]"')).toBe(0);
    expect(await run('sink')).toBe(1);
    expect(lines).toEqual(['done', 'water came in']);
    expect([...double.store.resources.values()].filter(({ name }) => name === 'pier-run')).toEqual([]);
  });

  it('logs are those of the service', async () => {
    const engine = await deployed();
    double.store.lines.push({ at: '2026-11-26T05:00:00Z', app: 'crane', group: 'crane--1', text: 'lifting' });
    const read = [];
    for await (const line of engine.logs({ service: 'crane', follow: false, lines: 10 })) read.push(line);
    expect(read).toEqual([{ service: 'crane', at: '2026-11-26T05:00:00Z', text: 'lifting' }]);
  });
});
