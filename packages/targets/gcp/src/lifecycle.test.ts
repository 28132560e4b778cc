import type { Rendered } from '@groundwork/provision';
import { lifecycleSuite } from '@groundwork/provision/suite';
import { requirement } from '@groundwork/testing';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { gcp } from './target.ts';
import { Google } from './testing/google.ts';
import { pushed } from './testing/images.ts';
import { openHarbour } from './testing/open.ts';

/** Through a double of Google's APIs over a socket, which is not Google Cloud: `testing/google.ts` says what it does. */
describe('against a double of Google Cloud', () => {
  // Operations take long enough for kills to fall into them.
  const google = new Google({ delay: 100 });

  beforeAll(() => google.start());
  afterAll(() => google.stop());

  lifecycleSuite({
    target: gcp,
    region: 'europe-west1',
    open: (name) => openHarbour(name, google.env),
    images: pushed,
    native: async (name) => google.thingsOf(`harbour-${name}`),
    failing: (rendered) => ({ ...rendered, files: { ...rendered.files, 'services.tf.json': sinking(rendered) } }),
    spawn: (name) =>
      spawn(process.execPath, ['--conditions=groundwork-source', join(import.meta.dirname, 'testing/deploy.ts'), name], {
        env: { ...process.env, ...google.env },
        stdio: 'ignore',
      }),
    kills: requirement('time for deployments that are killed', process.env['GROUNDWORK_RUN_EXAMPLES'] === '1', 'npm test'),
  });
});

/** The same services with a pier that does not come up. */
const sinking = ({ files }: Rendered): string => (files['services.tf.json'] ?? '').replace('"python pier.py"', '"broken"');
