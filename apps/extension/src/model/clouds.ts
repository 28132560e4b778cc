import type { CloudEnvironment, MessageOf } from '@groundwork/protocol';
import { applyProgress, passTime } from './activities.ts';
import type { Cloud } from './snapshot.ts';

type Progress = MessageOf<'clouds/progress'>['event'];

/** The environments there are now, each with what was known of it. */
export function withClouds(before: readonly Cloud[], environments: readonly CloudEnvironment[]): readonly Cloud[] {
  return environments.map((each) => {
    const known = before.find(({ name }) => name === each.name);
    // What is being changed is no longer as its engine said.
    const stale = known === undefined || each.underway !== known.underway || each.deployed?.at !== known.deployed?.at;
    return {
      ...each,
      activities: each.underway === null ? [] : (known?.activities ?? []),
      status: stale ? null : known.status,
      drifted: stale ? null : known.drifted,
    };
  });
}

export function cloudProgress(clouds: readonly Cloud[], of: string, event: Progress, now: number): readonly Cloud[] {
  return changed(clouds, of, (cloud) => ({ activities: applyProgress(cloud.activities, event, now) }));
}

/** The same a moment later. */
export function cloudTime(clouds: readonly Cloud[], now: number): readonly Cloud[] {
  return clouds.map((cloud) => (cloud.activities.length === 0 ? cloud : { ...cloud, activities: passTime(cloud.activities, now) }));
}

export function changed(clouds: readonly Cloud[], of: string, change: (cloud: Cloud) => Partial<Cloud>): readonly Cloud[] {
  return clouds.map((cloud) => (cloud.name === of ? { ...cloud, ...change(cloud) } : cloud));
}
