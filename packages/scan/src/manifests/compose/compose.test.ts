import { expect, test } from 'vitest';
import { interpolate } from './interpolate.ts';
import { bound, harbour, office, resources, service, services } from '../testing/harbour.ts';

test.each([
  ['${PORT:-8080}', '8080'],
  ['${A:-${B:-deep}}', 'deep'],
  ['postgres://$USER:${PASS:?no password}@db', 'postgres://${USER}:${PASS}@db'],
  ['$$HOME', '$HOME'],
  ['${UNSET-}', ''],
  ['${open', '${open'],
])('%s is %s', (text, expected) => {
  expect(interpolate(text)).toBe(expected);
});

const compose = `
x-told: &told
  LEDGER: postgresql+asyncpg://harbour:\${LEDGER_PASSWORD}@ledger:5432/berths
  QUEUE: redis://queue:6379/0
services:
  booking:
    build: .
    command: uvicorn office.main:app --reload
    ports: ["80:8000"]
    environment:
      <<: *told
      LEDGER_HOST: ledger
      LEDGER_USER: harbour
      LEDGER_PASSWORD: \${LEDGER_PASSWORD}
      PILOTS_URL: http://pilots:7000
      CHARTS: http://charts:9000
      DRIVER: ledger
    depends_on: [ledger, queue]
  pilots:
    build: { context: ./pilots, dockerfile: Dockerfile }
    environment: [LEDGER=postgresql://ledger/pilots]
    healthcheck: { test: ["CMD", "curl", "-f", "http://localhost:7000/afloat"] }
    deploy: { resources: { reservations: { devices: [{ capabilities: [gpu] }] } } }
  worker:
    build: .
    command: sh -c "wait-for-it.sh ledger:5432 -- celery -A office.tasks worker"
    environment: *told
  migrate:
    build: .
    command: alembic upgrade head
  ledger:
    image: pgvector/pgvector:0.8.0-pg16
    environment: { POSTGRES_USER: harbour, POSTGRES_PASSWORD: hunter2, POSTGRES_DB: berths }
  queue: { image: "docker.io/valkey/valkey:8-alpine" }
  charts: { image: minio/minio, profiles: [charts] }
  post: { image: axllent/mailpit }
  adminer: { image: adminer }
  proxy: { image: "nginx:1.27", depends_on: [booking] }
`;

const pilots = {
  'pilots/package.json': '{"name": "pilots", "dependencies": {"express": "5"}, "scripts": {"start": "node server.js"}}',
  'pilots/server.js': "const app = require('express')();\napp.listen(process.env.PORT);\n",
  'pilots/Dockerfile': 'FROM node:22-slim\nWORKDIR /app\nCOPY . .\nEXPOSE 7000\nCMD ["node", "server.js"]\n',
};

test('a compose file: own services, servers by image, what they are told', async () => {
  const blueprint = await harbour({ ...office, ...pilots, 'compose.yaml': compose });
  expect(services(blueprint)).toEqual(['booking web .', 'pilots web pilots', 'worker worker .']);
  expect(resources(blueprint)).toEqual([
    'object_storage - optional',
    'postgres 16 required +vector',
    'redis 8 required',
    'smtp - optional',
  ]);
  expect(bound(blueprint, 'booking')).toEqual([
    'CHARTS object_storage.url http',
    'LEDGER postgres.url postgresql+asyncpg',
    'LEDGER_HOST postgres.host',
    'LEDGER_PASSWORD postgres.password',
    'LEDGER_USER postgres.user',
    'PILOTS_URL pilots.url http',
    'QUEUE redis.url redis',
  ]);
  expect(service(blueprint, 'pilots')).toMatchObject({ port: 7000, health: '/afloat', gpu: 'required', runtime: { version: '22' } });
  expect(service(blueprint, 'worker').start).toBe('celery -A office.tasks worker');
  expect(JSON.stringify(blueprint)).not.toContain('hunter2');
});

test('what one develops with is no way to start; what the code shows stays', async () => {
  const blueprint = await harbour({ ...office, ...pilots, 'compose.yaml': compose });
  expect(service(blueprint, 'booking').start).toBe('uvicorn office.main:app --host 0.0.0.0 --port $PORT');
});

test('variants of one folder are choices: what all have is required', async () => {
  const variant = (database: string): string => `services:
  booking: { build: ., command: uvicorn office.main:app }
  ledger: { image: "${database}" }
  queue: { image: "redis:8" }
`;
  const blueprint = await harbour({
    ...office,
    'compose.postgres.yml': variant('postgres:17'),
    'compose.mariadb.yml': variant('mariadb:11'),
  });
  expect(resources(blueprint)).toEqual(['mysql 11 optional', 'postgres 17 optional', 'redis 8 required']);
});

test('one name for different servers is what most variants mean by it', async () => {
  const variant = (database: string): string =>
    `services:\n  booking: { build: ., environment: { LEDGER_HOST: ledger } }\n  ledger: { image: "${database}" }\n`;
  const blueprint = await harbour({
    ...office,
    'compose.mariadb.yml': variant('mariadb:11'),
    'compose.postgres.yml': variant('postgres:17'),
    'compose.postgres-charts.yml': variant('postgres:17'),
  });
  expect(bound(blueprint, blueprint.services[0]?.name ?? '')).toEqual(['LEDGER_HOST postgres.host']);
});

test('an overlay of a service says nothing of its own; tests and examples are not what runs', async () => {
  const blueprint = await harbour({
    ...office,
    'compose.yaml': 'services:\n  booking: { build: . }\n  edge: { image: "traefik:3" }\n  ledger: { image: "postgres:17" }\n',
    'compose.override.yaml': 'services:\n  edge: { command: [--api] }\n  ledger: { ports: ["5432:5432"] }\n',
    'compose.test.yaml':
      'services:\n  sut: { build: ., command: pytest }\n  grid: { image: "selenium/hub" }\n  search: { image: "elasticsearch:8" }\n',
    'examples/compose.yaml': 'services:\n  graph: { image: "neo4j:5" }\n',
  });
  expect(services(blueprint)).toEqual(['booking web .']);
  expect(resources(blueprint)).toEqual(['postgres 17 required']);
});

test("a database of somebody else's program is not ours", async () => {
  const blueprint = await harbour({
    ...office,
    'compose.yaml':
      'services:\n  booking: { build: ., depends_on: [queue] }\n  queue: { image: "redis:8" }\n  gate: { image: "quay.io/keycloak/keycloak", depends_on: [keys] }\n  keys: { image: "postgres:17" }\n',
  });
  expect(resources(blueprint)).toEqual(['redis 8 required']);
});

test('built from the root by a Dockerfile in its own folder, a service stays there', async () => {
  const { services: found } = await harbour({
    ...office,
    ...pilots,
    'compose.yml': 'services:\n  pilots:\n    build: { context: ., dockerfile: pilots/Dockerfile }\n    command: node pilots/server.js\n',
  });
  expect(found.map(({ name, path }) => `${name} ${path}`)).toContain('pilots pilots');
});
