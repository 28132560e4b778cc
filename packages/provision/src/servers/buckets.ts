import type { Told } from '../values/told.ts';
import { namesIn } from './names.ts';

export interface Buckets {
  readonly names: readonly string[];
  /** Values of the variables for which the code has no name. */
  readonly variables: Readonly<Record<string, string>>;
}

/** Buckets that the code has variables for; a name no server takes is left to the code, which may never use it. */
export function bucketsOf({ told }: { readonly told: Told }): Buckets {
  const { all, variables } = namesIn(told, 'bucket', 'files');
  return { names: all.filter((name) => /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name)), variables };
}
