import type { Rendered } from '@groundwork/provision';
import { lifecycleSuite } from '@groundwork/provision/suite';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { openEngine } from './engine/engine.ts';
import { files } from './render/render.ts';
import { kubernetesTarget } from './target.ts';
import { hasControlPlane, startControlPlane, type ControlPlane } from './testing/control-plane.fixture.ts';
import { hurry } from './testing/deploys.fixture.ts';
import { harbourContext, pushed } from './testing/harbour.fixture.ts';
import { nativeOf } from './testing/native.fixture.ts';

/** A real interface of Kubernetes with its controllers; pods run nowhere: `testing/node.fixture.ts` says what it does. */
describe.runIf(hasControlPlane())('against a real control plane', () => {
  let plane: ControlPlane;

  beforeAll(async () => {
    plane = await startControlPlane();
  }, 90_000);
  afterAll(async () => plane?.stop(), 30_000);

  lifecycleSuite({
    target: kubernetesTarget,
    region: '',
    open: (name) => openEngine(harbourContext(plane.kubeconfig, name), hurry),
    images: pushed,
    native: (name) => nativeOf(plane, `harbour-${name}`),
    failing: (rendered) => ({ ...rendered, files: { ...rendered.files, [files.release]: unpullable(rendered) } }),
    spawn: (name) =>
      spawn(
        process.execPath,
        ['--conditions=groundwork-source', join(import.meta.dirname, 'testing/deploy.fixture.ts'), plane.kubeconfig, name],
        { stdio: 'ignore' },
      ),
    kills: true,
  });
});

/** The same services by images that nobody has. */
const unpullable = (rendered: Rendered): string => (rendered.files[files.release] ?? '').replaceAll('a'.repeat(64), 'b'.repeat(64));
