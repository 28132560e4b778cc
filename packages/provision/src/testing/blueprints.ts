import { blueprintSchema, resourceTypes, type Blueprint, type Resource, type Service } from '@groundwork/blueprint';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const snapshots = resolve(import.meta.dirname, '../../../../examples/testing/snapshots');

/** Names a folder of further blueprints (`gw scan --json`, one a file) that every rung is climbed with: `npm run ladder -- FOLDER`. */
export const furtherBlueprints = 'GROUNDWORK_BLUEPRINTS';

/** What every example of this repository was read as, by its name, and the further ones a person asks for. */
export function exampleBlueprints(): ReadonlyMap<string, Blueprint> {
  const further = process.env[furtherBlueprints];
  return new Map([...blueprintsIn(snapshots), ...(further ? blueprintsIn(further) : [])]);
}

/** Those that have something to deploy; a target has nothing to say of the rest. */
function blueprintsIn(folder: string): [string, Blueprint][] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file): [string, Blueprint] => [
      file.replace('.json', ''),
      blueprintSchema.parse(JSON.parse(readFileSync(join(folder, file), 'utf8'))),
    ])
    .filter(([, { services }]) => services.some(({ start, kind }) => start !== null || kind === 'static'));
}

/** A harbour that uses one resource of every type there is. */
export function wholeHarbour(): Blueprint {
  const resources = resourceTypes.map((type): Resource => ({
    name: type.replaceAll('_', '-'),
    type,
    need: 'required',
    version: null,
    extensions: [],
    evidence: [{ file: 'harbour.py', line: 3, why: `a client of ${type}`, confidence: 1 }],
  }));
  return {
    version: 1,
    name: 'harbour',
    services: [
      harbourService('pier', {
        port: 8000,
        release: ['alembic upgrade head'],
        uses: resources.map(({ name }) => ({
          resource: name,
          access: ['read', 'write'],
          evidence: [{ file: 'pier.py', line: 7, why: 'asks it', confidence: 1 }],
        })),
        env: [
          ...resources.map(({ name, type }) => ({
            name: `${type.toUpperCase()}_URL`,
            required: true,
            secret: true,
            default: null,
            source: 'binding' as const,
            binding: { resource: name, property: 'url' as const, form: null },
            evidence: [],
          })),
          { name: 'SIGNING_KEY', required: true, secret: true, default: null, source: 'generated', evidence: [] },
          { name: 'BUOY_KEY', required: true, secret: true, default: null, source: 'ask', evidence: [] },
        ],
      }),
      harbourService('crane', { kind: 'worker' }),
      harbourService('tide-tables', { kind: 'cron', schedule: '15 3 * * 1-5' }),
      harbourService('forecast', { kind: 'inference', port: 9000, gpu: 'required' }),
      harbourService('pages', { kind: 'static', language: 'static', path: 'pages', start: null }),
    ],
    resources,
    questions: [],
    notes: [],
  };
}

export function harbourService(name: string, fields: Partial<Service> = {}): Service {
  return {
    name,
    path: '.',
    kind: 'web',
    language: 'python',
    framework: null,
    runtime: { version: null, packageManager: null },
    install: ['pip install -r requirements.txt'],
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
    evidence: [{ file: `${name}.py`, line: 1, why: 'it runs', confidence: 1 }],
    ...fields,
  };
}
