import { aboutText, costText } from '@groundwork/cost/amount';
import { stateLooks, type State } from '../model/look.ts';
import type { Cloud, Snapshot } from '../model/snapshot.ts';
import { stateOf } from '../sidebar/trees/clouds.ts';

/** The place of what runs on this machine. */
export const here = 'local';

/** A place whose state the map can show. */
export interface Place {
  readonly name: string;
  /** `staging · aws eu-west-1`. */
  readonly label: string;
}

/** What is known of one service or resource in an environment of a cloud. */
export interface Standing {
  readonly state: State;
  readonly word: string;
  /** As what it is deployed there, `null` where it is not. */
  readonly title: string | null;
  /** A month, in US dollars; empty where it costs nothing by itself. */
  readonly cost: string;
  readonly url: string | null;
  readonly reason: string | null;
}

/** This machine, and every environment that something was deployed to or is being deployed to. */
export const placesOf = ({ clouds, status }: Snapshot): readonly Place[] => [
  { name: here, label: status?.environment ?? here },
  ...clouds
    .filter(({ deployed, underway }) => deployed !== null || underway !== null)
    .map(({ name, target, region }) => ({
      name,
      label: [name, [target === name ? '' : target, region].filter(Boolean).join(' ')].filter(Boolean).join(' · '),
    })),
];

/** The environment that is shown, `null` for this machine, also where the chosen one is no longer there. */
export const shownCloud = (snapshot: Snapshot, place: string): Cloud | null =>
  placesOf(snapshot).some(({ name }) => name === place) ? (snapshot.clouds.find(({ name }) => name === place) ?? null) : null;

export function standingOf(cloud: Cloud, kind: 'service' | 'resource', name: string): Standing {
  const item = cloud.deployed?.items.find((each) => each.kind === kind && each.name === name) ?? null;
  const service = kind === 'service' ? cloud.status?.services.find((each) => each.name === name) : undefined;
  const asked = service ?? (kind === 'resource' ? cloud.status?.resources.find((each) => each.name === name) : undefined);
  const unknown = item ? (cloud.status === null ? 'deployed, not asked' : 'deployed') : 'not there';
  return {
    state: asked?.state ?? 'stopped',
    word: asked ? stateLooks[asked.state].word : unknown,
    title: item?.title ?? null,
    cost: item ? costText(item.cost) : '',
    url: service?.url ?? null,
    reason: service?.reason ?? null,
  };
}

/** The whole environment in a few words: `deployed · about $61 / month`. */
export const cloudSummary = (cloud: Cloud): string =>
  [stateOf(cloud), cloud.deployed ? aboutText(cloud.deployed.cost) : ''].filter(Boolean).join(' · ');
