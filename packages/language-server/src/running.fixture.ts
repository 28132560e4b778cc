import { mkdirSync } from 'node:fs';
import { writeRecord, type DeploymentRecord } from '@groundwork/toolkit';
import { environmentFolder, recordOf, writeState, type EnvironmentState } from '@groundwork/provision';

/** Writes the state of an environment that is up, as its supervisor would: this process stands for it. */
export function writeRunning(dir: string, change: Partial<EnvironmentState> = {}): void {
  const folder = environmentFolder(dir, 'local');
  mkdirSync(folder.root, { recursive: true });
  const here = recordOf(process.pid);
  writeState(folder, {
    version: 1,
    name: 'harbour',
    environment: 'local',
    target: 'local',
    launch: 'launch',
    run: 'run',
    change: 0,
    phase: 'up',
    supervisor: here,
    services: [
      {
        name: 'berths',
        kind: 'web',
        state: 'ready',
        url: 'http://127.0.0.1:8000',
        port: 8000,
        process: here,
        exit: null,
        restarts: 0,
        log: 'berths.log',
        reason: null,
      },
    ],
    resources: [
      {
        name: 'db',
        type: 'postgres',
        state: 'ready',
        server: 'PostgreSQL 18.4',
        url: 'postgresql://berths@127.0.0.1:54021/berths',
        port: 54021,
        page: null,
        process: here,
        log: null,
        reason: null,
      },
    ],
    reason: null,
    ...change,
  });
}

type Item = DeploymentRecord['plan']['items'][number];

const item = (kind: 'service' | 'resource', name: string, title: string, fixed: number): Item => ({
  id: `${kind}:${name}`,
  kind,
  name,
  title,
  action: 'none',
  differences: [],
  native: [],
  permissions: [],
  cost: { fixed, unknown: false, usage: kind === 'service', lines: [] },
  stateful: kind === 'resource',
  evidence: [],
});

/** Writes down that this machine deployed to an environment, as a deployment does. */
export function writeDeployed(dir: string, environment: string): void {
  writeRecord(dir, environment, {
    version: 1,
    at: '2026-11-03T09:12:00.000Z',
    plan: {
      version: 1,
      name: 'harbour',
      environment,
      target: 'aws',
      region: 'eu-west-1',
      where: 'AWS 123456789012',
      uncompared: null,
      items: [item('service', 'berths', 'Fargate 0.5 vCPU 1 GB ×1', 18.2), item('resource', 'db', 'RDS PostgreSQL 17 db.t4g.micro', 14.71)],
      counts: { create: 0, update: 0, replace: 0, delete: 0, none: 2 },
      cost: { fixed: 32.91, unknown: false, usage: true, before: null, prices: '2026-11-01' },
      leftOut: [],
      unsupported: [],
      missing: [],
      notes: [],
    },
    images: {},
  });
}
