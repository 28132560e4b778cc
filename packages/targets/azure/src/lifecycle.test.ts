import { silentHost } from '@groundwork/host';
import type { Rendered } from '@groundwork/provision';
import { lifecycleSuite } from '@groundwork/provision/suite';
import { requirement } from '@groundwork/testing';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { azure } from './target.ts';
import { startAzureDouble, type AzureDouble } from './testing/cloud/server.ts';
import { pushed } from './testing/images.ts';

/** Through a double of Azure's APIs over a socket, which is not Azure: `testing/cloud/server.ts` says what it does. */
describe('against a double of Azure', () => {
  let double: AzureDouble;

  beforeAll(async () => {
    double = await startAzureDouble();
  });

  afterAll(() => double.close());

  lifecycleSuite({
    target: azure,
    region: 'westeurope',
    open: (name) =>
      azure.open({
        environment: name,
        settings: { target: 'azure' },
        region: 'westeurope',
        name: 'harbour',
        env: double.env,
        folder: '/nowhere',
        host: silentHost,
      }),
    images: pushed,
    native: async (name) =>
      [...double.store.resources.keys(), ...double.store.specs.keys()].filter((id) => id.includes(`/harbour-${name}/`)).toSorted(),
    failing: (rendered) => ({ ...rendered, files: { ...rendered.files, 'services.json': sinking(rendered) } }),
    spawn: (name) =>
      spawn(process.execPath, ['--conditions=groundwork-source', join(import.meta.dirname, 'testing/deploy.ts'), name], {
        env: { ...process.env, ...double.env },
        stdio: 'ignore',
      }),
    kills: requirement('time for deployments that are killed', process.env['GROUNDWORK_RUN_EXAMPLES'] === '1', 'npm test'),
  });
});

/** The same services with a pier that goes down as soon as it starts. */
const sinking = ({ files }: Rendered): string => (files['services.json'] ?? '').replace('"python pier.py"', '"sink"');
