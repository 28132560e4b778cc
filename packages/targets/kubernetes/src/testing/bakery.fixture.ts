import type { Blueprint, EnvironmentSettings, Resource, Service } from '@groundwork/blueprint';
import { deriveDeployment, type Deployment, type Rendered } from '@groundwork/provision';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { render } from '../render/render.ts';

const seen = (file: string, line: number, why: string) => [{ file, line, why, confidence: 1 }];

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
    start: `python ${name}.py`,
    port: null,
    health: null,
    schedule: null,
    gpu: 'none',
    systemPackages: [],
    env: [],
    uses: [],
    volumes: [],
    evidence: seen(`${name}.py`, 3, `${name} is started`),
    ...fields,
  };
}

export function resource(name: string, type: Resource['type'], fields: Partial<Resource> = {}): Resource {
  return {
    name,
    type,
    need: 'required',
    version: null,
    extensions: [],
    evidence: seen('shop.py', 7, `${type} is connected to`),
    ...fields,
  };
}

const bound = (name: string, to: string, property: 'url' | 'password' = 'url', form: string | null = null) => ({
  name,
  required: true,
  secret: true,
  default: null,
  source: 'binding' as const,
  binding: { resource: to, property, form },
  evidence: seen('settings.py', 4, `${name} is read`),
});

const uses = (name: string) => ({ resource: name, access: ['read' as const], evidence: seen('shop.py', 7, 'it is called') });

/** A bakery: a shop people see, ovens that work, a nightly count, migrations, a database and a queue. */
export function bakery(change: (services: Service[]) => Service[] = (services) => services): Blueprint {
  const services = [
    service('shop', {
      port: 8000,
      health: '/health',
      release: ['python migrate.py $(date +%s)'],
      env: [
        bound('DATABASE_URL', 'db', 'url', 'postgresql+psycopg'),
        bound('REDIS_URL', 'queue'),
        { name: 'SECRET_KEY', required: true, secret: true, default: null, source: 'generated', evidence: [] },
        { name: 'CARDS_KEY', required: true, secret: true, default: null, source: 'ask', evidence: seen('pay.py', 2, 'CARDS_KEY is read') },
        {
          name: 'OVENS_URL',
          required: true,
          secret: false,
          default: null,
          source: 'binding',
          binding: { service: 'ovens', property: 'url', form: null },
          evidence: [],
        },
      ],
      uses: [uses('db'), uses('queue')],
      volumes: [{ path: 'media', evidence: [] }],
    }),
    service('ovens', { port: 9000, env: [bound('REDIS_URL', 'queue')], uses: [uses('queue')] }),
    service('kneader', { kind: 'worker', env: [bound('REDIS_URL', 'queue')], uses: [uses('queue')] }),
    service('count', { kind: 'cron', schedule: '0 3 * * *', env: [bound('DATABASE_URL', 'db')], uses: [uses('db')] }),
  ];
  return {
    version: 1,
    name: 'bakery',
    services: change(services),
    resources: [resource('db', 'postgres', { version: '16' }), resource('queue', 'redis')],
    questions: [],
    notes: [],
  };
}

export const deploymentOf = (blueprint: Blueprint, settings: Partial<EnvironmentSettings> = {}, environment = 'staging'): Deployment =>
  deriveDeployment(blueprint, { environment, target: 'kubernetes', region: '', settings: { target: 'kubernetes', ...settings } });

export const imagesOf = ({ services, name }: Deployment, digit = 'a'): Record<string, string> =>
  Object.fromEntries(services.map(({ image }) => [image, `registry.bakery.example/${name}/${image}@sha256:${digit.repeat(64)}`]));

export const renderedOf = (deployment: Deployment, digit = 'a'): Rendered =>
  render(deployment, { images: imagesOf(deployment, digit), given: new Set(deployment.asked.map(({ name }) => name)), leaveOut: true });

const objectSchema = z.looseObject({
  kind: z.string(),
  metadata: z.looseObject({ name: z.string(), labels: z.record(z.string(), z.string()).optional() }),
  spec: z.record(z.string(), z.unknown()).optional(),
});

/** Every object of every file. */
export const objectsIn = ({ files }: Rendered): z.infer<typeof objectSchema>[] =>
  Object.values(files).flatMap((text) => parseAllDocuments(text).map((document) => objectSchema.parse(document.toJS())));
