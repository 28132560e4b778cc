import { identifierOf, type Deployment } from '@groundwork/provision';
import { createHash } from 'node:crypto';

/** What everything of an environment is called in its project: `harbour-staging`. */
export const scopeOf = ({ name, environment }: Pick<Deployment, 'name' | 'environment'>): string =>
  identifierOf(`${name}-${environment}`, 30);

/** Name of one thing of an environment, as long as the service that has it allows. */
export const nameOf = (deployment: Pick<Deployment, 'name' | 'environment'>, id: string, longest: number): string =>
  identifierOf(`${deployment.name}-${deployment.environment}-${id}`, longest);

/** Names of service accounts have 6 to 30 characters. */
export function accountOf(deployment: Pick<Deployment, 'name' | 'environment'>, id: string): string {
  return nameOf(deployment, id, 30).padEnd(6, '0');
}

/** Name of a secret in Secret Manager: letters of any size, digits, `_` and `-`, at most 255. Ours keep the name they are known by. */
export const secretIdOf = (deployment: Pick<Deployment, 'name' | 'environment'>, key: string): string => `${scopeOf(deployment)}-${key}`;

/** Labels by which everything of an environment is found again, whoever made it. */
export const labelsOf = ({ name, environment }: Pick<Deployment, 'name' | 'environment'>): Readonly<Record<string, string>> => ({
  'groundwork-name': name,
  'groundwork-environment': identifierOf(environment, 63),
});

export const shortHash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 8);
