import type { NotNative } from '../environment/environment.ts';
import { findNative, isNative, type FindOptions, type Native } from '../environment/find.ts';
import type { Instance } from '../instance/instance.ts';

export interface Surveyed {
  readonly instance: Instance;
  readonly found: Native | NotNative;
}

/** Which instances can be graded on this machine, and why the others cannot. */
export function survey(instances: readonly Instance[], options: FindOptions): readonly Surveyed[] {
  return instances.map((instance) => ({ instance, found: findNative(instance, options) }));
}

export interface RepositorySurvey {
  readonly repository: string;
  readonly instances: number;
  readonly native: number;
  /** Why the rest is not. */
  readonly reasons: readonly { readonly why: string; readonly fix: string | null; readonly instances: number }[];
}

/** The same by repository, the largest first. */
export function byRepository(surveyed: readonly Surveyed[]): readonly RepositorySurvey[] {
  const groups = Map.groupBy(surveyed, ({ instance }) => instance.repository);
  return [...groups]
    .map(([repository, all]) => {
      const reasons = all.flatMap(({ found }) => (isNative(found) ? [] : [found]));
      const grouped = Map.groupBy(reasons, ({ why }) => why);
      return {
        repository,
        instances: all.length,
        native: all.length - reasons.length,
        reasons: [...grouped].map(([why, same]) => ({ why, fix: same[0]?.fix ?? null, instances: same.length })),
      };
    })
    .toSorted((one, other) => other.instances - one.instances || one.repository.localeCompare(other.repository));
}
