import type { DeployedService, Deployment } from '@groundwork/provision';
import { expression, quoted, resourceId, value, type Expression } from '../arm/expression.ts';
import type { ArmResource, Json } from '../arm/template.ts';
import { apiVersions } from '../arm/versions.ts';
import { location, namesOf } from '../foundations/environment.ts';
import { tagsOf } from '../foundations/tags.ts';

const type = 'Microsoft.ManagedIdentity/userAssignedIdentities';

const idOf = ({ id }: DeployedService): string => resourceId(type, expression(quoted(id)));

/** Whom a service acts as: itself, and nobody else. */
export const identityResource = ({ id }: DeployedService, deployment: Deployment): ArmResource => ({
  type,
  apiVersion: apiVersions[type],
  name: id,
  location: value(location),
  tags: tagsOf(deployment),
});

export const identityOf = (deployed: DeployedService): Json => ({
  type: 'UserAssigned',
  userAssignedIdentities: { [`[${idOf(deployed)}]`]: {} },
});

/** Images are pulled as the service itself. */
export const pullingAs = (deployed: DeployedService, deployment: Deployment): Json[] => [
  { server: value(namesOf(deployment).registry.name, '.azurecr.io'), identity: `[${idOf(deployed)}]` },
];

/** What Azure's libraries want to know where a service could act as several. */
export const clientIdOf = (deployed: DeployedService): Expression =>
  expression(`reference(${idOf(deployed)}, '${apiVersions[type]}').clientId`);
