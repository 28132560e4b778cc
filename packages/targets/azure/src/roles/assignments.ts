import type { DeployedService, Deployment, Permission } from '@groundwork/provision';
import { expression, quoted, resourceId, value } from '../arm/expression.ts';
import { symbol, type ArmResource } from '../arm/template.ts';
import { apiVersions } from '../arm/versions.ts';
import { namesOf } from '../foundations/environment.ts';
import { environmentName, suffix } from '../names.ts';
import { builtInRoles } from './table.ts';
import { titleOf, type CustomRole, type WantedRole } from './wanted.ts';

const assignments = 'Microsoft.Authorization/roleAssignments';
const definitions = 'Microsoft.Authorization/roleDefinitions';

export interface RenderedRoles {
  readonly resources: Readonly<Record<string, ArmResource>>;
  readonly native: readonly string[];
  readonly permissions: readonly Permission[];
}

/** The roles of one service: to pull its image, and what its code does with what it uses. */
export function rolesOf(deployed: DeployedService, deployment: Deployment, wanted: readonly WantedRole[]): RenderedRoles {
  const { registry } = namesOf(deployment);
  const pull: WantedRole = {
    role: 'AcrPull',
    scope: {
      symbol: 'registry',
      id: expression(resourceId('Microsoft.ContainerRegistry/registries', registry.name)),
      native: registry.native,
    },
    on: 'its image',
    // That it runs is why it is pulled.
    evidence: deployed.service.evidence.slice(0, 1),
  };
  const resources: Record<string, ArmResource> = {};
  const native: string[] = [];
  for (const each of [pull, ...wanted]) {
    const words = [deployed.id, each.scope.symbol, titleOf(each.role)];
    const custom = typeof each.role === 'string' ? null : definitionOf(words, each.role, deployment);
    if (custom) {
      resources[custom.symbol] = custom.resource;
      native.push(`${definitions}/${custom.title}`);
    }
    resources[symbol('role', ...words.map((word) => word.replace(/[^A-Za-z0-9]+/g, '-')))] = assignmentOf(each, {
      deployed,
      words,
      custom: custom?.symbol ?? null,
    });
    native.push(`${assignments}/${descriptionOf(words)}`);
  }
  return {
    resources,
    native,
    permissions: [pull, ...wanted].map(({ role, on, evidence }) => ({ action: titleOf(role), on, evidence })),
  };
}

/** By this an assignment is known again: its name is a hash only Azure can compute. */
const descriptionOf = (words: readonly string[]): string => words.join(' ');

interface Assigning {
  readonly deployed: DeployedService;
  readonly words: readonly string[];
  readonly custom: string | null;
}

function assignmentOf({ role, scope }: WantedRole, { deployed, words, custom }: Assigning): ArmResource {
  const identity = resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', expression(quoted(deployed.id)));
  const definition =
    typeof role === 'string'
      ? `[subscriptionResourceId('${definitions}', '${builtInRoles[role]}')]`
      : `[resourceId('${definitions}', ${guid(words)})]`;
  return {
    type: assignments,
    apiVersion: apiVersions[assignments],
    name: `[${guid(['assignment', ...words])}]`,
    scope: value(scope.id),
    dependsOn: [symbol('identity', deployed.id), scope.symbol, ...(custom ? [custom] : [])],
    properties: {
      description: descriptionOf(words),
      roleDefinitionId: definition,
      principalId: `[reference(${identity}, '${apiVersions['Microsoft.ManagedIdentity/userAssignedIdentities']}').principalId]`,
      principalType: 'ServicePrincipal',
    },
  };
}

/** A role of the environment's own, which nothing but its resource group knows. */
function definitionOf(
  words: readonly string[],
  { actions, dataActions }: CustomRole,
  deployment: Deployment,
): { readonly symbol: string; readonly title: string; readonly resource: ArmResource } {
  const title = `${environmentName(deployment)} ${words.slice(0, 2).join(' ')}`;
  return {
    symbol: symbol('definition', ...words.slice(0, 2)),
    title,
    resource: {
      type: definitions,
      apiVersion: apiVersions[definitions],
      name: `[${guid(words)}]`,
      properties: {
        roleName: value(`${title} `, suffix),
        description: title,
        type: 'CustomRole',
        assignableScopes: ['[resourceGroup().id]'],
        permissions: [{ actions: [...actions], dataActions: [...dataActions], notActions: [], notDataActions: [] }],
      },
    },
  };
}

const guid = (words: readonly string[]): string => `guid(resourceGroup().id, ${words.map(quoted).join(', ')})`;
