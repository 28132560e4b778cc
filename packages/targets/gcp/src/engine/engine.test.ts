import { silentHost, type Host } from '@groundwork/host';
import { deploy, planDeployment, type Deployment, type Engine } from '@groundwork/provision';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deploymentOf, harbour, resource, service } from '../harbour.fixture.ts';
import { gcp } from '../target.ts';
import { Google } from '../testing/google.ts';
import { refused } from '../testing/exchange.ts';
import { openEngine } from './open.ts';

// Against a double of Google's APIs over a socket: no emulator of Infrastructure Manager exists. It runs no Terraform and no container.
const soon = { first: 1, patience: 1, holds: 30, logs: 1 };
let google: Google;
beforeEach(async () => {
  google = await new Google().start();
});
afterEach(() => google.stop());

const open = ({
  host = silentHost,
  env = google.env,
  region = 'europe-west1',
  account,
  pace = soon,
}: { host?: Host; env?: Record<string, string>; region?: string; account?: string; pace?: typeof soon } = {}): Promise<Engine> =>
  openEngine(
    {
      environment: 'staging',
      name: 'harbour',
      region,
      settings: { target: 'gcp', ...(account === undefined ? {} : { account }) },
      env,
      folder: '/nowhere',
      host,
    },
    pace,
  );

const digest = (letter: string): string => `europe-west1-docker.pkg.dev/bay-of-harbours/harbour-staging/pier@sha256:${letter.repeat(64)}`;

async function ship(deployment: Deployment = deploymentOf(), { image = digest('a'), host = silentHost } = {}): Promise<void> {
  const engine = await open({ host });
  await engine.secrets.set('BUOY_KEY', 'a-buoy');
  await deploy({
    target: gcp,
    engine,
    deployment,
    host,
    buildImages: async () => Object.fromEntries(deployment.services.map((each) => [each.image, image])),
  });
}

const resources = () => [...(google.infrastructure.deployments.get('harbour-staging')?.resources.keys() ?? [])].toSorted();

async function planned(deployment: Deployment) {
  const engine = await open();
  const given = new Set(await engine.secrets.list());
  const rendered = gcp.render(deployment, { images: {}, given });
  return planDeployment(deployment, rendered, {
    where: engine.where,
    preview: await engine.preview(rendered),
    uncompared: null,
    given,
    prices: [],
  });
}

describe('a deployment to Google Cloud', () => {
  it('is all new, then there, then nothing to do, then changed', async () => {
    expect((await planned(deploymentOf())).counts).toMatchObject({ update: 0, none: 1 });
    expect(google.requests.every((each) => each.startsWith('GET'))).toBe(true);
    await ship();
    expect(resources()).toEqual(
      expect.arrayContaining(['google_cloud_run_v2_service.pier', 'google_sql_database_instance.db', 'google_cloud_scheduler_job.log']),
    );
    expect((await planned(deploymentOf())).items.filter(({ action }) => action !== 'none')).toEqual([]);
    const larger = deploymentOf(harbour, { services: { pier: { memory: 8192 }, tides: { public: false } } });
    const plan = await planned(larger);
    expect(plan.items.filter(({ action }) => action !== 'none').map(({ id, action }) => [id, action])).toEqual([
      ['service:pier', 'update'],
    ]);
    const without = deploymentOf({ ...harbour, services: harbour.services.filter(({ name }) => name !== 'crane') });
    expect((await planned(without)).items.filter(({ action }) => action === 'delete').length).toBeGreaterThan(0);
  });

  it('keeps every password out of what is uploaded, and puts URLs together where only the service reads them', async () => {
    await ship();
    const password = google.secrets.value('harbour-staging-db-password') ?? 'none';
    expect(google.sqlUsers.get('harbour-staging-db')?.get('harbour')).toBe(password);
    expect(google.secrets.value('harbour-staging-pier-DATABASE_URL')).toMatch(
      new RegExp(`^postgresql://harbour:${password}@.*private_ip_address.*:5432/harbour$`),
    );
    expect(google.secrets.value('harbour-staging-pier-charts-secret-key')).toBe('hmac-secret-1');
    for (const bucket of google.storage.buckets.values())
      for (const { content } of bucket.values())
        for (const value of [password, 'a-buoy', 'hmac-secret-1']) expect(content.includes(value)).toBe(false);
  });

  it('sets another password for what SQL Server was made with', async () => {
    const lines = resource('lines', { type: 'mssql' });
    await ship(deploymentOf({ ...harbour, resources: [...harbour.resources, lines] }));
    const users = google.sqlUsers.get('harbour-staging-lines');
    expect([...(users?.keys() ?? [])]).toEqual(['harbour', 'sqlserver']);
    expect(users?.get('sqlserver')).not.toBe(users?.get('harbour'));
  });

  it('migrates before services have the new image, and stops where that fails', async () => {
    await ship();
    expect(google.run.executions.map(({ job, args }) => [job, args])).toEqual([['harbour-staging-pier-release', ['alembic upgrade head']]]);
    google.run.exits.set('harbour-staging-pier-release', 3);
    await expect(ship(deploymentOf(), { image: digest('b') })).rejects.toMatchObject({
      code: 'deploy.release_failed',
      message: expect.stringContaining('exit code 3'),
    });
    expect(
      JSON.stringify(google.infrastructure.deployments.get('harbour-staging')?.resources.get('google_cloud_run_v2_service.pier')),
    ).toContain('aaaa');
  });

  it('comes to the same state whichever request it was stopped at', async () => {
    await ship();
    const [wanted, count] = [google.thingsOf('harbour-staging'), google.requests.length];
    await google.stop();
    let killed = 0;
    for (let at = 1; at < count; at += Math.ceil(count / 26)) {
      google = await new Google().start();
      const stop = new AbortController();
      google.onRequest = (number, when) => {
        if (number === at && when === (at % 2 === 0 ? 'before' : 'after')) stop.abort();
      };
      await ship(deploymentOf(), { host: { ...silentHost, signal: stop.signal } }).catch(() => {
        killed += 1;
      });
      google.onRequest = () => {};
      await ship();
      expect(google.thingsOf('harbour-staging')).toEqual(wanted);
      expect((await (await open()).status()).phase).toBe('deployed');
      await google.stop();
    }
    expect(killed).toBeGreaterThanOrEqual(20);
    google = await new Google().start();
  }, 120_000);

  it('refuses while somebody is at work, and waits for nobody who was killed', async () => {
    const first = await open({ pace: { ...soon, holds: 90 } });
    await first.lock(async () => {
      const second = await open({ pace: { ...soon, holds: 900 } });
      await expect(second.lock(async () => {})).rejects.toMatchObject({ code: 'target.locked', exit: 75 });
    });
    const killed = { id: 'a-deployment', who: 'somebody', until: Date.now() + 600_000 };
    google.storage.buckets.set('bay-of-harbours-groundwork', new Map());
    google.storage.answer({
      api: 'storage',
      method: 'POST',
      path: 'upload/storage/v1/b/bay-of-harbours-groundwork/o',
      query: new URLSearchParams({ name: 'locks/harbour-staging.json' }),
      content: Buffer.from(JSON.stringify(killed)),
      json: {},
    });
    expect(await (await open()).lock(async () => 'went on')).toBe('went on');
  });

  it('frees the environment when a person stops it', async () => {
    const stop = new AbortController();
    const engine = await open({ host: { ...silentHost, signal: stop.signal } });
    const held = engine.lock(async () => {
      expect(google.thingsOf('harbour-staging')).toEqual(['locks/harbour-staging.json']);
      stop.abort(new TypeError('stopped'));
      stop.signal.throwIfAborted();
    });
    await expect(held).rejects.toThrow('stopped');
    expect(google.thingsOf('harbour-staging')).toEqual([]);
  });

  it('shows what somebody changed or removed by hand', async () => {
    await ship();
    const there = google.infrastructure.deployments.get('harbour-staging')?.resources;
    there?.set('google_storage_bucket.charts', { ...there.get('google_storage_bucket.charts'), changed_by_hand: 'public' });
    there?.delete('google_cloud_run_v2_worker_pool.crane');
    expect((await (await open()).drift()).drifted).toEqual([
      { native: 'google_cloud_run_v2_worker_pool.crane', drift: 'deleted', differences: [] },
      { native: 'google_storage_bucket.charts', drift: 'changed', differences: ['description nothing → public'] },
    ]);
  });

  it('shows what runs, and what it says', async () => {
    expect((await (await open()).status()).phase).toBe('absent');
    await ship();
    const { services, resources: servers, stateful } = await (await open()).status();
    expect(services.map(({ name, state }) => [name, state])).toEqual([
      ['pier', 'ready'],
      ['tides', 'ready'],
      ['crane', 'ready'],
      ['log', 'scheduled'],
    ]);
    expect(servers.map(({ state }) => state)).toEqual(['ready', 'ready', 'ready']);
    expect(stateful).toEqual(['db', 'cache', 'charts']);
    google.run.said.push({ name: 'harbour-staging-pier', execution: '', text: 'a ship came in' });
    const lines = [];
    for await (const line of (await open()).logs({ service: 'pier', follow: false, lines: 5 })) lines.push(line);
    expect(lines).toMatchObject([{ service: 'pier', text: 'a ship came in' }]);
  });

  it('runs a program as a job of its own and gives its exit code', async () => {
    await ship();
    google.run.exits.set('harbour-staging-crane-run', 7);
    const engine = await open();
    const deployment = deploymentOf();
    const rendered = gcp.render(deployment, { images: { pier: digest('a') }, given: new Set(await engine.secrets.list()) });
    const lines: string[] = [];
    expect(
      await engine.run({ service: 'crane', command: 'python lift.py 3', onLine: ({ text }) => lines.push(text) }, rendered, deployment),
    ).toBe(7);
    expect(lines).toEqual(['ran ["python lift.py 3"]']);
    expect(resources()).toContain('google_cloud_run_v2_service.pier');
  });

  it('removes everything, or keeps what holds data', async () => {
    await ship();
    await (await open()).lock(async () => (await open()).destroy({ keep: ['db'] }));
    expect(resources()).toEqual(
      expect.arrayContaining(['google_compute_network.main', 'google_sql_database.db', 'google_sql_database_instance.db']),
    );
    expect(resources().filter((each) => /cloud_run|storage_bucket|redis/.test(each))).toEqual([]);
    expect([...google.secrets.secrets.keys()]).toEqual(['harbour-staging-db-password']);
    expect((await (await open()).status()).stateful).toEqual(['db']);
    await (await open()).lock(async () => (await open()).destroy({ keep: [] }));
    expect([
      google.infrastructure.deployments.size,
      google.secrets.secrets.size,
      google.storage.keys.size,
      google.storage.buckets.size,
    ]).toEqual([0, 0, 0, 0]);
    expect((await (await open()).status()).phase).toBe('absent');
  });
});

describe('what Google Cloud refuses', () => {
  it('is said with what to do about it', async () => {
    await expect(open({ env: { HOME: '/nowhere' } })).rejects.toMatchObject({
      code: 'target.credentials',
      fix: 'gcloud auth application-default login',
    });
    await expect(open({ env: { ...google.env, GOOGLE_OAUTH_ACCESS_TOKEN: 'stale' } })).rejects.toMatchObject({
      code: 'target.credentials',
    });
    await expect(open({ region: 'atlantis-1' })).rejects.toMatchObject({
      code: 'target.region',
      fix: expect.stringContaining('europe-west1'),
    });
    await expect(open({ account: 'another-bay' })).rejects.toMatchObject({ code: 'target.not_allowed' });
  });

  it.each([
    [
      /POST config .*deployments$/,
      refused(403, "Permission 'config.deployments.create' denied"),
      'target.not_allowed',
      /config\.deployments\.create/,
    ],
    [
      /POST config .*deployments$/,
      refused(429, "Quota exceeded for quota metric 'Deployments' of service 'config.googleapis.com'", 'RESOURCE_EXHAUSTED'),
      'target.quota',
      /quotas/,
    ],
    [/POST config .*deployments$/, refused(409, 'The name is in use for a deleted deployment'), 'target.half_deleted', /again/],
    [/POST config .*deployments$/, refused(409, 'Resource already exists'), 'target.name_taken', /differently/],
    [/POST storage storage\/v1\/b$/, refused(429, 'Rate limit exceeded'), 'target.throttled', /again/],
    [
      /GET storage/,
      refused(403, 'The billing account for the owning project is disabled', 'BILLING_DISABLED'),
      'target.not_allowed',
      /billing/,
    ],
  ])('%s: %o', async (matches, answer, code, fix) => {
    google.faults.push({ matches, answer, times: 100 });
    await expect(ship()).rejects.toMatchObject({ code, fix: expect.stringMatching(fix) });
  });

  it('is tried again where it only was too fast', async () => {
    google.faults.push({ matches: /storage\/v1\/b$/, answer: refused(429, 'Rate limit exceeded'), times: 2 });
    await ship();
    expect(resources().length).toBeGreaterThan(20);
  });

  it('names the resource that was refused, and the next deployment goes on from there', async () => {
    const more = deploymentOf({
      ...harbour,
      resources: [...harbour.resources, resource('maps', { type: 'mongodb' })],
      services: [
        ...harbour.services,
        service('maps-reader', { kind: 'worker', uses: [{ resource: 'maps', access: ['read'], evidence: [] }] }),
      ],
    });
    await ship(more);
    expect(resources()).toContain('google_compute_instance.maps');
  });
});
