import type { Blueprint, Evidence, Service, Variable } from '@groundwork/blueprint';

export const at = (file: string, line: number, why = 'read here', confidence = 0.9): Evidence[] => [{ file, line, why, confidence }];

export const variable = (name: string, change: Partial<Variable> = {}): Variable => ({
  name,
  required: false,
  secret: false,
  default: null,
  source: 'ask',
  evidence: at('backend/app/settings.py', 20),
  ...change,
});

export const service = (name: string, change: Partial<Service> = {}): Service => ({
  name,
  path: 'backend',
  kind: 'web',
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
  ...change,
});

/** A small web shop: an API with more variables than one wants to read, a mailer, a nightly price import. */
export const shop: Blueprint = {
  version: 1,
  name: 'shop',
  services: [
    service('api', {
      framework: 'FastAPI',
      release: ['alembic upgrade head'],
      start: 'uvicorn app.main:app --host 0.0.0.0 --port $PORT',
      port: 8000,
      health: '/health',
      systemPackages: ['libpq5', 'libmagic1'],
      env: [
        variable('DATABASE_URL', {
          required: true,
          secret: true,
          source: 'binding',
          binding: { resource: 'db', property: 'url', form: 'postgresql+psycopg' },
          evidence: at('backend/app/settings.py', 9),
        }),
        variable('S3_BUCKET', {
          source: 'binding',
          binding: { resource: 'uploads', property: 'bucket', form: null },
          evidence: at('backend/app/storage.py', 4),
        }),
        variable('PRICES_URL', {
          source: 'binding',
          binding: { service: 'prices', property: 'url', form: null },
          evidence: at('backend/app/prices/client.py', 17),
        }),
        variable('SECRET_KEY', { required: true, secret: true, source: 'generated', evidence: at('backend/app/settings.py', 14) }),
        variable('STRIPE_KEY', { secret: true, evidence: at('backend/app/pay.py', 3) }),
        variable('SESSION_SALT', { secret: true, default: 'sea-salt', source: 'default', evidence: at('backend/app/settings.py', 15) }),
        ...['LOG_LEVEL', 'PAGE_SIZE', 'CURRENCY'].map((name) => variable(name, { default: 'info', source: 'default' })),
      ],
      uses: [
        { resource: 'db', access: ['read', 'write'], evidence: at('backend/app/settings.py', 9) },
        { resource: 'broker', access: ['write'], evidence: at('backend/app/tasks.py', 8) },
      ],
      volumes: [{ path: 'media', evidence: at('backend/app/media.py', 2) }],
      evidence: at('backend/app/main.py', 12),
    }),
    service('mailer', {
      kind: 'worker',
      framework: 'Celery',
      start: 'celery -A app.tasks worker',
      env: [
        variable('CELERY_BROKER_URL', {
          source: 'binding',
          binding: { resource: 'broker', property: 'url', form: null },
          evidence: at('backend/app/tasks.py', 8),
        }),
      ],
      evidence: at('backend/app/tasks.py', 8),
    }),
    service('prices', {
      path: 'services/price-import',
      kind: 'cron',
      language: 'node',
      runtime: { version: '24', packageManager: 'npm' },
      start: 'node --enable-source-maps ./dist/jobs/nightly/import-prices-of-every-supplier.js --since yesterday --currency EUR --retry 5',
      schedule: '0 3 * * *',
      evidence: at('services/price-import/src/jobs/nightly/import-prices-of-every-supplier.ts', 118),
    }),
  ],
  resources: [
    {
      name: 'db',
      type: 'postgres',
      need: 'required',
      version: '16',
      extensions: ['pgvector'],
      evidence: at('backend/migrations/0007.py', 3, 'pgvector'),
    },
    {
      name: 'broker',
      type: 'redis',
      need: 'required',
      version: null,
      extensions: [],
      evidence: at('backend/app/settings.py', 11, 'default redis://localhost:6379'),
    },
    {
      name: 'uploads',
      type: 'object_storage',
      need: 'optional',
      version: null,
      extensions: [],
      evidence: at('backend/app/storage.py', 4, 'boto3.client("s3")'),
    },
  ],
  questions: [
    {
      id: 'mailer.concurrency',
      ask: '--concurrency is read from WORKERS, which is unset.',
      options: ['2', '4'],
      default: '2',
      evidence: at('backend/app/tasks.py', 9),
    },
  ],
  notes: [{ file: 'backend/fixtures/orders.json', why: 'larger than 4 MB' }],
};
