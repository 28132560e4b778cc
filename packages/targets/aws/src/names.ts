import { identifierOf, type Deployment } from '@groundwork/provision';

/** `sea-wall` -> `SeaWall`: what CloudFormation takes as a logical id. */
export const logical = (id: string): string =>
  id
    .split('-')
    .map((word) => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`)
    .join('');

type Named = Pick<Deployment, 'name' | 'environment'>;

/** What everything of an environment is named after. At most 41 characters. */
export const prefixOf = ({ name, environment }: Named): string => `${name}-${identifierOf(environment, 16)}`;

/** The stack of network, servers, roles and registries. */
export const foundationsStack = (named: Named): string => prefixOf(named);

/** The stack of what runs the person's code. */
export const servicesStack = (named: Named): string => `${prefixOf(named)}-services`;

/** Name of the secret that holds a variable's value, made random or given by a person. */
export const secretName = (named: Named, variable: string): string => `${secretPrefix(named)}${variable}`;

export const secretPrefix = (named: Named): string => `${prefixOf(named)}/env/`;

export const clusterName = (named: Named): string => prefixOf(named);

export const repositoryName = (named: Named, image: string): string => `${prefixOf(named)}/${image}`;

/** Private name under which services and servers find each other. */
export const namespaceOf = (named: Named): string => `${prefixOf(named)}.internal`;
