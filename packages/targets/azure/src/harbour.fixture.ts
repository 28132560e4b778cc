import type { Blueprint, EnvironmentSettings, Resource, Service } from '@groundwork/blueprint';
import { deriveDeployment, type Deployment } from '@groundwork/provision';

/** A service with everything empty that a test does not care about. */
export const service = (name: string, fields: Partial<Service> = {}): Service => ({
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
  evidence: [{ file: `${name}.py`, line: 1, why: `the ${name}`, confidence: 1 }],
  ...fields,
});

export const resource = (name: string, type: Resource['type'], fields: Partial<Resource> = {}): Resource => ({
  name,
  type,
  need: 'required',
  version: null,
  extensions: [],
  evidence: [{ file: 'pier.py', line: 3, why: `${type} is used`, confidence: 1 }],
  ...fields,
});

/** A variable that carries a property of a resource. */
export const told = (name: string, of: string, property: 'url' | 'host' | 'port' | 'user' | 'password' | 'bucket' | 'queue' | 'topic') => ({
  name,
  required: true,
  secret: false,
  default: null,
  source: 'binding' as const,
  binding: { resource: of, property, form: null },
  evidence: [],
});

export const uses = (name: string, fields: Partial<Service['uses'][number]> = {}): Service['uses'][number] => ({
  resource: name,
  access: ['read', 'write'],
  evidence: [{ file: 'pier.py', line: 7, why: `${name} is used`, confidence: 1 }],
  ...fields,
});

export const harbour = (services: Service[], resources: Resource[] = []): Blueprint => ({
  version: 1,
  name: 'harbour',
  services,
  resources,
  questions: [],
  notes: [],
});

export const deploymentOf = (blueprint: Blueprint, settings: Omit<EnvironmentSettings, 'target'> = {}): Deployment =>
  deriveDeployment(blueprint, {
    environment: 'staging',
    target: 'azure',
    region: 'westeurope',
    settings: { target: 'azure', ...settings },
  });

/** A web service with a database and a cache, migrations and secrets; and a worker of the same folder. */
export const pier = (fields: Partial<Service> = {}): Blueprint =>
  harbour(
    [
      service('pier', {
        port: 8000,
        health: '/health',
        release: ['alembic upgrade head'],
        uses: [uses('db'), uses('cache')],
        env: [
          told('DATABASE_URL', 'db', 'url'),
          told('CACHE_URL', 'cache', 'url'),
          { name: 'SIGNING_KEY', required: true, secret: true, default: null, source: 'generated', evidence: [] },
        ],
        ...fields,
      }),
      service('crane', { kind: 'worker', uses: [uses('cache')], env: [told('CACHE_URL', 'cache', 'url')] }),
    ],
    [resource('db', 'postgres', { version: '16', extensions: ['vector'] }), resource('cache', 'redis')],
  );
