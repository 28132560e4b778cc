import type { Plan, Step } from './step.ts';

/** What part of an environment something needs. */
export type Focus =
  /** A service's own start: everything that comes before it. */
  | { readonly kind: 'start'; readonly service: string }
  /** Another program among a service's files and variables: its installs and the servers it speaks to. */
  | { readonly kind: 'program'; readonly service: string }
  | { readonly kind: 'resource'; readonly resource: string };

/** The steps of a plan that one thing needs; other services are not started for it. */
export function focusPlan(plan: Plan, focus: Focus): Plan {
  const byId = new Map(plan.steps.map((step) => [step.id, step]));
  const wanted = new Set<string>();
  const want = (id: string): void => {
    const step = byId.get(id);
    if (!step || wanted.has(id) || !comesAlong(step, focus)) return;
    wanted.add(id);
    step.needs.forEach(want);
  };
  want(focus.kind === 'resource' ? `resource:${focus.resource}` : `start:${focus.service}`);
  // An install comes before a build or release, which are not wanted themselves.
  if (focus.kind === 'program') for (const step of plan.steps) if (isInstallOf(step, focus.service)) want(step.id);
  return { ...plan, steps: plan.steps.filter(({ id }) => wanted.has(id)), leftOut: [] };
}

function comesAlong(step: Step, focus: Focus): boolean {
  if (step.kind === 'start') return focus.kind !== 'resource' && step.service === focus.service;
  return focus.kind !== 'program' || step.kind === 'resource' || step.kind === 'install';
}

function isInstallOf(step: Step, service: string): boolean {
  return step.kind === 'install' && step.services.includes(service);
}
