import { expect, test } from 'vitest';
import { bound, harbour, office, resources, service, services } from './testing/harbour.ts';

test('a Procfile names processes, their commands and what is released', async () => {
  const blueprint = await harbour({
    ...office,
    Procfile:
      'release: alembic upgrade head\nweb: gunicorn office.main:app -k uvicorn.workers.UvicornWorker\nworker: celery -A office.tasks worker\nclock: python office/clock.py\n',
    'office/clock.py': 'print("noon")\n',
  });
  expect(services(blueprint)).toEqual(['clock scheduler .', 'web web .', 'worker worker .']);
  expect(service(blueprint, 'web')).toMatchObject({
    start: 'gunicorn office.main:app -k uvicorn.workers.UvicornWorker',
    release: ['alembic upgrade head'],
  });
  expect(service(blueprint, 'worker').start).toBe('celery -A office.tasks worker');
});

test('app.json brings add-ons with their variables, and generates secrets', async () => {
  const blueprint = await harbour({
    ...office,
    'app.json': JSON.stringify({
      addons: ['heroku-postgresql:essential-0', { plan: 'heroku-redis', as: 'QUEUE' }],
      env: {
        SESSION_SECRET: { generator: 'secret' },
        BERTHS: { value: '12' },
        TIDES_KEY: { description: 'ask the coast guard', required: false },
      },
    }),
  });
  expect(resources(blueprint)).toEqual(['postgres - required', 'redis - required']);
  expect(bound(blueprint, 'web')).toEqual(['DATABASE_URL postgres.url', 'QUEUE_URL redis.url']);
  const of = Object.fromEntries(service(blueprint, 'web').env.map((each) => [each.name, each]));
  expect(of['SESSION_SECRET']).toMatchObject({ source: 'generated', secret: true, default: null });
  expect(of['BERTHS']).toMatchObject({ default: '12', source: 'default' });
});

test("an Expo application's app.json is none", async () => {
  expect(resources(await harbour({ ...office, 'app.json': '{"expo": {"name": "berths"}, "addons": []}' }))).toEqual([]);
});

test('render.yaml: databases, services told about each other, jobs on a schedule, disks', async () => {
  const blueprint = await harbour({
    ...office,
    'office/tides.py': 'print("ebb")\n',
    'render.yaml': `
databases:
  - name: ledger
    postgresMajorVersion: "16"
services:
  - type: web
    name: booking
    runtime: python
    buildCommand: pip install -r requirements.txt
    preDeployCommand: alembic upgrade head
    startCommand: uvicorn office.main:app --host 0.0.0.0 --port 10000
    healthCheckPath: /afloat
    disk: { name: charts, mountPath: /var/charts }
    envVars:
      - { key: LEDGER, fromDatabase: { name: ledger, property: connectionString } }
      - { key: QUEUE_HOST, fromService: { type: keyvalue, name: queue, property: host } }
      - { key: SIGNAL, generateValue: true }
      - { key: HARBOUR_MASTER, sync: false }
      - fromGroup: weather
  - type: cron
    name: tides
    runtime: python
    schedule: "0 6 * * *"
    startCommand: python office/tides.py
  - type: keyvalue
    name: queue
envVarGroups:
  - name: weather
    envVars: [{ key: WIND, value: calm }]
`,
  });
  expect(services(blueprint)).toEqual(['booking web .', 'tides cron .']);
  expect(resources(blueprint)).toEqual(['postgres 16 required', 'redis - required']);
  expect(bound(blueprint, 'booking')).toEqual(['LEDGER postgres.url', 'QUEUE_HOST redis.host']);
  expect(service(blueprint, 'booking')).toMatchObject({
    start: 'uvicorn office.main:app --host 0.0.0.0 --port $PORT',
    port: 10000,
    health: '/afloat',
    release: ['alembic upgrade head'],
    volumes: [{ path: '/var/charts' }],
  });
  expect(service(blueprint, 'tides')).toMatchObject({ schedule: '0 6 * * *', start: 'python office/tides.py' });
  const of = Object.fromEntries(service(blueprint, 'booking').env.map((each) => [each.name, each]));
  expect(of['SIGNAL']).toMatchObject({ source: 'generated', secret: true });
  expect(of['HARBOUR_MASTER']).toMatchObject({ secret: true });
  expect(of['WIND']).toMatchObject({ default: 'calm' });
});

test.each<[file: string, text: string, expected: object]>([
  [
    'fly.toml',
    'app = "booking"\n[deploy]\nrelease_command = "alembic upgrade head"\n[env]\nWIND = "calm"\n[http_service]\ninternal_port = 8123\n[[http_service.checks]]\npath = "/afloat"\n[mounts]\nsource = "charts"\ndestination = "/app/charts"\n',
    { name: 'booking', port: 8123, health: '/afloat', release: ['alembic upgrade head'], volumes: [{ path: 'charts' }] },
  ],
  [
    'railway.json',
    '{"deploy": {"startCommand": "hypercorn office.main:app", "healthcheckPath": "/afloat", "preDeployCommand": ["alembic upgrade head"]}}',
    { start: 'hypercorn office.main:app', health: '/afloat', release: ['alembic upgrade head'] },
  ],
  [
    'app.yaml',
    'runtime: python312\nentrypoint: gunicorn office.main:app\nenv_variables:\n  WIND: calm\n',
    { kind: 'web', start: 'gunicorn office.main:app', runtime: { version: '3.12' } },
  ],
  [
    '.do/app.yaml',
    'name: harbour\nservices:\n- name: booking\n  github: { repo: sea/harbour }\n  http_port: 8123\n  health_check: { http_path: /afloat }\n  run_command: hypercorn office.main:app\n',
    { name: 'booking', port: 8123, health: '/afloat', start: 'hypercorn office.main:app' },
  ],
  ['.tool-versions', 'python 3.11.9\n', { runtime: { version: '3.11.9' } }],
  ['mise.toml', '[tools]\npython = "3.11"\n', { runtime: { version: '3.11' } }],
  [
    '.devcontainer/devcontainer.json',
    '// for those on watch\n{"image": "mcr.microsoft.com/devcontainers/python:1-3.12-bookworm",}',
    { kind: 'web' },
  ],
  [
    'deploy/booking.service',
    '[Service]\nExecStart=/opt/harbour/venv/bin/gunicorn office.main:app \\\n  --workers 3\nEnvironment="WIND=calm" BERTHS=12\n',
    { kind: 'web' },
  ],
])('%s', async (file, text, expected) => {
  const blueprint = await harbour({ ...office, [file]: text });
  expect(blueprint.services).toMatchObject([expected]);
});

test('vercel.json and netlify.toml say how a site is built', async () => {
  const site = {
    'package.json': '{"name": "charts", "scripts": {"build": "vite build"}, "devDependencies": {"vite": "7"}}',
    'index.html': '<h1>Charts</h1>',
    'vite.config.js': 'export default {};\n',
  };
  expect((await harbour({ ...site, 'vercel.json': '{"buildCommand": "npm run charts"}' })).services).toMatchObject([
    { build: ['npm run charts'] },
  ]);
  expect((await harbour({ ...site, 'netlify.toml': '[build]\ncommand = "npm run charts"\n' })).services).toMatchObject([
    { build: ['npm run charts'] },
  ]);
});
