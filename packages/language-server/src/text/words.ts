import { resourceDefinitions, type Resource, type Service } from '@groundwork/blueprint';
import type { EnvironmentState } from '@groundwork/toolkit';
import { label } from './markdown.ts';

/** `postgres db`, and `redis` for one that is called like its type. */
export function resourceName({ name, type }: Pick<Resource, 'name' | 'type'>): string {
  const kind = type.replaceAll('_', ' ');
  return name === type || name === kind ? kind : `${kind} ${label(name)}`;
}

/** `web api`. */
export const serviceName = ({ name, kind }: Pick<Service, 'name' | 'kind'>): string => (name === kind ? kind : `${kind} ${label(name)}`);

export const titleOf = (type: Resource['type']): string => resourceDefinitions[type].title;

type State = EnvironmentState['services'][number]['state'];

/** `local ready`; `null` is what was never up. */
export const stateWord = (state: State | null): string => (state === null || state === 'stopped' ? 'not running' : `local ${state}`);

export const isLive = (state: State | null): boolean => state !== null && state !== 'stopped';

/** `1 place`, `2 places`. */
export const count = (number: number, singular: string): string => `${number} ${number === 1 ? singular : `${singular}s`}`;
