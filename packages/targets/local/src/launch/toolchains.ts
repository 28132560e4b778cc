import { exitCodes, GroundworkError } from '@groundwork/host';
import type { Plan } from '@groundwork/provision';
import { resolve } from 'node:path';
import { toolchainOf } from '../toolchains/index.ts';
import type { Toolchain } from '../toolchains/toolchain.ts';
import type { LaunchInputs } from './prepare.ts';

export interface Toolchains {
  /** By the name of the service. */
  readonly found: ReadonlyMap<string, Toolchain>;
  /** Services whose tools this machine does not have: the others come up without them. */
  readonly missing: ReadonlyMap<string, GroundworkError>;
}

/** Tools of every service that a plan starts or installs. Throws `toolchain.missing` (exit 3) when there are none for any of them. */
export function findToolchains({ dir, folder, blueprint, plan }: Pick<LaunchInputs, 'dir' | 'folder' | 'blueprint' | 'plan'>): Toolchains {
  const named = new Set(
    plan.steps.flatMap((step) => (step.kind === 'start' ? [step.service] : step.kind === 'resource' ? [] : step.services)),
  );
  const found = new Map<string, Toolchain>();
  const missing = new Map<string, GroundworkError>();
  for (const service of blueprint.services.filter(({ name }) => named.has(name))) {
    try {
      found.set(service.name, toolchainOf({ service, dir, cwd: resolve(dir, service.path), toolchains: folder.toolchains }));
    } catch (cause) {
      if (!(cause instanceof GroundworkError) || cause.exit !== exitCodes.notPossibleHere) throw cause;
      missing.set(service.name, cause);
    }
  }
  const [first] = missing.values();
  if (first && found.size === 0) throw first;
  return { found, missing };
}

/** A plan without what only these services need done. What waits for them waits no longer. */
export function withoutServices(plan: Plan, names: ReadonlyMap<string, unknown>): Plan {
  const steps = plan.steps.flatMap((step): Plan['steps'] => {
    if (step.kind === 'start') return names.has(step.service) ? [] : [step];
    if (step.kind === 'resource') return [step];
    const services = step.services.filter((name) => !names.has(name));
    return services.length === 0 ? [] : [{ ...step, services }];
  });
  return { ...plan, steps };
}
