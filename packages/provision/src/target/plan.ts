import { estimate, type Price } from '@groundwork/cost';
import type { Deployment } from '../deployment/deployment.ts';
import type { Action, Preview } from './engine.ts';
import { kinds, type CloudPlan, type PlanItem } from './plan-schema.ts';
import type { Item, Rendered } from './target.ts';

export interface Compared {
  readonly where: string | null;
  readonly preview: Preview | null;
  readonly uncompared: CloudPlan['uncompared'];
  /** Names of secrets the environment has. */
  readonly given: ReadonlySet<string>;
  readonly prices: readonly Price[];
}

/** The plan a person reads: items of the renderer with what the engine says of their parts, and what they cost. Pure. */
export function planDeployment(deployment: Deployment, rendered: Rendered, compared: Compared): CloudPlan {
  const { region } = deployment;
  const { preview, prices, given } = compared;
  const byNative = new Map(preview?.changes.map((change) => [change.native, change]));
  const items = rendered.items.map((item) => itemOf(item));
  const claimed = new Set(rendered.items.flatMap(({ native }) => native));
  const orphans = (preview?.changes ?? []).filter(({ native, action }) => action !== 'none' && !claimed.has(native));
  items.push(...orphans.map(orphan));
  const costs = items.filter(({ action }) => action !== 'delete').map(({ cost }) => cost);
  const count = (action: Action): number => items.filter((item) => item.action === action).length;
  return {
    version: 1,
    name: deployment.title,
    environment: deployment.environment,
    target: deployment.target,
    region,
    where: compared.where,
    uncompared: compared.uncompared,
    // What a person asked for comes first, what it takes besides last.
    items: items.toSorted((left, right) => kinds.indexOf(left.kind) - kinds.indexOf(right.kind)),
    counts: { create: count('create'), update: count('update'), replace: count('replace'), delete: count('delete'), none: count('none') },
    cost: {
      fixed: costs.reduce((sum, { fixed }) => sum + fixed, 0),
      unknown: costs.some(({ unknown }) => unknown),
      usage: costs.some(({ usage }) => usage),
      before: null,
      prices: oldestOf(costs.flatMap(({ lines }) => lines.flatMap(({ each }) => (each ? [each.read] : [])))),
    },
    leftOut: [...deployment.leftOut],
    unsupported: rendered.unsupported.map((each) => ({ ...each, evidence: [...each.evidence] })),
    missing: deployment.asked
      .filter(({ name, required }) => required && !given.has(name))
      .map(({ name, services, where }) => ({ name, services: [...services], where })),
    notes: [...rendered.notes, ...(preview?.unknown ?? [])],
  };

  function itemOf({ id, kind, name, title, native, permissions, quantities, stateful, evidence }: Item): PlanItem {
    const changes = native.flatMap((each) => byNative.get(each) ?? []);
    return {
      id,
      kind,
      name,
      title,
      action: preview === null ? 'create' : actionOf(changes.map(({ action }) => action)),
      differences: changes.flatMap(({ differences }) => differences),
      native: [...native],
      permissions: permissions.map((each) => ({ ...each, evidence: [...each.evidence] })),
      cost: mutable(estimate(quantities, { region, prices })),
      stateful,
      evidence: [...evidence],
    };
  }
}

/** What happens to the whole, from what happens to its parts: all new is new, all gone is gone, else the gravest. */
function actionOf(actions: readonly Action[]): Action {
  const [first] = actions;
  if (first !== undefined && actions.every((action) => action === first)) return first;
  if (actions.includes('replace')) return 'replace';
  return actions.some((action) => action !== 'none') ? 'update' : 'none';
}

function orphan({ native, action, differences }: Preview['changes'][number]): PlanItem {
  const nothing = mutable(estimate([], { region: '', prices: [] }));
  return {
    id: `native:${native}`,
    kind: 'environment',
    name: native,
    title: 'no longer part of it',
    action,
    differences: [...differences],
    native: [native],
    permissions: [],
    cost: nothing,
    stateful: false,
    evidence: [],
  };
}

const oldestOf = (days: readonly string[]): string | null => days.toSorted()[0] ?? null;

const mutable = (cost: ReturnType<typeof estimate>): PlanItem['cost'] => ({ ...cost, lines: [...cost.lines] });
