import type { Blueprint, EnvironmentSettings } from '@groundwork/blueprint';
import { harbourService } from './blueprints.ts';

const evidence = [{ file: 'pier.py', line: 7, why: 'asks it', confidence: 1 }];

/** A small harbour for deployments: a pier with a database and a store, a crane, tides on a schedule. */
export function smallHarbour({ crane = true }: { readonly crane?: boolean } = {}): Blueprint {
  return {
    version: 1,
    name: 'harbour',
    services: [
      harbourService('pier', {
        port: 8000,
        health: '/health',
        release: ['alembic upgrade head'],
        uses: [
          { resource: 'db', access: ['read', 'write'], evidence },
          { resource: 'cargo', access: ['read', 'write'], evidence },
        ],
        env: [
          {
            name: 'DATABASE_URL',
            required: true,
            secret: true,
            default: null,
            source: 'binding',
            binding: { resource: 'db', property: 'url', form: null },
            evidence,
          },
          {
            name: 'CARGO_BUCKET',
            required: true,
            secret: false,
            default: null,
            source: 'binding',
            binding: { resource: 'cargo', property: 'bucket', form: null },
            evidence,
          },
          { name: 'SIGNING_KEY', required: true, secret: true, default: null, source: 'generated', evidence },
        ],
      }),
      ...(crane ? [harbourService('crane', { kind: 'worker', install: ['pip install -r crane.txt'] })] : []),
      harbourService('tides', { kind: 'cron', schedule: '15 3 * * *' }),
    ],
    resources: [
      { name: 'db', type: 'postgres', need: 'required', version: null, extensions: [], evidence },
      { name: 'cargo', type: 'object_storage', need: 'required', version: null, extensions: [], evidence },
    ],
    questions: [],
    notes: [],
  };
}

/** Settings under which its pier has so much memory. */
export const withMemory = (memory: number): Partial<EnvironmentSettings> => ({ services: { pier: { memory } } });
