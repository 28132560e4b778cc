import type { CloudPlan } from '@groundwork/provision';

/** Whether two plans would do the same to the same environment; what it costs is not part of that. */
export function samePlan(left: CloudPlan, right: CloudPlan): boolean {
  return whatOf(left) === whatOf(right);
}

function whatOf({ environment, target, region, where, items, missing, unsupported }: CloudPlan): string {
  const done = items.map(({ id, action, title, differences, permissions }) => [
    id,
    action,
    title,
    differences,
    permissions.map(({ action: allowed, on }) => [allowed, on]),
  ]);
  return JSON.stringify([environment, target, region, where, done, missing, unsupported.map(({ resource }) => resource)]);
}
