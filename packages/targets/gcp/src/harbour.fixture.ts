import type { Blueprint, Resource, Service, Variable } from '@groundwork/blueprint';
import { deriveDeployment, type Deployment } from '@groundwork/provision';

const read = (line: number) => [{ file: 'harbour/pier.py', line, why: 'read here', confidence: 1 }];

const variable = (name: string, fields: Partial<Variable>): Variable => ({
  name,
  required: true,
  secret: false,
  default: null,
  source: 'ask',
  evidence: read(3),
  ...fields,
});

export function service(name: string, fields: Partial<Service> = {}): Service {
  return {
    name,
    path: '.',
    kind: 'web',
    language: 'python',
    framework: null,
    runtime: { version: '3.13', packageManager: 'uv' },
    install: [],
    build: [],
    release: [],
    start: `python -m ${name}`,
    port: null,
    health: null,
    schedule: null,
    gpu: 'none',
    systemPackages: [],
    env: [],
    uses: [],
    volumes: [],
    evidence: read(1),
    ...fields,
  };
}

export const resource = (name: string, fields: Partial<Resource>): Resource => ({
  name,
  type: 'postgres',
  need: 'required',
  version: null,
  extensions: [],
  evidence: read(2),
  ...fields,
});

const bound = (
  name: string,
  of: string,
  property: 'url' | 'host' | 'bucket' | 'accessKey' | 'secretKey',
  form: string | null = null,
): Variable => variable(name, { source: 'binding', binding: { resource: of, property, form } });

/** A harbour: its pier is open to everyone, its tide table to the pier alone; cranes work, the log is written at night. */
export const harbour: Blueprint = {
  version: 1,
  name: 'harbour',
  services: [
    service('pier', {
      port: 8000,
      health: '/health',
      release: ['alembic upgrade head'],
      env: [
        bound('DATABASE_URL', 'db', 'url', 'postgresql'),
        bound('CACHE_URL', 'cache', 'url', 'redis'),
        bound('CHARTS_BUCKET', 'charts', 'bucket'),
        bound('CHARTS_KEY', 'charts', 'accessKey'),
        bound('CHARTS_SECRET', 'charts', 'secretKey'),
        variable('TIDES_URL', { source: 'binding', binding: { service: 'tides', property: 'url', form: null } }),
        variable('SIGNING_KEY', { source: 'generated', secret: true }),
        variable('BUOY_KEY', { source: 'ask', secret: true }),
        variable('MOTTO', { source: 'default', default: 'salt ${water} and %{tar}' }),
      ],
      uses: [
        { resource: 'db', access: ['read', 'write'], evidence: read(4) },
        {
          resource: 'charts',
          access: ['read'],
          operations: [
            { name: 'get', access: 'read', call: 'get_object', evidence: read(9) },
            { name: 'list', access: 'read', call: 'list_objects_v2', evidence: read(12) },
          ],
          evidence: read(5),
        },
      ],
    }),
    service('tides', { path: 'tides', kind: 'inference', gpu: 'required', port: 9000 }),
    service('crane', {
      kind: 'worker',
      env: [bound('DATABASE_URL', 'db', 'url', 'postgresql')],
      uses: [{ resource: 'db', access: ['write'], evidence: read(6) }],
    }),
    service('log', { kind: 'cron', schedule: '0 3 * * *' }),
  ],
  resources: [
    resource('db', { version: '16' }),
    resource('cache', { type: 'redis' }),
    resource('charts', {
      type: 'object_storage',
      evidence: [{ file: 'harbour/charts.py', line: 2, why: 'boto3.client("s3")', confidence: 1 }],
    }),
  ],
  questions: [],
  notes: [],
};

export const deploymentOf = (blueprint: Blueprint = harbour, settings: Partial<Deployment['settings']> = {}): Deployment =>
  deriveDeployment(blueprint, {
    environment: 'staging',
    target: 'gcp',
    region: 'europe-west1',
    settings: { target: 'gcp', services: { tides: { public: false } }, ...settings },
  });
