import type { Deployment } from '@groundwork/provision';

/** Images of a deployment as they would have been pushed: no test here builds one. */
export const pushed = ({ services, name, environment }: Deployment): Readonly<Record<string, string>> =>
  Object.fromEntries(
    services.map(({ image }) => [
      image,
      `000000000000.dkr.ecr.us-east-1.amazonaws.com/${name}-${environment}/${image}@sha256:${'a'.repeat(64)}`,
    ]),
  );
