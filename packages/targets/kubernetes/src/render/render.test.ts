import { exampleBlueprints } from '@groundwork/provision/suite';
import { describe, expect, it } from 'vitest';
import { bakery, deploymentOf, objectsIn, renderedOf, resource, service } from '../testing/bakery.fixture.ts';
import { render } from './render.ts';

const rendered = renderedOf(deploymentOf(bakery(), { domain: 'bakery.example' }));
const objects = objectsIn(rendered);
const named = (kind: string, name: string) => objects.find((each) => each.kind === kind && each.metadata.name.startsWith(name));
const text = (kind: string, name: string): string => JSON.stringify(named(kind, name) ?? null);

describe('a deployment in a cluster', () => {
  it.each([...exampleBlueprints()])('counts every object to one line of the plan: %s', (_name, blueprint) => {
    const rendering = renderedOf(deploymentOf(blueprint));
    const natives = rendering.items.flatMap(({ native }) => native);
    expect(
      objectsIn(rendering)
        .map(({ kind, metadata }) => `${kind}/${metadata.name}`)
        .sort(),
    ).toEqual(natives.toSorted());
  });

  it('has a Deployment, an address and a door for what serves, and a schedule in UTC for what does not', () => {
    expect(text('Deployment', 'shop')).toContain('"command":["sh","-c","python shop.py"]');
    expect(text('Ingress', 'shop')).toContain('shop.bakery.example');
    expect(text('Service', 'shop')).toContain('"port":8000');
    expect(named('Service', 'kneader')).toBeUndefined();
    expect(named('CronJob', 'count')?.spec).toMatchObject({ schedule: '0 3 * * *', timeZone: 'Etc/UTC', concurrencyPolicy: 'Forbid' });
  });

  it('leaves a shell its own substitutions', () => {
    expect(text('Job', 'shop-migrate')).toContain('python migrate.py $$(date +%s)');
  });

  it('puts a URL with a password together where it runs, from a Secret without one', () => {
    expect(text('Deployment', 'shop')).toContain('"value":"postgresql+psycopg://bakery:$(DB_CREDENTIALS_PASSWORD)@db:5432/bakery"');
    expect(text('Deployment', 'shop')).toContain(
      '{"name":"SECRET_KEY","valueFrom":{"secretKeyRef":{"name":"environment","key":"SECRET_KEY"}}}',
    );
    for (const secret of objects.filter(({ kind }) => kind === 'Secret')) expect(secret).not.toHaveProperty('data');
  });

  it('opens what the blueprint says and nothing else', () => {
    const kneader = text('NetworkPolicy', 'kneader');
    expect(kneader).toContain('"app.kubernetes.io/name":"queue"');
    expect(kneader).not.toContain('"app.kubernetes.io/name":"db"');
    expect(kneader).not.toContain('0.0.0.0/0');
    expect(text('NetworkPolicy', 'shop')).toContain('169.254.0.0/16');
    expect(named('NetworkPolicy', 'default-deny')?.spec).toEqual({ podSelector: {}, policyTypes: ['Egress', 'Ingress'] });
  });

  it('takes a GPU where one is, by product or by a label of the cluster', () => {
    const painter = bakery(() => [service('painter', { kind: 'inference', gpu: 'required', port: 7000 })]);
    const one = (type: string) =>
      JSON.stringify(objectsIn(renderedOf(deploymentOf(painter, { services: { painter: { gpu: { type, count: 2 } } } }))));
    expect(one('NVIDIA-L4')).toContain('"nodeSelector":{"nvidia.com/gpu.product":"NVIDIA-L4"}');
    expect(one('cloud.google.com/gke-accelerator=nvidia-l4')).toContain('"nodeSelector":{"cloud.google.com/gke-accelerator":"nvidia-l4"}');
    expect(one('NVIDIA-L4')).toContain('"nvidia.com/gpu":"2"');
  });

  it('has copies by load, spread and emptied one at a time', () => {
    const many = objectsIn(renderedOf(deploymentOf(bakery(), { services: { ovens: { replicas: { min: 2, max: 5 } } } })));
    expect(many.find(({ kind }) => kind === 'HorizontalPodAutoscaler')?.spec).toMatchObject({ minReplicas: 2, maxReplicas: 5 });
    expect(many.find(({ kind }) => kind === 'PodDisruptionBudget')?.spec).toMatchObject({ maxUnavailable: 1 });
    expect(many.find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === 'ovens')?.spec).not.toHaveProperty('replicas');
  });

  it('routes through the Gateway that is named', () => {
    const routes = objectsIn(renderedOf(deploymentOf(bakery(), { domain: 'bakery.example', gateway: 'edge/public' })));
    expect(routes.find(({ kind }) => kind === 'HTTPRoute')?.spec).toMatchObject({ parentRefs: [{ name: 'public', namespace: 'edge' }] });
    expect(routes.some(({ kind }) => kind === 'Ingress')).toBe(false);
  });

  it('leaves a database to an operator that is asked for', () => {
    const operated = renderedOf(deploymentOf(bakery(), { resources: { db: { serving: 'operator', highAvailability: true } } }));
    expect(objectsIn(operated).find(({ kind }) => kind === 'Cluster')?.spec).toMatchObject({
      instances: 3,
      imageName: 'ghcr.io/cloudnative-pg/postgresql:16',
    });
    expect(JSON.stringify(objectsIn(operated))).toContain('@db-rw:5432/bakery');
  });

  it('refuses what no cluster serves, naming where the code asks for it', () => {
    const blueprint = { ...bakery(), resources: [resource('db', 'postgres'), resource('queue', 'redis'), resource('stream', 'kinesis')] };
    expect(() => render(deploymentOf(blueprint), { images: {}, given: new Set() })).toThrow(
      expect.objectContaining({ code: 'target.unsupported', where: 'shop.py:7' }),
    );
    expect(renderedOf(deploymentOf(blueprint)).unsupported).toMatchObject([{ resource: 'stream', type: 'kinesis' }]);
  });

  it('keeps what a repository says inside its comment or string', () => {
    const evil = bakery(() => [
      service('shop', {
        port: 80,
        start: 'echo "\n---\nkind: Pod"',
        evidence: [{ file: 'a.py', line: 1, why: 'x\nkind: Pod\n---', confidence: 1 }],
      }),
    ]);
    expect(objectsIn(renderedOf(deploymentOf(evil))).some(({ kind }) => kind === 'Pod')).toBe(false);
  });
});
