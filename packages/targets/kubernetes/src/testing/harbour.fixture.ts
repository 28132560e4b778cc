import { silentHost } from '@groundwork/host';
import type { Deployment, TargetContext } from '@groundwork/provision';

/** The environment of the shared suite's harbour. */
export const harbourContext = (kubeconfig: string, environment: string): TargetContext => ({
  environment,
  settings: { target: 'kubernetes' },
  region: '',
  name: 'harbour',
  env: { KUBECONFIG: kubeconfig, HOME: '/nonexistent' },
  folder: '/nonexistent',
  host: silentHost,
});

/** Its images as they would have been pushed: no test here builds one. `b` cannot be pulled. */
export const pushed = ({ services, name }: Deployment, digit: 'a' | 'b' = 'a'): Readonly<Record<string, string>> =>
  Object.fromEntries(services.map(({ image }) => [image, `registry.harbour.example/${name}/${image}@sha256:${digit.repeat(64)}`]));
