import type { Resource, Service } from '@groundwork/blueprint';
import { costText, isServed, type DeployedEnvironment, type EnvironmentState } from '@groundwork/toolkit';
import { label } from './markdown.ts';

/** `postgres db`, and `redis` or `object storage` for one that is called like its type or a word of it. */
export function resourceName({ name, type }: Pick<Resource, 'name' | 'type'>): string {
  const kind = type.replaceAll('_', ' ');
  return name === type || kind.split(' ').includes(name) ? kind : `${kind} ${label(name)}`;
}

/** `web api`. */
export const serviceName = ({ name, kind }: Pick<Service, 'name' | 'kind'>): string => (name === kind ? kind : `${kind} ${label(name)}`);

type State = EnvironmentState['services'][number]['state'];

/** `local ready`; `null` is what was never up. */
export const stateWord = (state: State | null): string => (state === null || state === 'stopped' ? 'not running' : `local ${state}`);

/** Where a resource runs now; what has no server for this machine is somebody else's. */
export const resourceState = (type: Resource['type'], state: State | null): string =>
  isLive(state) || isServed(type) ? stateWord(state) : 'runs elsewhere';

export const isLive = (state: State | null): boolean => state !== null && state !== 'stopped';

/** `1 place`, `2 places`. */
export const count = (number: number, singular: string): string => `${number} ${number === 1 ? singular : `${singular}s`}`;

/** Environments named one by one before the rest are counted. */
const namedAtMost = 3;

/** `staging $14.71`: where else something runs, and what it costs there a month. Nothing where it was deployed nowhere from here. */
export function elsewhere(deployed: readonly DeployedEnvironment[], kind: 'service' | 'resource', name: string): readonly string[] {
  const found = placesOf(deployed, kind, name).map(({ environment, cost }) =>
    [label(environment), cost === 'usage' ? 'by usage' : cost].filter(Boolean).join(' '),
  );
  return found.length > namedAtMost ? [...found.slice(0, namedAtMost), `${found.length - namedAtMost} more`] : found;
}

/** Where something was deployed to from here, as what, and what it costs there a month. */
export const placesOf = (
  deployed: readonly DeployedEnvironment[],
  kind: 'service' | 'resource',
  name: string,
): readonly { readonly environment: string; readonly title: string; readonly cost: string }[] =>
  deployed.flatMap(({ name: environment, record }) =>
    record.plan.items
      .filter((item) => item.kind === kind && item.name === name && item.action !== 'delete')
      .map(({ title, cost }) => ({ environment, title, cost: costText(cost) })),
  );
