import type { DeployedService, Permission } from '@groundwork/provision';
import type { Value } from '../cloudformation/value.ts';
import type { ActionTable, Scoped, Served } from '../resources/served.ts';

export interface Allowed {
  readonly statements: readonly Value[];
  /** For a person: each action with the places in the code that need it. */
  readonly permissions: readonly Permission[];
}

/** What a service's code may do: exactly the actions of the operations seen on the resources it uses. */
export function allowedFor({ grants }: Pick<DeployedService, 'grants'>, served: Readonly<Record<string, Served>>): Allowed {
  const permissions: Permission[] = [];
  const byPlace = new Map<string, { on: readonly Value[]; actions: Set<string> }>();
  const keys = new Map<readonly Value[], string>();
  for (const { resource, operations, access, evidence } of grants) {
    const table = served[resource]?.actions ?? null;
    if (table === null) continue;
    const needed =
      operations.length > 0
        ? operations.flatMap((each) => scopedOf(table, each.name, each.access).map((scoped) => ({ scoped, evidence: each.evidence })))
        : access.flatMap((each) => table.access[each].map((scoped) => ({ scoped, evidence })));
    for (const { scoped, evidence: places } of needed) {
      const key = keys.get(scoped.on) ?? JSON.stringify(scoped.on);
      keys.set(scoped.on, key);
      const known = byPlace.get(key) ?? { on: scoped.on, actions: new Set<string>() };
      known.actions.add(scoped.action);
      byPlace.set(key, known);
      const before = permissions.findIndex(({ action, on }) => action === scoped.action && on === resource);
      const earlier = permissions[before]?.evidence ?? [];
      const fresh = places.filter(({ file, line }) => !earlier.some((each) => each.file === file && each.line === line));
      const permission = { action: scoped.action, on: resource, evidence: [...earlier, ...fresh] };
      if (before === -1) permissions.push(permission);
      else permissions[before] = permission;
    }
  }
  return {
    statements: [...byPlace.values()].map(({ on, actions }) => allow([...actions].sort(), on)),
    permissions: permissions.toSorted((left, right) => (`${left.on} ${left.action}` < `${right.on} ${right.action}` ? -1 : 1)),
  };
}

/** An operation this table has no word for is as much as its access. */
const scopedOf = (table: ActionTable, name: string, access: 'read' | 'write' | 'admin'): readonly Scoped[] =>
  table.operations[name] ?? table.access[access];

export const allow = (actions: readonly string[], on: readonly Value[], conditions: Value | null = null): Value => ({
  Action: [...actions],
  ...(conditions === null ? {} : { Condition: conditions }),
  Effect: 'Allow',
  Resource: [...on],
});

/** Who may take a role: a service of AWS, for this account only, so that no other customer's things can borrow it. */
export const assumedBy = (principal: string, { account = true }: { readonly account?: boolean } = {}): Value => ({
  Version: '2012-10-17',
  Statement: [
    {
      Action: 'sts:AssumeRole',
      // Machines of EC2 belong to the account, and do not say whose they are.
      ...(account ? { Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } } } : {}),
      Effect: 'Allow',
      Principal: { Service: principal },
    },
  ],
});
