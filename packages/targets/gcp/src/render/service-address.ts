import type { Deployment } from '@groundwork/provision';
import { nameOf } from '../names.ts';
import { expression, joined } from '../terraform/value.ts';
import type { Text } from './context.ts';

/** Name of a service, job or worker pool of Cloud Run, at most 49 characters. */
export const runName = (deployment: Pick<Deployment, 'name' | 'environment'>, id: string): string => nameOf(deployment, id, 49);

/**
 * Where a service answers, known before it is made, so that services can know each other:
 * https://cloud.google.com/run/docs/triggering/https-request#deterministic
 */
export const hostOfService = (deployment: Deployment, id: string): Text =>
  joined(`${runName(deployment, id)}-`, expression('data.google_project.this.number'), '.', expression('var.region'), '.run.app');

export function valueOfService(deployment: Deployment, name: string, property: 'url' | 'host' | 'port'): Text {
  const id = deployment.services.find((each) => each.name === name)?.id ?? name;
  const host = hostOfService(deployment, id);
  if (property === 'port') return '443';
  return property === 'host' ? host : joined('https://', host);
}
