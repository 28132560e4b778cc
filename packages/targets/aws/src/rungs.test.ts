import type { Blueprint } from '@groundwork/blueprint';
import { deriveDeployment } from '@groundwork/provision';
import { exampleBlueprints, smallHarbour, wholeHarbour } from '@groundwork/provision/suite';
import { requireTool } from '@groundwork/testing';
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { awsTarget } from './target.ts';
import { asEndpoint, tideModel } from './testing/model.ts';
import { skippedChecks } from './testing/skipped-checks.ts';

const cfnLint = requireTool('cfn-lint');
const checkov = requireTool('checkov');

const foundSchema = z.object({
  results: z.object({ failed_checks: z.array(z.object({ check_id: z.string(), check_name: z.string(), resource: z.string() })) }),
});

/** Code that takes a key of storage under a name of its own. */
const keyed: Blueprint = {
  ...smallHarbour(),
  services: smallHarbour().services.map((service) => ({
    ...service,
    env: [
      ...service.env,
      {
        name: 'CARGO_KEY',
        required: true,
        secret: true,
        default: null,
        source: 'binding',
        binding: { resource: 'cargo', property: 'accessKey', form: null },
        evidence: [],
      },
    ],
  })),
};

/** What people check templates with before they deploy them. */
describe('rung: templates of the examples and of a harbour that uses everything', () => {
  const folder = mkdtempSync(join(tmpdir(), 'templates-'));

  beforeAll(() => {
    for (const [name, blueprint] of [
      ...exampleBlueprints(),
      ['harbour', wholeHarbour()] as const,
      ['tides', tideModel()] as const,
      ['keyed', keyed] as const,
    ]) {
      const deployment = deriveDeployment(blueprint, {
        environment: 'staging',
        target: 'aws',
        region: 'eu-west-1',
        settings: { target: 'aws', services: name === 'tides' ? asEndpoint : {} },
      });
      const { files } = awsTarget.render(deployment, { images: {}, given: new Set(), leaveOut: true });
      for (const file of ['foundations.json', 'services.json'])
        if (files[file] !== '{}\n') writeFileSync(join(folder, `${name}.${file}`), files[file] ?? '');
    }
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  it.runIf(cfnLint !== null)(
    'have no error and no warning for cfn-lint',
    async () => {
      const templates = readdirSync(folder).map((file) => join(folder, file));
      expect(await said(cfnLint ?? '', ['--regions', 'eu-west-1', '--format', 'parseable', ...templates])).toBe('');
    },
    180_000,
  );

  it.runIf(checkov !== null)(
    'pass every check of checkov, save those with a reason why not',
    async () => {
      const text = await said(checkov ?? '', [
        '--directory',
        folder,
        '--framework',
        'cloudformation',
        '--compact',
        '--quiet',
        '--output',
        'json',
      ]);
      const { failed_checks: failed } = foundSchema.parse(JSON.parse(text)).results;
      expect(failed.length).toBeGreaterThan(0);
      expect(
        failed.filter(({ check_id: id }) => !(id in skippedChecks)).map((each) => `${each.check_id} ${each.check_name}: ${each.resource}`),
      ).toEqual([]);
      const seen = new Set(failed.map(({ check_id: id }) => id));
      expect(
        Object.keys(skippedChecks).filter((id) => !seen.has(id)),
        'reasons nothing needs',
      ).toEqual([]);
    },
    300_000,
  );
});

/** Both end badly when they find something, which is what they are asked for. */
function said(program: string, args: readonly string[]): Promise<string> {
  return new Promise((done) => {
    execFile(program, args, { maxBuffer: 2 ** 26 }, (_failure, stdout) => {
      done(stdout);
    });
  });
}
