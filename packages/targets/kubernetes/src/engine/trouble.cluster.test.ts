import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { requireTool } from '@groundwork/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { bakery } from '../testing/bakery.fixture.ts';
import { hasControlPlane, startControlPlane, type ControlPlane } from '../testing/control-plane.fixture.ts';
import { bake, engineOf, hurry, planOf } from '../testing/deploys.fixture.ts';
import { harbourContext } from '../testing/harbour.fixture.ts';
import { openEngine } from './engine.ts';

describe.runIf(hasControlPlane())('trouble in a cluster', () => {
  let plane: ControlPlane;

  beforeAll(async () => {
    plane = await startControlPlane();
  }, 90_000);
  afterAll(async () => plane?.stop(), 30_000);

  const blueprint = bakery();
  const here = (environment: string, settings: object = {}) => ({ kubeconfig: plane.kubeconfig, environment, blueprint, settings });
  const post = (path: string, body: object) => plane.ask('POST', path, body);
  const namespace = (name: string, labels = {}, more = {}) =>
    post('/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels, ...more } });

  it('is let in when the deployment that was at work is dead', async () => {
    const program = join(import.meta.dirname, '../testing/deploy.fixture.ts');
    const child = spawn(process.execPath, ['--conditions=groundwork-source', program, plane.kubeconfig, 'dead'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const exit = once(child, 'exit');
    await Promise.race([once(child.stdout, 'data'), exit]);
    await pause(1500);
    const second = await openEngine(harbourContext(plane.kubeconfig, 'dead'), hurry);
    await expect(second.lock(async () => {})).rejects.toMatchObject({ code: 'target.locked' });
    child.kill('SIGKILL');
    await exit;
    expect(await second.lock(async () => 'in')).toBe('in');
  }, 60_000);

  it('says who may not do what', async () => {
    const guest = await engineOf({ ...here('forbidden'), kubeconfig: plane.guest });
    await expect(guest.status()).rejects.toMatchObject({
      code: 'target.not_allowed',
      message: expect.stringContaining('apprentice'),
      fix: expect.stringContaining('docs/kubernetes.md'),
    });
  });

  it('needs no right but those of docs/kubernetes.md', async () => {
    const page = readFileSync(resolve(import.meta.dirname, '../../../../../docs/kubernetes.md'), 'utf8');
    const [, role = ''] = /```yaml\n(apiVersion: rbac[\s\S]*?)```/.exec(page) ?? [];
    await post('/apis/rbac.authorization.k8s.io/v1/clusterroles', z.record(z.string(), z.unknown()).parse(parse(role)));
    const { apiGroup, kind, name } = { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'groundwork-deployer' };
    await post('/apis/rbac.authorization.k8s.io/v1/clusterrolebindings', {
      apiVersion: `${apiGroup}/v1`,
      kind: 'ClusterRoleBinding',
      metadata: { name },
      roleRef: { apiGroup, kind, name },
      subjects: [{ apiGroup, kind: 'User', name: 'apprentice' }],
    });
    const guest = { ...here('learning', { domain: 'bakery.example' }), kubeconfig: plane.guest };
    const engine = await engineOf(guest);
    await engine.secrets.set('CARDS_KEY', 'two-of-hearts');
    await bake(guest);
    expect((await planOf(guest)).unknown).toEqual([]);
    expect((await engine.drift()).drifted).toEqual([]);
    expect(await engine.lock(() => engine.destroy({ keep: [] }))).toEqual({ left: [] });
  }, 60_000);

  it('takes over nothing of somebody else: neither a namespace nor an object', async () => {
    await namespace('bakery-theirs');
    await expect(bake(here('theirs'))).rejects.toMatchObject({ code: 'target.name_taken' });
    await namespace('shared');
    await post('/api/v1/namespaces/shared/services', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'queue' },
      spec: { ports: [{ port: 1 }] },
    });
    const engine = await engineOf(here('guest', { namespace: 'shared' }));
    await engine.secrets.set('CARDS_KEY', 'ten-of-clubs');
    await expect(bake(here('guest', { namespace: 'shared' }))).rejects.toMatchObject({
      code: 'target.name_taken',
      where: 'Service/queue in namespace shared',
    });
    await plane.ask('DELETE', '/api/v1/namespaces/shared/services/queue');
    await bake(here('guest', { namespace: 'shared' }));
    expect(await engine.lock(() => engine.destroy({ keep: [] }))).toEqual({ left: [] });
    const { json } = await plane.ask('GET', '/api/v1/namespaces/shared/configmaps');
    expect(JSON.stringify(json)).not.toContain('groundwork');
    expect((await plane.ask('GET', '/api/v1/namespaces/shared')).status).toBe(200);
  }, 60_000);

  it('leaves a database to CloudNativePG where it is there, and says so where nobody asked', async () => {
    const wanted = { ...here('operated', { resources: { db: { serving: 'operator' } } }), patience: { ...hurry, ms: 20_000 } };
    const engine = await engineOf(wanted);
    await engine.secrets.set('CARDS_KEY', 'six-of-clubs');
    await expect(bake(wanted)).rejects.toMatchObject({ code: 'target.unsupported', message: expect.stringContaining('CloudNativePG') });
    const definition = parse(readFileSync(join(requireTool('kubernetes-schemas') ?? '', 'clusters.yaml'), 'utf8'));
    await post('/apis/apiextensions.k8s.io/v1/customresourcedefinitions', z.record(z.string(), z.unknown()).parse(definition));
    const cluster = '/apis/postgresql.cnpg.io/v1/namespaces/bakery-operated/clusters';
    while ((await plane.ask('GET', cluster)).status !== 200) await pause(100);
    expect((await planOf(here('operated'))).unknown.join('\n')).toContain('resources.db.serving: operator');
    const deploying = bake(wanted);
    const ready = {
      status: {
        conditions: [{ type: 'Ready', status: 'True', reason: 'ClusterIsReady', message: '', lastTransitionTime: '2026-01-01T03:00:00Z' }],
      },
    };
    // What the operator would say.
    while ((await plane.ask('PATCH', `${cluster}/db/status`, ready, 'application/merge-patch+json')).status !== 200) await pause(100);
    await deploying;
    expect((await plane.ask('GET', `${cluster}/db`)).json).toMatchObject({
      spec: { instances: 1, bootstrap: { initdb: { database: 'bakery' } } },
    });
    expect((await engine.status()).resources).toMatchObject([{ name: 'db', state: 'ready', server: 'Cluster/db' }, { name: 'queue' }]);
  }, 60_000);

  it('says that a namespace is going, and what it waits for', async () => {
    await namespace('bakery-going', {
      'app.kubernetes.io/managed-by': 'groundwork',
      'app.kubernetes.io/part-of': 'bakery',
      'groundwork.dev/environment': 'going',
    });
    await post('/api/v1/namespaces/bakery-going/configmaps', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'sourdough', finalizers: ['bakery.example/rest'] },
    });
    await plane.ask('DELETE', '/api/v1/namespaces/bakery-going');
    await expect(bake(here('going'))).rejects.toMatchObject({ code: 'target.half_deleted' });
    expect(await (await engineOf(here('going'))).status()).toMatchObject({ phase: 'half' });
    await plane.ask(
      'PATCH',
      '/api/v1/namespaces/bakery-going/configmaps/sourdough',
      { metadata: { finalizers: null } },
      'application/merge-patch+json',
    );
  }, 60_000);

  it('says that a quota is used up', async () => {
    await namespace('small');
    await post('/api/v1/namespaces/small/resourcequotas', {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'claims' },
      spec: { hard: { persistentvolumeclaims: '1' } },
    });
    await pause(1000);
    const engine = await engineOf(here('poor', { namespace: 'small' }));
    await engine.secrets.set('CARDS_KEY', 'two-of-spades');
    await expect(bake(here('poor', { namespace: 'small' }))).rejects.toMatchObject({
      code: 'target.quota',
      message: expect.stringContaining('persistentvolumeclaims'),
    });
  }, 60_000);

  it('says that no node takes a pod', async () => {
    plane.node.full = true;
    try {
      const engine = await engineOf(here('crowded'));
      await engine.secrets.set('CARDS_KEY', 'two-of-spades');
      const wanted = bake({ ...here('crowded'), patience: { ...hurry, ms: 6000 } });
      await Promise.all([
        expect(wanted).rejects.toMatchObject({ message: expect.stringContaining('Insufficient cpu') }),
        (async () => {
          await pause(3000);
          expect((await engine.status()).resources).toMatchObject([{ state: 'starting' }, { state: 'starting' }]);
        })(),
      ]);
    } finally {
      plane.node.full = false;
    }
  }, 90_000);
});
