import { silentHost } from '@groundwork/host';
import type { Rendered } from '@groundwork/provision';
import { lifecycleSuite } from '@groundwork/provision/suite';
import { requireTool, requirement, startMinistack, type Ministack } from '@groundwork/testing';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, vi } from 'vitest';
import { awsTarget } from './target.ts';
import { startFront, type Front } from './testing/front.ts';
import { pushed } from './testing/images.ts';

import { nativeOf } from './testing/native.ts';

const program = requireTool('ministack');

/** AWS as an emulator has it, over HTTP. Tasks that are run by themselves end in `front.ts`: the emulator has no container engine here. */
describe.runIf(program !== null)('against ministack', () => {
  let ministack: Ministack;
  let front: Front;
  const environment = (): Record<string, string> => ({ ...ministack.env, AWS_ENDPOINT_URL: front.endpoint });

  beforeAll(async () => {
    ministack = await startMinistack(program ?? '');
    front = await startFront(ministack.endpoint, { ends: () => ({ exit: 0, said: [] }), meddle: () => null });
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
  }, 60_000);

  afterAll(async () => {
    vi.unstubAllEnvs();
    front.stop();
    await ministack.stop();
  });

  lifecycleSuite({
    target: awsTarget,
    region: 'us-east-1',
    open: (name) =>
      awsTarget.open({
        environment: name,
        settings: { target: 'aws' },
        region: 'us-east-1',
        name: 'harbour',
        env: environment(),
        folder: '/tmp',
        host: silentHost,
      }),
    images: pushed,
    native: (name) => nativeOf(ministack.endpoint, name),
    failing: neverWell,
    spawn: (name) =>
      spawn(process.execPath, ['--conditions=groundwork-source', join(import.meta.dirname, 'testing/deploy.ts'), name], {
        env: { ...process.env, ...environment() },
        stdio: 'ignore',
      }),
    kills: requirement('time for deployments that are killed', process.env['GROUNDWORK_RUN_EXAMPLES'] === '1', 'npm test'),
  });
});

/** Waits a second for a signal that nobody sends, once everything else of the release is there. */
function neverWell(rendered: Rendered): Rendered {
  const template: { Resources: Record<string, object> } = JSON.parse(rendered.files['services.json'] ?? '');
  const DependsOn = Object.keys(template.Resources);
  const Resources = {
    ...template.Resources,
    Tide: { Type: 'AWS::CloudFormation::WaitConditionHandle' },
    HighWater: { Type: 'AWS::CloudFormation::WaitCondition', DependsOn, Properties: { Handle: { Ref: 'Tide' }, Timeout: '1' } },
  };
  return { ...rendered, files: { ...rendered.files, 'services.json': JSON.stringify({ ...template, Resources }) } };
}
