import { consumption, type Size, type WorkloadProfile } from './size.ts';

/** The profiles of an environment: Consumption always, the others where a service needs one, with room for all that do. */
export function profilesOf(sizes: readonly Size[]): WorkloadProfile[] {
  const wanted = new Map<string, WorkloadProfile>([[consumption.name, consumption]]);
  for (const { profile } of sizes) {
    const before = wanted.get(profile.name);
    if (before?.maximumCount === undefined) wanted.set(profile.name, profile);
    else
      wanted.set(profile.name, {
        ...profile,
        minimumCount: (before.minimumCount ?? 0) + (profile.minimumCount ?? 0),
        maximumCount: before.maximumCount + (profile.maximumCount ?? 0),
      });
  }
  return [...wanted.values()].toSorted((left, right) => (left.name < right.name ? -1 : 1));
}
