import { exampleBlueprints } from '@groundwork/provision/suite';
import { requireTool } from '@groundwork/testing';
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { everything } from '../everything.fixture.ts';
import { deploymentOf } from '../harbour.fixture.ts';
import { gcp } from '../target.ts';

const checkov = requireTool('checkov');

/** What checkov would have otherwise, each with why it is so. */
const accepted: Readonly<Record<string, string>> = {
  CKV_GCP_6: 'clients that know nothing of TLS still come in; the database has an address in the environment’s own network alone',
  CKV_GCP_37: 'Google encrypts every disk with keys of its own; keys of a customer are a choice with a price, made for a whole project',
  CKV_GCP_38: 'as CKV_GCP_37',
  CKV_GCP_62: 'who read and wrote is in Cloud Audit Logs where they are switched on; access logs of buckets are the older way',
  CKV_GCP_79: 'the version the code asks for, else the one most images and extensions are made for',
  CKV_GCP_83: 'as CKV_GCP_37',
  CKV_GCP_84: 'as CKV_GCP_37',
  CKV_GCP_93: 'as CKV_GCP_37',
  CKV_GCP_95: 'the password Memorystore makes itself would lie in the state of Terraform; only the environment’s own network reaches it',
  CKV_GCP_97: 'its certificate is of no authority that clients know; as CKV_GCP_95',
};

const reportSchema = z.object({
  summary: z.object({ passed: z.number() }),
  results: z.object({ failed_checks: z.array(z.object({ check_id: z.string(), resource: z.string() })) }),
});

describe.runIf(checkov !== null)('rung: what checkov says', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'groundwork-terraform-'));
    const deployments = [deploymentOf(everything), ...[...exampleBlueprints().values()].map((blueprint) => deploymentOf(blueprint))];
    for (const [at, deployment] of deployments.entries()) {
      const { files } = gcp.render(deployment, { images: {}, given: new Set(), leaveOut: true });
      const module = join(folder, String(at));
      mkdirSync(module);
      // Values that are written nowhere are newer than its parser.
      for (const [file, text] of Object.entries(files)) if (file !== 'secrets.tf.json') writeFileSync(join(module, file), text);
    }
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is nothing without a reason', async () => {
    const args = [
      '--directory',
      folder,
      '--framework',
      'terraform_json',
      '--compact',
      '--quiet',
      '--soft-fail',
      '--output',
      'json',
      '--skip-download',
    ];
    const { stdout } = await promisify(execFile)(checkov ?? '', args, { maxBuffer: 2 ** 26 });
    const { summary, results } = reportSchema.parse(JSON.parse(stdout));
    expect(summary.passed).toBeGreaterThan(100);
    expect(results.failed_checks.filter(({ check_id: id }) => accepted[id] === undefined)).toEqual([]);
    const found = new Set(results.failed_checks.map(({ check_id: id }) => id));
    expect(Object.keys(accepted).filter((id) => !found.has(id))).toEqual([]);
  }, 240_000);
});
