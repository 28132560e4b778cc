import type { Target } from '@groundwork/provision';
import { openEngine } from './engine/engine.ts';
import { render } from './render/render.ts';
import { support } from './servers/support.ts';

/** Any cluster that a kubeconfig names: manifests, server-side apply, an inventory of what was applied. */
export const kubernetesTarget: Target = {
  name: 'kubernetes',
  title: 'Kubernetes',
  support,
  // A cluster is where it is: its context names it.
  defaultRegion: () => '',
  render,
  open: openEngine,
};
