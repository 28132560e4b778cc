import type { Deployment } from '@groundwork/provision';

/** Images as they would have been pushed. */
export const pushed = ({ services }: Deployment): Record<string, string> =>
  Object.fromEntries(
    services.map(({ image }) => [image, `europe-west1-docker.pkg.dev/bay-of-harbours/harbour/${image}@sha256:${'1'.repeat(64)}`]),
  );
