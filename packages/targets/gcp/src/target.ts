import type { Target } from '@groundwork/provision';
import { openEngine } from './engine/open.ts';
import { renderGoogle } from './render/render.ts';
import { support } from './support.ts';

/** Google Cloud: Cloud Run and what lies around it, as Terraform that Infrastructure Manager applies. */
export const gcp: Target = {
  name: 'gcp',
  title: 'Google Cloud',
  support,
  // What gcloud and Terraform read; else the region with everything in it at the lowest prices.
  defaultRegion: (env) => env['CLOUDSDK_RUN_REGION'] ?? env['CLOUDSDK_COMPUTE_REGION'] ?? env['GOOGLE_REGION'] ?? 'us-central1',
  render: renderGoogle,
  open: (context) => openEngine(context),
};
