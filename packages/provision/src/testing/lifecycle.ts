import type { Blueprint, EnvironmentSettings } from '@groundwork/blueprint';
import { silentHost } from '@groundwork/host';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import type { Deployment } from '../deployment/deployment.ts';
import { deriveDeployment } from '../deployment/derive.ts';
import { deploy } from '../target/deploy.ts';
import type { Engine } from '../target/engine.ts';
import { planDeployment } from '../target/plan.ts';
import type { CloudPlan } from '../target/plan-schema.ts';
import type { Rendered, Target } from '../target/target.ts';
import { smallHarbour, withMemory } from './harbour.ts';

export interface LifecycleOptions {
  readonly target: Target;
  readonly region: string;
  /** The engine of an environment, against something that is not the cloud itself. */
  open(environment: string): Promise<Engine>;
  /** Images as they would have been pushed. */
  images(deployment: Deployment): Readonly<Record<string, string>>;
  /** Everything that is there of an environment, asked of the services themselves and not of the engine; sorted. */
  native(environment: string): Promise<readonly string[]>;
  /** The same release with something in it that does not become well. */
  failing(rendered: Rendered): Rendered;
  /** Deploys the small harbour in a process of its own. */
  spawn(environment: string): ChildProcess;
  /** Whether killing twenty deployments is worth the time now. */
  readonly kills: boolean;
}

/** A plan and a deployment of a harbour, in one environment. */
export interface Shipyard {
  readonly engine: Engine;
  deployment(blueprint: Blueprint, settings?: Partial<EnvironmentSettings>): Deployment;
  plan(deployment: Deployment): Promise<CloudPlan>;
  /** `failing` ships a release that does not become well. */
  ship(deployment: Deployment, how?: 'failing'): Promise<Rendered>;
}

export async function shipyard(options: LifecycleOptions, environment: string): Promise<Shipyard> {
  const { target, region } = options;
  const engine = await options.open(environment);
  return {
    engine,
    deployment: (blueprint, settings = {}) =>
      deriveDeployment(blueprint, { environment, target: target.name, region, settings: { target: target.name, ...settings } }),
    plan: async (deployment) => {
      const given = new Set(await engine.secrets.list());
      const rendered = target.render(deployment, { images: {}, given });
      return planDeployment(deployment, rendered, {
        where: engine.where,
        preview: await engine.preview(rendered),
        uncompared: null,
        given,
        prices: [],
      });
    },
    ship: (deployment, how) => {
      const failing: Target = { ...target, render: (...asked) => options.failing(target.render(...asked)) };
      const buildImages = async (): Promise<Readonly<Record<string, string>>> => options.images(deployment);
      return deploy({ target: how === 'failing' ? failing : target, engine, deployment, host: silentHost, buildImages });
    },
  };
}

/** What every target's engine has to hold from the first plan to the last destruction. */
export function lifecycleSuite(options: LifecycleOptions): void {
  const { target } = options;
  const minutes = 60_000;

  describe(`an environment on ${target.title}`, () => {
    it(
      'is planned, made, changed and removed, and each plan says what comes',
      async () => {
        const { engine, deployment, plan, ship } = await shipyard(options, 'round');
        const first = deployment(smallHarbour());
        const fresh = await plan(first);
        expect(fresh.counts).toMatchObject({ update: 0, replace: 0, delete: 0 });
        expect(fresh.items.find(({ id }) => id === 'service:pier')?.action).toBe('create');
        expect(await options.native('round')).toEqual([]);

        await ship(first);
        expect((await plan(first)).counts).toMatchObject({ create: 0, update: 0, replace: 0, delete: 0 });
        const { phase, services, stateful } = await engine.status();
        expect({ phase, stateful: stateful.toSorted() }).toEqual({ phase: 'deployed', stateful: ['cargo', 'db'] });
        expect(services.map(({ name, state }) => `${name} ${state}`).toSorted()).toEqual(['crane ready', 'pier ready', 'tides scheduled']);

        const larger = deployment(smallHarbour({ crane: false }), withMemory(2048));
        const change = await plan(larger);
        expect(change.items.find(({ id }) => id === 'service:pier')).toMatchObject({ action: 'update' });
        expect(change.items.find(({ id }) => id === 'resource:db')).toMatchObject({ action: 'none' });
        expect(change.counts.delete).toBeGreaterThan(0);
        await ship(larger);
        expect((await plan(larger)).counts).toMatchObject({ create: 0, update: 0, replace: 0, delete: 0 });
        expect((await engine.status()).services.map(({ name }) => name).toSorted()).toEqual(['pier', 'tides']);

        expect(await engine.lock(() => engine.destroy({ keep: [] }))).toEqual({ left: [] });
        expect(await options.native('round')).toEqual([]);
        expect((await engine.status()).phase).toBe('absent');
      },
      3 * minutes,
    );

    it(
      'keeps the data nobody named, and finds it again',
      async () => {
        const { engine, deployment, plan, ship } = await shipyard(options, 'kept');
        const first = deployment(smallHarbour());
        await ship(first);
        await engine.lock(() => engine.destroy({ keep: ['db'] }));
        expect((await engine.status()).stateful).toEqual(['db']);
        const again = await plan(first);
        expect(again.items.find(({ id }) => id === 'resource:cargo')?.action).toBe('create');
        expect(again.items.find(({ id }) => id === 'resource:db')?.action).not.toMatch(/create|replace|delete/);
        await ship(first);
        await engine.lock(() => engine.destroy({ keep: [] }));
        expect(await options.native('kept')).toEqual([]);
      },
      3 * minutes,
    );

    it(
      'is held by one deployment at a time',
      async () => {
        const { engine, deployment, ship } = await shipyard(options, 'held');
        const first = deployment(smallHarbour());
        const outcomes = await Promise.allSettled([ship(first), ship(first)]);
        const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
        expect(outcomes.some(({ status }) => status === 'fulfilled')).toBe(true);
        // One waits, or it refuses and says who is at work.
        for (const reason of refused) expect(reason).toMatchObject({ code: 'target.locked', exit: 75 });
        await engine.lock(() => engine.destroy({ keep: [] }));
        expect(await options.native('held')).toEqual([]);
      },
      3 * minutes,
    );

    it(
      'has the release of before after one that fails, and nothing after a first one that does',
      async () => {
        const { engine, deployment, plan, ship } = await shipyard(options, 'failed');
        const bad = deployment(smallHarbour(), withMemory(2048));
        await expect(ship(bad, 'failing')).rejects.toMatchObject({ message: expect.stringMatching(/Nothing of the release is left/) });
        expect((await engine.status()).services).toEqual([]);
        const good = deployment(smallHarbour());
        await ship(good);
        await expect(ship(bad, 'failing')).rejects.toMatchObject({ message: expect.stringMatching(/release of before/) });
        expect((await engine.status()).services.find(({ name }) => name === 'pier')).toMatchObject({ state: 'ready' });
        await ship(good);
        expect((await plan(good)).counts).toMatchObject({ create: 0, update: 0, replace: 0, delete: 0 });
        await engine.lock(() => engine.destroy({ keep: [] }));
      },
      3 * minutes,
    );

    it.runIf(options.kills)(
      'comes to the same whenever a deployment was killed',
      async () => {
        const { deployment, ship, plan, engine } = await shipyard(options, 'killed');
        const wanted = deployment(smallHarbour());
        const began = performance.now();
        await once(options.spawn('killed'), 'exit');
        const whole = performance.now() - began;
        const native = await options.native('killed');
        expect(native).not.toEqual([]);
        for (let kill = 0; kill < 20; kill++) {
          if (kill % 2 === 0) await engine.lock(() => engine.destroy({ keep: [] }));
          const child = options.spawn('killed');
          const ended = once(child, 'exit');
          const timer = setTimeout(() => child.kill('SIGKILL'), Math.random() * whole);
          await ended;
          clearTimeout(timer);
          await ship(wanted);
          expect(await options.native('killed'), `after kill ${kill}`).toEqual(native);
          expect((await plan(wanted)).counts).toMatchObject({ create: 0, update: 0, replace: 0, delete: 0 });
        }
        await engine.lock(() => engine.destroy({ keep: [] }));
        expect(await options.native('killed')).toEqual([]);
      },
      10 * minutes,
    );
  });
}
