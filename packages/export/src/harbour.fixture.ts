import type { Blueprint, Evidence, Resource, Service, Variable } from '@groundwork/blueprint';
import { deriveDeployment, type Deployment } from '@groundwork/provision';
import type { CloudTarget } from '@groundwork/blueprint';
import type { Dockerfile, ExportRequest } from './request.ts';

export const at = (file: string, line: number, why: string): Evidence => ({ file, line, why, confidence: 0.9 });

export function service(name: string, fields: Partial<Service> = {}): Service {
  return {
    name,
    path: '.',
    kind: 'web',
    language: 'python',
    framework: null,
    runtime: { version: null, packageManager: null },
    install: [],
    build: [],
    release: [],
    start: `run ${name}`,
    port: null,
    health: null,
    schedule: null,
    gpu: 'none',
    systemPackages: [],
    env: [],
    uses: [],
    volumes: [],
    evidence: [],
    ...fields,
  };
}

export const variable = (name: string, fields: Partial<Variable> = {}): Variable => ({
  name,
  required: true,
  secret: false,
  default: null,
  source: 'ask',
  evidence: [],
  ...fields,
});

export const resource = (name: string, fields: Partial<Resource> = {}): Resource => ({
  name,
  type: 'postgres',
  need: 'required',
  version: null,
  extensions: [],
  evidence: [],
  ...fields,
});

const uses = (name: string) => ({ resource: name, access: ['read' as const, 'write' as const], evidence: [] });

/** A harbour with a web service, a worker, a job, a schedule, a training on a GPU and pages; several kinds of servers. */
export const harbour: Blueprint = {
  version: 1,
  name: 'Harbour $HOME',
  services: [
    service('pier', {
      path: 'backend',
      port: 8000,
      health: '/health',
      release: ['alembic upgrade head'],
      start: 'uvicorn pier:app --host 0.0.0.0 --port $PORT',
      env: [
        variable('DATABASE_URL', {
          source: 'binding',
          binding: { resource: 'db', property: 'url', form: 'postgresql+psycopg' },
          evidence: [at('backend/settings.py', 9, 'reads DATABASE_URL')],
        }),
        variable('BROKER', { source: 'binding', binding: { resource: 'broker', property: 'url', form: null } }),
        variable('TIDES_URL', { source: 'binding', binding: { service: 'tides', property: 'url', form: null } }),
        variable('SIGNING_KEY', { source: 'generated', secret: true }),
        variable('BUOY_KEY', { secret: true, evidence: [at('backend/buoy.py', 3, 'a key\n# of "buoys": ${X}')] }),
        variable('SENTRY_DSN', { required: false }),
        variable('GREETING', { source: 'default', default: 'costs $5 # or so' }),
      ],
      uses: [uses('db'), uses('broker')],
      volumes: [{ path: 'logbook', evidence: [] }],
      evidence: [at('backend/pier.py', 12, 'FastAPI application `app`')],
    }),
    service('crane', { path: 'backend', kind: 'worker', start: 'celery -A pier worker', uses: [uses('db'), uses('broker')] }),
    service('tides', { path: 'tides', language: 'node', port: 3000, start: 'node tides.js', uses: [uses('db')] }),
    service('sweep', { path: 'tides', kind: 'cron', language: 'node', start: 'node sweep.js', schedule: '0 4 * * *', uses: [uses('db')] }),
    service('learn', {
      path: 'ml',
      kind: 'training',
      gpu: 'required',
      start: 'python train.py',
      env: [variable('WANDB_API_KEY', { secret: true })],
    }),
    service('chart', { path: 'web', kind: 'static', language: 'node', start: null, port: null }),
  ],
  resources: [
    resource('db', { extensions: ['vector'], version: '16', evidence: [at('backend/db.py', 4, 'create_engine is called')] }),
    resource('broker', { type: 'redis' }),
    resource('cache', { type: 'redis', need: 'optional' }),
  ],
  questions: [],
  notes: [],
};

export function derived(blueprint: Blueprint = harbour, target: CloudTarget = 'kubernetes'): Deployment {
  return deriveDeployment(blueprint, { environment: 'staging', target, region: 'eu-west-1', settings: { target } });
}

export function request(blueprint: Blueprint = harbour, target: CloudTarget = 'kubernetes'): ExportRequest {
  const deployment = derived(blueprint, target);
  const images = [...new Set(deployment.services.map(({ image }) => image))];
  const dockerfiles = images.map((image): Dockerfile => ({
    image,
    text: 'FROM scratch\n',
    ignore: '.git\n',
    folder: '/app',
    healthcheck: image === 'pier',
  }));
  return { deployment, target: null, root: '../..', here: 'deploy/compose', dockerfiles };
}
