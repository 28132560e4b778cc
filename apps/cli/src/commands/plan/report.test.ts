import type { CloudPlan, PlanItem } from '@groundwork/provision';
import { describe, expect, it } from 'vitest';
import { createTerminal } from '../../terminal/terminal.ts';
import { planReport } from './report.ts';

const nothing = { fixed: 0, unknown: false, usage: false, lines: [] };

const item = (fields: Partial<PlanItem> & Pick<PlanItem, 'id' | 'kind' | 'name' | 'title'>): PlanItem => ({
  action: 'create',
  differences: [],
  native: [],
  permissions: [],
  cost: nothing,
  stateful: false,
  evidence: [],
  ...fields,
});

const at = (file: string, line: number) => ({ file, line, why: 'a call', confidence: 1 });

const harbour: CloudPlan = {
  version: 1,
  name: 'harbour',
  environment: 'staging',
  target: 'aws',
  region: 'eu-west-1',
  where: 'AWS 123456789012',
  uncompared: null,
  items: [
    item({ id: 'service:pier', kind: 'service', name: 'pier', title: 'Fargate 0.5 vCPU 1 GB ×1', cost: { ...nothing, fixed: 36.4 } }),
    item({
      id: 'resource:db',
      kind: 'resource',
      name: 'db',
      title: 'RDS PostgreSQL 16',
      action: 'replace',
      stateful: true,
      differences: ['StorageEncrypted false → true'],
      cost: { ...nothing, fixed: 14.71 },
    }),
    item({
      id: 'role:pier',
      kind: 'role',
      name: 'pier',
      title: 'what its calls need',
      permissions: [
        { action: 's3:GetObject', on: 'uploads', evidence: [at('pier/storage.py', 9)] },
        { action: 's3:PutObject', on: 'uploads', evidence: [at('pier/storage.py', 21)] },
      ],
    }),
    item({ id: 'network', kind: 'network', name: 'network', title: 'VPC', action: 'none' }),
  ],
  counts: { create: 2, update: 0, replace: 1, delete: 0, none: 1 },
  cost: { fixed: 51.11, unknown: false, usage: true, before: 36.4, prices: '2026-11-01' },
  leftOut: [],
  unsupported: [],
  missing: [{ name: 'BUOY_KEY', services: ['pier'], where: 'pier/buoys.py:3' }],
  notes: [],
};

const report = (plan: CloudPlan, options = {}): string =>
  planReport(plan, createTerminal({ write: () => true, columns: 110 }, { NO_COLOR: '1' }), options);

describe('the plan a person reads', () => {
  it('is a diff with what things are, cost, and where the code asks for them', () => {
    expect(report(harbour)).toMatchInlineSnapshot(`
      "  aws · eu-west-1 · staging  + 2  ~ 1  - 0    about $51 / month + usage (now $36.40)
        + pier       Fargate 0.5 vCPU 1 GB ×1                                       $36.40
        ± db         RDS PostgreSQL 16                                              $14.71
                     is made anew: what is in it is lost
                     StorageEncrypted false → true
        + role pier  what its calls need
                     s3:GetObject, s3:PutObject on uploads            pier/storage.py:9,21
        prices of 2026-11-01, fixed part only · 1 stays as it is

        ? BUOY_KEY  yours to give: gw secrets set BUOY_KEY --env staging   pier/buoys.py:3

        deploy it   gw deploy staging"
    `);
  });

  it('says when nothing would change, and when nothing was compared', () => {
    const same = { ...harbour, items: [], missing: [], counts: { create: 0, update: 0, replace: 0, delete: 0, none: 4 } };
    expect(report(same)).toContain('✔ staging is as the code says');
    const uncompared = { code: 'target.credentials', message: 'Nobody is logged in to AWS', fix: 'aws sso login' };
    expect(report({ ...harbour, uncompared })).toContain('Nobody is logged in to AWS: this is what a new environment would get');
  });

  it('shows what a repository says as text', () => {
    const hostile = { ...harbour, items: [item({ id: 'x', kind: 'service', name: '\u001b[2Jpaid', title: 'x' })] };
    expect(report(hostile)).toContain(String.raw`\u001b[2Jpaid`);
  });
});
