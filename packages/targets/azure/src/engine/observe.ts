import type { Observed, ProcessState } from '@groundwork/provision';
import { z } from 'zod';
import { tagNames } from '../foundations/tags.ts';
import { readGroup } from './group.ts';
import { appHealth } from './health.ts';
import { ownResources, type Found } from './own.ts';
import { stackNames, type Place } from './place.ts';
import { readStack, type Stack } from './stacks.ts';

export async function observe(place: Place): Promise<Observed> {
  const group = await readGroup(place);
  if (!group) return nothing('absent');
  if (/deleting/i.test(group.properties.provisioningState))
    return { ...nothing('half'), reason: `the resource group ${place.group} is being deleted` };
  const [own, foundations, services] = await Promise.all([
    ownResources(place),
    readStack(place, stackNames.foundations),
    readStack(place, stackNames.services),
  ]);
  const tagged = (tag: string): Map<string, Found[]> =>
    Map.groupBy(
      own.filter(({ tags }) => tags?.[tag]),
      ({ tags }) => tags?.[tag] ?? '',
    );
  const resources = [...tagged(tagNames.resource)].map(([name, found]) => ({
    name,
    state: worstOf(found),
    server: found[0]?.type ?? null,
  }));
  const stateful = [...tagged(tagNames.resource)]
    .filter(([, found]) => found.some(({ tags }) => tags?.[tagNames.stateful]))
    .map(([name]) => name);
  const states = await Promise.all(
    [...tagged(tagNames.service)].map(async ([name, found]) => ({ name, ...(await stateOfService(place, found)) })),
  );
  return {
    phase: phaseOf(own, foundations, services),
    services: states,
    resources,
    released: services?.systemData?.lastModifiedAt ?? null,
    reason: reasonOf(services) ?? reasonOf(foundations),
    stateful,
  };
}

const nothing = (phase: Observed['phase']): Observed => ({
  phase,
  services: [],
  resources: [],
  released: null,
  reason: null,
  stateful: [],
});

async function stateOfService(place: Place, found: readonly Found[]): Promise<Omit<Observed['services'][number], 'name'>> {
  const app = found.find(({ type }) => /containerApps$/i.test(type));
  if (app) return appHealth(place, app.name);
  const scheduled = found.some(({ name }) => !name.endsWith('-release'));
  return { state: scheduled ? 'scheduled' : 'done', url: null, ready: 0, wanted: 0, reason: null };
}

function worstOf(found: readonly Found[]): ProcessState {
  const states = found.map(({ provisioningState }) => provisioningState ?? 'Succeeded');
  if (states.some((each) => /failed/i.test(each))) return 'failed';
  return states.every((each) => /succeeded/i.test(each)) ? 'ready' : 'starting';
}

function phaseOf(own: readonly Found[], foundations: Stack | null, services: Stack | null): Observed['phase'] {
  const stacks = [foundations, services].filter((each) => each !== null);
  if (stacks.length === 0) return own.length === 0 ? 'absent' : 'half';
  const states = stacks.map(({ properties }) => properties.provisioningState);
  if (states.some((each) => !/^(?:succeeded|failed|canceled)$/i.test(each))) return 'working';
  if (states.some((each) => /failed|canceled/i.test(each))) return 'failed';
  return services ? 'deployed' : 'half';
}

const errorSchema = z.looseObject({ message: z.string() });

function reasonOf(stack: Stack | null): string | null {
  const parsed = errorSchema.safeParse(stack?.properties.error);
  return parsed.success ? parsed.data.message : null;
}
