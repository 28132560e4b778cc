import type { CloudPlan } from './model.ts';

type Item = CloudPlan['items'][number];

const nothing = { fixed: 0, unknown: false, usage: false, lines: [] };
const line = { label: 'an hour', price: 'aws.oven', without: null, each: null };

const item = (fields: Pick<Item, 'id' | 'kind' | 'name' | 'title'> & Partial<Item>): Item => ({
  action: 'create',
  differences: [],
  native: [],
  permissions: [],
  cost: nothing,
  stateful: false,
  evidence: [],
  ...fields,
});

const at = (file: string, where: number) => ({ file, line: where, why: 'a call', confidence: 1 });

/** What deploying a bakery would change: something new, something changed, something made anew, and names from a hostile repository. */
export const bakeryPlan: CloudPlan = {
  version: 1,
  name: 'bakery',
  environment: 'staging',
  target: 'aws',
  region: 'eu-west-1',
  where: 'AWS 123456789012',
  uncompared: null,
  items: [
    item({
      id: 'service:counter',
      kind: 'service',
      name: 'counter',
      title: 'Fargate 0.5 vCPU 1 GB ×1, load balancer',
      cost: { ...nothing, fixed: 36.4, lines: [{ ...line, monthly: 36.4 }] },
      evidence: [at('counter/main.py', 3)],
    }),
    item({
      id: 'service:oven',
      kind: 'service',
      name: '<img src=x onerror="document.title=1">',
      title: 'Fargate 0.25 vCPU 512 MB ×1',
      action: 'update',
      differences: ['Memory 512 → 1024'],
      cost: { ...nothing, fixed: 9, lines: [{ ...line, monthly: 9 }] },
    }),
    item({
      id: 'resource:orders',
      kind: 'resource',
      name: 'orders',
      title: 'RDS PostgreSQL 17 db.t4g.micro, 20 GB, encrypted',
      action: 'replace',
      stateful: true,
      differences: ['StorageEncrypted false → true'],
      cost: { ...nothing, fixed: 14.71, usage: true, lines: [{ ...line, monthly: 14.71 }] },
    }),
    item({
      id: 'role:counter',
      kind: 'role',
      name: 'counter',
      title: 'what its calls need',
      permissions: [
        { action: 's3:GetObject', on: 'pictures', evidence: [at('counter/storage.py', 9)] },
        { action: 's3:PutObject', on: 'pictures', evidence: [at('counter/storage.py', 21)] },
      ],
    }),
  ],
  counts: { create: 2, update: 1, replace: 1, delete: 0, none: 4 },
  cost: { fixed: 60.11, unknown: false, usage: true, before: 45.4, prices: '2026-11-01' },
  leftOut: [{ name: 'forecast', why: 'a training: gw run forecast' }],
  unsupported: [],
  missing: [{ name: 'PAYMENT_KEY', services: ['counter'], where: 'counter/pay.py:4' }],
  notes: ['No domain is set: services are reached by plain HTTP'],
};
