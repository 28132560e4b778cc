import type { DeployedService, Deployment, Permission } from '@groundwork/provision';
import type { Evidence } from '@groundwork/blueprint';
import { labelOf, resource as block, type Block } from '../terraform/block.ts';
import { expression, type Value } from '../terraform/value.ts';

/** A role that Google keeps, with the permissions that count of it. */
export interface Predefined {
  readonly role: string;
  readonly permissions: readonly string[];
}

/** One permission and the places in the code that need it. */
export interface Needed {
  readonly permission: string;
  readonly evidence: readonly Evidence[];
}

/** What operations need, each permission once. */
export function neededFor(
  grant: { readonly operations: readonly { readonly name: string; readonly evidence: readonly Evidence[] }[] },
  permissionsOf: (operation: string) => readonly string[],
  otherwise: readonly Needed[],
): readonly Needed[] {
  const found = new Map<string, Evidence[]>();
  for (const { name, evidence } of grant.operations)
    for (const permission of permissionsOf(name)) found.set(permission, [...(found.get(permission) ?? []), ...evidence]);
  if (found.size === 0) return otherwise;
  return [...found]
    .map(([permission, evidence]) => ({ permission, evidence }))
    .toSorted((left, right) => (left.permission < right.permission ? -1 : 1));
}

export interface Granted {
  readonly role: Value;
  readonly blocks: readonly Block[];
  readonly permissions: readonly Permission[];
}

/** A role with exactly these permissions: Google's own where one is no wider, else one of the project's. */
export function roleFor(
  needed: readonly Needed[],
  {
    deployment,
    service,
    on,
    label,
    predefined,
  }: {
    readonly deployment: Deployment;
    readonly service: DeployedService;
    readonly on: string;
    readonly label: string;
    readonly predefined: readonly Predefined[];
  },
): Granted | null {
  if (needed.length === 0) return null;
  const wanted = new Set(needed.map(({ permission }) => permission));
  const own = predefined.find(({ permissions }) => permissions.length === wanted.size && permissions.every((each) => wanted.has(each)));
  const evidence = [...new Map(needed.flatMap((each) => each.evidence).map((each) => [`${each.file}:${each.line}`, each])).values()];
  if (own) return { role: own.role, blocks: [], permissions: [{ action: own.role, on, evidence }] };
  const name = labelOf(`${service.id}-${label}`);
  return {
    role: expression(`google_project_iam_custom_role.${name}.name`),
    blocks: [
      block('main', 'google_project_iam_custom_role', name, {
        // Letters, digits, `_` and `.`, at most 64.
        role_id: `${deployment.name}_${deployment.environment}_${name}`.replace(/[^A-Za-z0-9_.]/g, '_').slice(0, 64),
        title: `${service.name} on ${on} (${deployment.title} ${deployment.environment})`.slice(0, 100),
        permissions: [...wanted].toSorted(),
      }),
    ],
    permissions: needed.map((each) => ({ action: each.permission, on, evidence: each.evidence })),
  };
}

/** The account of a service, as members of policies are written. */
export const memberOf = (service: Pick<DeployedService, 'id'>): Value => expression(`google_service_account.${labelOf(service.id)}.member`);
