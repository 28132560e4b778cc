import type { Deployment } from '@groundwork/provision';

export const managedBy = 'groundwork';

/** What every object of an environment bears, and nothing else in the cluster: found again by these two. */
export function ownLabels({ name, environment }: Pick<Deployment, 'name' | 'environment'>): Record<string, string> {
  return {
    'app.kubernetes.io/managed-by': managedBy,
    'app.kubernetes.io/part-of': name,
    'groundwork.dev/environment': labelValue(environment),
  };
}

/** Which pods are a service's or a server's. */
export const selectorOf = ({ name, environment }: Pick<Deployment, 'name' | 'environment'>, id: string): Record<string, string> => ({
  'app.kubernetes.io/name': id,
  'app.kubernetes.io/instance': labelValue(`${name}-${environment}`),
});

export const labelsOf = (deployment: Pick<Deployment, 'name' | 'environment'>, id: string, component: string): Record<string, string> => ({
  ...ownLabels(deployment),
  ...selectorOf(deployment, id),
  'app.kubernetes.io/component': component,
});

/** What a label may hold: 63 letters, digits, `-`, `_` and `.`, ends being letters or digits. */
export const labelValue = (text: string): string =>
  text
    .replace(/[^A-Za-z0-9_.-]+/g, '-')
    .slice(0, 63)
    .replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, '');
