import { join } from 'node:path';
import { replacePrivateFile, type EnvironmentFolder } from '../state/folder.ts';
import { readJson } from '../state/store.ts';
import { observedSchema, type Observation } from './schema.ts';

const fileOf = ({ root }: Pick<EnvironmentFolder, 'root'>): string => join(root, 'observed.json');

/** What was seen in an environment so far. */
export function readObserved(folder: Pick<EnvironmentFolder, 'root'>): Observation[] {
  return readJson(fileOf(folder), observedSchema)?.observations ?? [];
}

/** Remembers an observation, in the place of an older one of the same thing; a service has one port. `false` when it is known. */
export function keepObservation(folder: Pick<EnvironmentFolder, 'root'>, observation: Observation): boolean {
  const before = readObserved(folder);
  const same = before.find((each) => subjectOf(each) === subjectOf(observation));
  if (same && JSON.stringify({ ...same, at: '' }) === JSON.stringify({ ...observation, at: '' })) return false;
  const observations = [...before.filter((each) => each !== same), observation];
  replacePrivateFile(fileOf(folder), JSON.stringify({ version: 1, observations }, null, 2));
  return true;
}

function subjectOf(observation: Observation): string {
  const { kind, service } = observation;
  const subject = kind === 'variable' || kind === 'library' ? observation.name : kind === 'refused' ? observation.port : '';
  return `${kind} ${service} ${subject}`;
}
