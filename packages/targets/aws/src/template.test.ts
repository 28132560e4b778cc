import { RegoEngine, TemplateFile } from '@aws/cloudformation-validate';
import { deriveDeployment } from '@groundwork/provision';
import { exampleBlueprints, wholeHarbour } from '@groundwork/provision/suite';
import type { EnvironmentSettings } from '@groundwork/blueprint';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { awsTarget } from './target.ts';
import { asEndpoint, tideModel } from './testing/model.ts';

/** What is used of the validator, whose own types do not resolve under `nodenext`. */
interface Validator {
  validateStandard(
    template: TemplateFile,
    config: object,
  ): { readonly diagnostics: readonly { readonly severity: string; readonly ruleId: string; readonly message: string }[] };
  free(): void;
}

const variants: Readonly<Record<string, Partial<EnvironmentSettings>>> = {
  usual: {},
  'with a domain, copies and standbys': {
    domain: 'harbour.example',
    services: { pier: { replicas: { min: 2, max: 6 } } },
    resources: { postgres: { highAvailability: true }, mysql: { size: 'aurora' }, redis: { highAvailability: true } },
  },
};

/** AWS' own validator, with its own schemas of every resource type. */
describe('rung: no error for @aws/cloudformation-validate', () => {
  const folder = mkdtempSync(join(tmpdir(), 'harbour-'));
  let engine: Validator;

  beforeAll(() => {
    engine = new RegoEngine();
  }, 60_000);

  afterAll(() => {
    engine.free();
    rmSync(folder, { recursive: true });
  });

  const cases = [...exampleBlueprints(), ['harbour', wholeHarbour()] as const, ['tides', tideModel()] as const].flatMap(
    ([name, blueprint]) => Object.keys(variants).map((variant) => ({ name, variant, blueprint })),
  );

  it.each(cases)(
    '$name, $variant',
    ({ name: of, blueprint, variant }) => {
      const settings: EnvironmentSettings = { target: 'aws', ...variants[variant], ...(of === 'tides' ? { services: asEndpoint } : {}) };
      const deployment = deriveDeployment(blueprint, { environment: 'staging', target: 'aws', region: 'eu-west-1', settings });
      const { files } = awsTarget.render(deployment, { images: {}, given: new Set(), leaveOut: true });
      for (const name of ['foundations.json', 'services.json']) {
        const file = join(folder, name);
        writeFileSync(file, files[name] ?? '');
        if (files[name] === '{}\n') continue;
        const { diagnostics } = engine.validateStandard(new TemplateFile(file), { pseudoParameterOverrides: { region: 'eu-west-1' } });
        const errors = diagnostics.filter(({ severity }) => severity === 'ERROR' || severity === 'FATAL');
        expect(errors.map((each) => `${name} ${each.ruleId} ${each.message}`)).toEqual([]);
      }
    },
    60_000,
  );
});
