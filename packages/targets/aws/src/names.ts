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

/** What the name of the environment's own bucket begins with; account and region follow, since everybody on earth shares such names. */
export const bucketPrefix = (named: Named): string => `gw-${identifierOf(prefixOf(named), 24)}`;

/** At most 55 characters. */
export const bucketName = (named: Named, account: string, region: string): string => `${bucketPrefix(named)}-${account}-${region}`;

/** The CodeBuild project that builds images where the person's machine cannot. */
export const builderName = (named: Named): string => `${prefixOf(named)}-images`;
