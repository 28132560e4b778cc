import type { Evidence } from '@groundwork/blueprint';
import { aboutText, costText } from '@groundwork/cost/amount';
import type { ResultOf } from '@groundwork/protocol';
import { activityDetail } from '../model/activities.ts';
import type { Cloud } from '../model/snapshot.ts';

export type CloudPlan = ResultOf<'clouds/plan'>;
type Item = CloudPlan['items'][number];

export interface CloudLine {
  readonly id: string;
  readonly action: Item['action'];
  readonly name: string;
  readonly title: string;
  readonly cost: string;
  readonly differences: readonly string[];
  readonly permissions: readonly { readonly actions: string; readonly on: string; readonly evidence: readonly Evidence[] }[];
  readonly evidence: readonly Evidence[];
  /** It is made anew, or goes, and holds data. */
  readonly losesData: boolean;
}

/** What deploying to an environment would change and cost, as it is read by a person; and how it goes. */
export interface CloudPageModel {
  readonly environment: string;
  /** `aws · eu-west-1`, and which account or cluster. */
  readonly where: string;
  readonly lead: string;
  readonly cost: string;
  readonly priced: string;
  readonly changes: readonly CloudLine[];
  /** How many things stay as they are. */
  readonly same: number;
  readonly unsupported: readonly { readonly name: string; readonly why: string; readonly evidence: readonly Evidence[] }[];
  readonly missing: readonly { readonly name: string; readonly services: string }[];
  readonly leftOut: CloudPlan['leftOut'];
  readonly notes: readonly string[];
  readonly uncompared: CloudPlan['uncompared'];
  /** What goes on there now, `null` while nothing does. */
  readonly underway: {
    readonly what: 'deploy' | 'destroy';
    readonly steps: readonly { readonly label: string; readonly detail: string }[];
  } | null;
  readonly failed: Cloud['failed'];
  readonly services: readonly {
    readonly name: string;
    readonly state: string;
    readonly url: string | null;
    readonly reason: string | null;
  }[];
  /** Why it cannot be deployed as it stands, `null` where it can. */
  readonly hindrance: string | null;
}

export function cloudPageModel(plan: CloudPlan, cloud: Cloud | null): CloudPageModel {
  const changes = plan.items.filter(({ action }) => action !== 'none');
  const before = plan.cost.before;
  return {
    environment: plan.environment,
    where: [plan.target, plan.region, plan.where].filter(Boolean).join(' · '),
    lead: leadOf(plan),
    cost: `${aboutText(plan.cost)}${before === null || Math.abs(before - plan.cost.fixed) < 0.005 ? '' : `, now $${before.toFixed(2)}`}`,
    priced: plan.cost.prices === null ? '' : `Prices of ${plan.cost.prices}, in US dollars, the fixed part only.`,
    changes: changes.map(lineOf),
    same: plan.counts.none,
    unsupported: plan.unsupported.map(({ resource, type, why, evidence }) => ({ name: `${resource} (${type})`, why, evidence })),
    missing: plan.missing.map(({ name, services }) => ({ name, services: services.join(', ') })),
    leftOut: plan.leftOut,
    notes: plan.notes,
    uncompared: plan.uncompared,
    underway:
      cloud === null || cloud.underway === null
        ? null
        : { what: cloud.underway, steps: cloud.activities.map((each) => ({ label: each.label, detail: activityDetail(each) })) },
    failed: cloud?.failed ?? null,
    services: (cloud?.status?.services ?? []).map(({ name, state, url, reason }) => ({ name, state, url, reason })),
    hindrance: hindranceOf(plan, changes.length),
  };
}

function lineOf(item: Item): CloudLine {
  const { id, action, kind, name, title, differences, cost, evidence, stateful } = item;
  const grouped = Map.groupBy(item.permissions, ({ on }) => on);
  return {
    id,
    action,
    name: nameOf(kind, name),
    title,
    cost: action === 'delete' ? '' : costText(cost),
    differences,
    permissions: [...grouped].map(([on, all]) => ({
      on,
      actions: [...new Set(all.map((each) => each.action))].join(', '),
      evidence: all.flatMap((each) => each.evidence),
    })),
    evidence,
    losesData: stateful && (action === 'replace' || action === 'delete'),
  };
}

function leadOf({ counts, uncompared }: CloudPlan): string {
  const parts = [
    counts.create > 0 ? `${counts.create} to make` : '',
    counts.update > 0 ? `${counts.update} to change` : '',
    counts.replace > 0 ? `${counts.replace} to make anew` : '',
    counts.delete > 0 ? `${counts.delete} to remove` : '',
  ].filter(Boolean);
  if (uncompared !== null) return 'What a new environment would get: nothing was compared with what is there.';
  return parts.length === 0 ? 'It is as the code says.' : `${parts.join(', ')}. Nothing happens before you say so.`;
}

function hindranceOf({ uncompared, unsupported, missing }: CloudPlan, changes: number): string | null {
  if (uncompared !== null) return uncompared.message;
  if (unsupported.length > 0) return 'Something the code needs is not to be had there.';
  if (missing.length > 0) return 'Some values only you have are missing.';
  return changes === 0 ? 'Nothing would change.' : null;
}

function nameOf(kind: Item['kind'], name: string): string {
  if (kind === 'environment') return kind;
  return kind === 'service' || kind === 'resource' || name.includes(kind) ? name : `${kind} ${name}`;
}
