import type { Blueprint, EnvironmentSettings } from '@groundwork/blueprint';
import { harbourService } from '@groundwork/provision/suite';

/** A pier that asks a model of the tides, which holds no secret and listens where it is told to. */
export function tideModel(): Blueprint {
  return {
    version: 1,
    name: 'harbour',
    services: [
      harbourService('pier', {
        port: 8000,
        env: [
          {
            name: 'TIDES_URL',
            required: true,
            secret: false,
            default: null,
            source: 'binding',
            binding: { service: 'tides', property: 'url', form: null },
            evidence: [{ file: 'pier.py', line: 5, why: 'reads it', confidence: 1 }],
          },
        ],
      }),
      harbourService('tides', { path: 'tides', kind: 'inference', gpu: 'required', start: 'uvicorn tides:app --port $PORT' }),
    ],
    resources: [],
    questions: [],
    notes: [],
  };
}

/** Settings under which SageMaker runs it, as many as the load asks for. */
export const asEndpoint: NonNullable<EnvironmentSettings['services']> = {
  tides: { endpoint: 'sagemaker', gpu: { type: 'A10G' }, replicas: { min: 1, max: 3 } },
};
