import { environmentFolder, type EnvironmentFolder } from '@groundwork/provision';
import { currentState, lastRuns, tasksOf } from '@groundwork/target-local';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { localEnvironment } from '../folder.ts';
import type { LogLine } from '../logs.ts';
import { followFile, type GrowingFile } from './lines.ts';
import { createMask } from './mask.ts';

/** What services and resources of a folder say, whether or not anything runs now. */
export interface FollowedLogs {
  /** What was said since the last call, without secrets. The first call gives the last lines so far. */
  next(): LogLine[];
}

export interface FollowOptions {
  /** One service or resource, `null` for all services. */
  readonly name: string | null;
  /** How many of the last lines to begin with. */
  readonly lines: number;
}

interface Source {
  readonly name: string;
  readonly log: string;
}

/**
 * Follows the logs of a folder, by its real path, through everything that is stopped and started of it: of a service also what its
 * installs, builds and releases say. Something that never ran says nothing yet.
 */
export function followLogs(dir: string, { name, lines }: FollowOptions): FollowedLogs {
  const folder = environmentFolder(dir, localEnvironment);
  const mask = createMask(dir);
  const open = new Map<string, GrowingFile>();
  let seen = '';
  let sources: readonly Source[] = [];
  let first = true;
  return {
    next: () => {
      const version = versionOf(folder);
      if (version !== seen) sources = sourcesOf(dir, folder, name);
      seen = version;
      const said = sources.flatMap(({ name: from, log }) => {
        const key = `${from}\0${log}`;
        const file = open.get(key) ?? followFile(log, first ? lines : Number.POSITIVE_INFINITY);
        open.set(key, file);
        return file.next().map((text) => ({ name: from, text: mask(text) }));
      });
      const shown = first && name !== null ? said.slice(lines === 0 ? said.length : -lines) : said;
      first = false;
      return shown;
    },
  };
}

/** Changes with everything that decides where something is written. */
function versionOf({ root, state, launch }: EnvironmentFolder): string {
  return [state, launch, join(root, 'runs')].map((path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0).join();
}

/** In the order they are written to: what comes before a start, then the service. */
function sourcesOf(dir: string, folder: EnvironmentFolder, name: string | null): Source[] {
  const state = currentState(dir, localEnvironment);
  // What several services share is said once among all of them.
  const told = (services: readonly string[]): readonly string[] => (name === null ? services.slice(0, 1) : services);
  const tasks = tasksOf(folder).flatMap(({ services, log }) => told(services).map((service) => ({ name: service, log })));
  const services = (state?.services ?? []).map((each) => ({ name: each.name, log: each.log }));
  const runs = [...lastRuns(folder, { own: false })].map(([service, { log }]) => ({ name: service, log: log ?? '' }));
  const resources = (state?.resources ?? []).map((each) => ({ name: each.name, log: each.log ?? '' }));
  const all = [...tasks, ...services, ...runs, ...(name === null ? [] : resources)];
  const wanted = all.filter((each) => each.log !== '' && (name === null || each.name === name));
  return wanted.filter(({ name: from, log }, index) => wanted.findIndex((each) => each.name === from && each.log === log) === index);
}
