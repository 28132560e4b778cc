import { blueprintSchema, type Blueprint, type Evidence } from '@groundwork/blueprint';
import { environmentStatusSchema, type EnvironmentStatus } from '@groundwork/protocol';
import { emptySnapshot, type Cloud, type Snapshot } from './snapshot.ts';

const seen = (file: string, line: number, why: string): Evidence => ({ file, line, why, confidence: 0.9 });
const service = {
  path: '.',
  language: 'python',
  framework: null,
  runtime: { version: '3.12', packageManager: 'uv' },
  install: ['uv sync --frozen'],
  build: [],
  release: [],
  start: null,
  port: null,
  health: null,
  schedule: null,
  gpu: 'none',
  systemPackages: [],
  env: [],
  uses: [],
  volumes: [],
  evidence: [],
};

/** A shop window that asks the counter, a counter that keeps orders, an oven that takes them off a queue. */
export const bakeryBlueprint: Blueprint = blueprintSchema.parse({
  version: 1,
  name: 'bakery',
  services: [
    {
      ...service,
      name: 'counter',
      path: 'counter',
      kind: 'web',
      framework: 'FastAPI',
      start: 'uvicorn counter:app --port $PORT',
      port: 8000,
      release: ['alembic upgrade head'],
      env: [
        variable('DATABASE_URL', 'binding', { resource: 'orders', property: 'url', form: 'postgresql' }),
        variable('BROKER_URL', 'binding', { resource: 'broker', property: 'url', form: 'redis' }),
        variable('SECRET_KEY', 'generated'),
        variable('PAYMENT_KEY', 'ask'),
      ],
      uses: [
        { resource: 'orders', access: ['read', 'write'], evidence: [seen('counter/orders.py', 4, 'create_engine')] },
        { resource: 'broker', access: ['write'], evidence: [] },
      ],
      evidence: [seen('counter/app.py', 12, 'FastAPI application `app`')],
    },
    {
      ...service,
      name: 'oven',
      path: 'oven',
      kind: 'worker',
      framework: 'Celery',
      start: 'celery -A oven worker',
      env: [variable('BROKER_URL', 'binding', { resource: 'broker', property: 'url', form: 'redis' })],
      uses: [{ resource: 'broker', access: ['read'], evidence: [seen('oven/tasks.py', 3, 'Celery(broker=)')] }],
      evidence: [seen('oven/tasks.py', 3, 'Celery application')],
    },
    {
      ...service,
      name: 'window',
      path: 'window',
      kind: 'web',
      language: 'node',
      framework: 'Next.js',
      start: 'next start',
      port: 3000,
      env: [variable('COUNTER_URL', 'binding', { service: 'counter', property: 'url', form: null })],
      evidence: [seen('window/package.json', 6, 'script `start`')],
    },
  ],
  resources: [
    resource('orders', 'postgres', '16', [seen('counter/orders.py', 4, 'create_engine'), seen('counter/settings.py', 2, 'DATABASE_URL')]),
    resource('broker', 'redis', null, [seen('oven/tasks.py', 3, 'Celery(broker=)')]),
  ],
  questions: [
    {
      id: 'oven.concurrency',
      ask: 'How many loaves at a time?',
      options: ['2', '4'],
      default: '2',
      evidence: [seen('oven/tasks.py', 9, '')],
    },
  ],
  notes: [],
});

function variable(name: string, source: string, binding?: object): object {
  const evidence = [seen('counter/settings.py', 2, `reads ${name}`)];
  return { name, required: true, secret: source !== 'binding', default: null, source, ...(binding ? { binding } : {}), evidence };
}

function resource(name: string, type: string, version: string | null, evidence: readonly Evidence[]): object {
  return { name, type, need: 'required', version, extensions: [], evidence };
}

type State = EnvironmentStatus['services'][number]['state'];

/** Everything in one state, a few otherwise. */
export function bakeryStatus(state: State, others: Readonly<Record<string, State>> = {}): EnvironmentStatus {
  const stateOf = (name: string): State => others[name] ?? state;
  const failure = {
    code: 'variable.missing',
    message: "KeyError: 'PAYMENT_KEY'",
    where: 'counter/pay.py:5',
    fix: 'gw secrets set PAYMENT_KEY',
  };
  return environmentStatusSchema.parse({
    environment: 'local',
    target: 'local',
    running: state !== 'stopped',
    services: bakeryBlueprint.services.map(({ name, kind, port }) => ({
      name,
      kind,
      state: stateOf(name),
      url: port !== null && stateOf(name) === 'ready' ? `http://127.0.0.1:${port}` : null,
      pid: null,
      port,
      exit: stateOf(name) === 'failed' ? 1 : null,
      reason: stateOf(name) === 'failed' ? failure : null,
    })),
    resources: bakeryBlueprint.resources.map(({ name, type }) => ({
      name,
      type,
      state: stateOf(name),
      server: stateOf(name) === 'ready' ? `${type} of this machine` : null,
      url: null,
      reason: null,
    })),
    questions: bakeryBlueprint.questions,
  });
}

export function bakery(change: Partial<Snapshot> = {}): Snapshot {
  return {
    ...emptySnapshot,
    connection: 'connected',
    name: 'bakery',
    blueprint: bakeryBlueprint,
    status: bakeryStatus('stopped'),
    ...change,
  };
}

const costs = (fixed: number) => ({ fixed, unknown: false, usage: false });

/** The bakery as it was deployed to a cloud without its window; its oven failed there. */
export const bakeryCloud = (): Cloud => ({
  name: 'staging',
  target: 'aws',
  region: 'eu-west-1',
  declared: true,
  underway: null,
  failed: null,
  deployed: {
    at: '2026-11-03T09:12:00.000Z',
    where: 'AWS 123456789012',
    cost: costs(51.11),
    items: [
      { id: 'service:counter', kind: 'service', name: 'counter', title: 'Fargate 0.5 vCPU 1 GB ×1, load balancer', cost: costs(36.4) },
      { id: 'service:oven', kind: 'service', name: 'oven', title: 'Fargate 0.25 vCPU 512 MB ×1', cost: costs(0) },
      { id: 'resource:orders', kind: 'resource', name: 'orders', title: 'RDS PostgreSQL 17 db.t4g.micro', cost: costs(14.71) },
    ],
  },
  activities: [],
  status: {
    environment: 'staging',
    target: 'aws',
    region: 'eu-west-1',
    where: 'AWS 123456789012',
    phase: 'deployed',
    services: [
      { name: 'counter', state: 'ready', url: 'https://counter.example', ready: 1, wanted: 1, reason: null },
      { name: 'oven', state: 'failed', url: null, ready: 0, wanted: 1, reason: 'Essential container in task exited' },
    ],
    resources: [{ name: 'orders', state: 'ready', server: 'PostgreSQL 17' }],
    released: null,
    reason: null,
    stateful: ['orders'],
  },
  drifted: null,
});
