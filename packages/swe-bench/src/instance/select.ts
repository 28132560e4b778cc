import { exitCodes, GroundworkError } from '@groundwork/host';
import type { Instance } from './instance.ts';

export interface Selection {
  /** Instances by name; all where empty. */
  readonly ids: readonly string[];
  /** `owner/name`, in any case; all where empty. */
  readonly repositories: readonly string[];
  readonly limit: number | null;
}

/** Those asked for, in the order of the dataset. A name that is in none is an error, not an empty run. */
export function selectInstances(instances: readonly Instance[], { ids, repositories, limit }: Selection): readonly Instance[] {
  const missing = [
    ...ids.filter((id) => !instances.some((instance) => instance.id === id)),
    ...repositories.filter((name) => !instances.some(({ repository }) => same(repository, name))),
  ];
  if (missing.length > 0)
    throw new GroundworkError({
      code: 'swe.no_such_instance',
      message: `Not in the dataset: ${missing.join(', ')}`,
      fix: 'Instances are written as in the dataset: sympy__sympy-20590; repositories as owner/name: sympy/sympy',
      exit: exitCodes.usage,
    });
  const selected = instances.filter(
    ({ id, repository }) =>
      (ids.length === 0 || ids.includes(id)) && (repositories.length === 0 || repositories.some((name) => same(repository, name))),
  );
  return limit === null ? selected : selected.slice(0, limit);
}

const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
