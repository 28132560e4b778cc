import { deriveDeployment } from '@groundwork/provision';
import { exampleBlueprints, wholeHarbour } from '@groundwork/provision/suite';
import { awsTarget } from '@groundwork/target-aws';
import { requireTool } from '@groundwork/testing';
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { render } from '../formats.ts';

const checkov = requireTool('checkov');

/** What checkov would have otherwise, each with why it is so: the templates decide it, and say the same of themselves (docs/aws.md). */
const accepted: Readonly<Record<string, string>> = {
  CKV2_AWS_30: 'a log of every query holds what people wrote; slow ones and errors are logged',
  CKV2_AWS_50: 'a second server doubles the price: `highAvailability: true` asks for it',
  CKV_AWS_31: 'it has a password by auth_token_wo, which is newer than this check',
  CKV_AWS_85: 'logs of DocumentDB are those of its audits and slow queries: see CKV_AWS_104',
  CKV_AWS_90: 'no container trusts the authority of DocumentDB; only its users are let in',
  CKV_AWS_104: 'audits of a database write everything asked of it into a log: a decision of who owns the data',
  CKV_AWS_118: 'enhanced monitoring costs by metric; CloudWatch has the usual ones of every database',
  CKV_AWS_124: 'Terraform waits for the stack and says what became of it',
  CKV_AWS_157: 'as CKV2_AWS_50',
  CKV_AWS_161: 'code that is told a password cannot sign in by a role',
  CKV_AWS_182: 'encrypted with the key AWS keeps for the service; one of our own costs a dollar a month and protects from nobody more here',
  CKV_AWS_191: 'as CKV_AWS_182',
  CKV_AWS_293: 'a last snapshot is taken before a database goes',
  CKV_AWS_353: 'as CKV_AWS_118, and small sizes do not have it',
  CKV_AWS_394: 'the first two zones are taken, of those every account has; a new one comes behind them',
};

const reportSchema = z.object({
  summary: z.object({ passed: z.number(), parsing_errors: z.number() }),
  results: z.object({ failed_checks: z.array(z.object({ check_id: z.string(), resource: z.string() })) }),
});

/** It knows the resources of `aws`; of awscc it reads that they are there, and the same checks ran over the templates. */
describe.runIf(checkov !== null)('what checkov says of Terraform for AWS', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'groundwork-terraform-'));
    for (const [name, blueprint] of [...exampleBlueprints(), ['harbour', wholeHarbour()] as const]) {
      const deployment = deriveDeployment(blueprint, {
        environment: 'staging',
        target: 'aws',
        region: 'eu-west-1',
        settings: { target: 'aws' },
      });
      const { files } = render('terraform', { deployment, target: awsTarget, root: '../..', here: 'deploy/terraform', dockerfiles: [] });
      mkdirSync(join(folder, name));
      for (const { path, text } of files) writeFileSync(join(folder, name, path), text);
    }
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is nothing without a reason', async () => {
    const options = ['--framework', 'terraform', '--compact', '--quiet', '--soft-fail', '--output', 'json', '--skip-download'];
    const { stdout } = await promisify(execFile)(checkov ?? '', ['--directory', folder, ...options], { maxBuffer: 2 ** 26 });
    const { summary, results } = reportSchema.parse(JSON.parse(stdout));
    expect(summary).toMatchObject({ parsing_errors: 0 });
    expect(summary.passed).toBeGreaterThan(50);
    expect(results.failed_checks.filter(({ check_id: id }) => accepted[id] === undefined)).toEqual([]);
    const found = new Set(results.failed_checks.map(({ check_id: id }) => id));
    expect(Object.keys(accepted).filter((id) => !found.has(id))).toEqual([]);
  }, 240_000);
});
