import { exampleBlueprints } from '@groundwork/provision/suite';
import { requireTool } from '@groundwork/testing';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { deploymentOf } from '../../harbour.fixture.ts';
import { renderAzure } from '../../render/render.ts';
import { everything, everythingSettings } from '../everything.fixture.ts';

/** Checks that fail, each with why it may. One that no longer fails has to leave this list. */
const accepted: Readonly<Record<string, string>> = {
  CKV_AZURE_3: 'the share speaks NFS, which is no HTTPS; it is reached from the subnet of the apps alone',
  CKV_AZURE_23: 'an audit of SQL is paid by the gigabyte of logs: a person’s choice',
  CKV_AZURE_24: 'as CKV_AZURE_23',
  CKV_AZURE_25: 'Defender for SQL is paid by the server: a person’s choice, for the subscription as a whole',
  CKV_AZURE_26: 'as CKV_AZURE_25',
  CKV_AZURE_27: 'as CKV_AZURE_25',
  CKV_AZURE_35: 'links to single objects are handed to browsers, which come from anywhere; without such links the account is closed',
  CKV_AZURE_42: 'soft delete is on; purge protection would keep the secrets of an environment that was destroyed by name',
  CKV_AZURE_43: 'the check reads the expression instead of the name it comes to, which has small letters and digits only',
  CKV_AZURE_53: 'a check of single servers: a flexible server in a delegated subnet has no public address at all',
  CKV_AZURE_59:
    'open to the subnet of the apps by a rule of its firewall, closed to everybody else; a private endpoint is paid by the hour',
  CKV_AZURE_94: 'a second region doubles what backups cost: a person’s choice',
  CKV_AZURE_96: 'a check of single servers: flexible servers are encrypted without a setting',
  CKV_AZURE_101: 'open to the subnet of the apps by a rule, closed to everybody else; a private endpoint is paid by the hour',
  CKV_AZURE_110: 'as CKV_AZURE_42',
  CKV_AZURE_113: 'open to the subnet of the apps by a rule, closed to everybody else; a private endpoint is paid by the hour',
  CKV_AZURE_132: 'code that comes by key makes its collections itself, which this would forbid',
  CKV_AZURE_134: 'entered by role only, no key works; a private endpoint is paid by the hour',
  CKV_AZURE_139: 'images are pushed from the deployer’s machine; a closed registry is of the Premium tier, ten times the price',
  CKV_AZURE_163: 'Defender for containers is paid by the image: a person’s choice, for the subscription as a whole',
  CKV_AZURE_166: 'quarantine is of the Premium tier',
  CKV_AZURE_206: 'three copies in one place are the usual; `highAvailability` of the resource spreads them over zones',
  CKV_AZURE_208: 'three replicas cost three times as much; `highAvailability` of the resource asks for them',
  CKV_AZURE_209: 'as CKV_AZURE_208',
  CKV_AZURE_229: 'the tiers a small database is in know no zones',
  CKV2_AZURE_27: 'the code logs in with user and password',
};

const reportSchema = z.object({
  summary: z.object({ passed: z.int(), failed: z.int(), resource_count: z.int() }),
  results: z.object({ failed_checks: z.array(z.object({ check_id: z.string(), check_name: z.string(), resource: z.string() })) }),
});
const templateSchema = z.looseObject({ resources: z.record(z.string(), z.record(z.string(), z.unknown())) });

const checkov = requireTool('checkov');

describe.runIf(checkov !== null)('rung: what checkov says', () => {
  it('fails nothing without a written reason', () => {
    const folder = mkdtempSync(join(tmpdir(), 'harbour-checkov-'));
    try {
      const deployments = [
        deploymentOf(everything, everythingSettings),
        ...[...exampleBlueprints().values()].map((blueprint) => deploymentOf(blueprint)),
      ];
      for (const [at, deployment] of deployments.entries()) {
        const { files } = renderAzure(deployment, { images: {}, given: new Set(), leaveOut: true });
        for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, `${at}-${name}`), listed(text));
      }
      const { summary, results } = report(folder);
      expect(summary.resource_count).toBeGreaterThan(70);
      const failed = new Set(results.failed_checks.map(({ check_id }) => check_id));
      const words = results.failed_checks
        .filter(({ check_id }) => !Object.hasOwn(accepted, check_id))
        .map((each) => Object.values(each).join(' '));
      expect(words).toEqual([]);
      expect(Object.keys(accepted).filter((id) => !failed.has(id))).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }, 120_000);
});

/** checkov reads templates whose resources are a list, not those with symbolic names: the same resources, in the older form. */
function listed(text: string): string {
  const { languageVersion: _version, resources, ...rest } = templateSchema.parse(JSON.parse(text));
  return JSON.stringify({ ...rest, resources: Object.values(resources).map(({ dependsOn: _names, ...resource }) => resource) });
}

function report(folder: string): z.infer<typeof reportSchema> {
  const words = ['-d', folder, '--framework', 'arm', '--output', 'json', '--compact', '--quiet', '--skip-download', '--soft-fail'];
  const stdout = execFileSync(checkov ?? 'checkov', words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 2 ** 26 });
  return reportSchema.parse(JSON.parse(stdout));
}
