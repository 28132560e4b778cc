import type { Deployment } from '@groundwork/provision';

/** Images as they would have been pushed. */
export const pushed = ({ services }: Deployment): Record<string, string> =>
  Object.fromEntries(services.map(({ image }) => [image, `harbour.azurecr.io/${image}@sha256:${'1'.repeat(64)}`]));
