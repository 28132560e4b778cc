import { resourceTypes, type Blueprint, type EnvironmentSettings } from '@groundwork/blueprint';
import { priceKindOf } from '@groundwork/cost';
import { GroundworkError } from '@groundwork/host';
import { describe, expect, it } from 'vitest';
import type { Deployment } from '../deployment/deployment.ts';
import { deriveDeployment } from '../deployment/derive.ts';
import type { Rendered, Target } from '../target/target.ts';
import { exampleBlueprints, wholeHarbour } from './blueprints.ts';

export interface RenderingOptions {
  readonly target: Target;
  readonly region: string;
  /** Settings besides the target that every rendering is made with. */
  readonly settings?: Partial<EnvironmentSettings>;
  /** Keys of what nobody has a price of: machines that a cluster has already. */
  readonly unpriced?: readonly string[];
}

/** What every target's renderer has to hold, over the examples and over a harbour that uses everything. */
export function renderingSuite({ target, region, settings = {}, unpriced = [] }: RenderingOptions): void {
  const blueprints = new Map<string, Blueprint>([...exampleBlueprints(), ['harbour', wholeHarbour()]]);
  const deploymentOf = (blueprint: Blueprint, environment = 'staging'): Deployment =>
    deriveDeployment(blueprint, { environment, target: target.name, region, settings: { target: target.name, ...settings } });
  const renderedOf = (deployment: Deployment): Rendered =>
    target.render(deployment, { images: {}, given: new Set(deployment.asked.map(({ name }) => name)), leaveOut: true });

  describe(`rendering to ${target.title}`, () => {
    it('knows of every type of resource whether it has it', () => {
      expect(Object.keys(target.support).sort()).toEqual([...resourceTypes].sort());
    });

    describe.each([...blueprints])('%s', (_name, blueprint) => {
      const deployment = deploymentOf(blueprint);

      it('gives the same bytes for the same deployment', () => {
        expect(JSON.stringify(renderedOf(deploymentOf(blueprint)))).toBe(JSON.stringify(renderedOf(deployment)));
      });

      it('has a line for every service and resource, or says that it has none', () => {
        const { items, unsupported } = renderedOf(deployment);
        const lines = new Set(items.map(({ id }) => id));
        const without = new Set(unsupported.map(({ resource }) => resource));
        const named = deployment.resources.filter(({ name }) => !lines.has(`resource:${name}`) && !without.has(name));
        expect(named.map(({ name }) => name)).toEqual([]);
        expect(deployment.services.filter(({ name }) => !lines.has(`service:${name}`)).map(({ name }) => name)).toEqual([]);
      });

      it('leaves out only what it says it has not, with the place in the code', () => {
        for (const { type, resource, evidence } of renderedOf(deployment).unsupported) {
          expect({ resource, evidence }).toEqual({
            resource,
            evidence: deployment.resources.find(({ name }) => name === resource)?.resource.evidence,
          });
          const support = target.support[type];
          expect('unsupported' in support || support.except !== undefined, `${type} is left out although it is supported`).toBe(true);
        }
      });

      it('counts no native thing to two lines', () => {
        const all = renderedOf(deployment).items.flatMap(({ native }) => native);
        expect(all.filter((native, at) => all.indexOf(native) !== at)).toEqual([]);
      });

      it('gives a role nothing without a place in the code that needs it', () => {
        const permissions = renderedOf(deployment).items.flatMap((item) => item.permissions);
        expect(permissions.filter(({ evidence, action }) => evidence.length === 0 || /\*/.test(action))).toEqual([]);
      });

      it('names only prices that can be looked up', () => {
        const keys = renderedOf(deployment).items.flatMap(({ quantities }) => quantities.map(({ price }) => price));
        expect([...new Set(keys)].filter((key) => priceKindOf(key) === null && !unpriced.includes(key))).toEqual([]);
      });
    });

    it('refuses what it has not, by its name, unless it is asked for the rest', () => {
      const deployment = deploymentOf(wholeHarbour());
      const { unsupported } = renderedOf(deployment);
      if (unsupported.length === 0) return;
      const attempt = (): Rendered => target.render(deployment, { images: {}, given: new Set() });
      expect(attempt).toThrow(GroundworkError);
      expect(attempt).toThrow(expect.objectContaining({ code: 'target.unsupported' }));
      for (const { resource } of unsupported) expect(attempt).toThrow(new RegExp(resource));
    });
  });
}
