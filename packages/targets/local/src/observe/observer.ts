import { keepObservation, type EnvironmentFolder, type Observation } from '@groundwork/provision';
import { relative } from 'node:path';
import { packageOf } from './known/library-packages.ts';
import type { Seen } from './known/known.ts';

/** Where something was seen. */
export interface Sight {
  readonly service: string;
  /** The place in the repository, where the last words tell it. */
  readonly where: string | null;
  readonly log: string;
}

/** Remembers what running services showed, for the next scan and the next `up`. */
export interface Observer {
  seen(what: Seen, sight: Sight): void;
  listens(port: number, sight: Sight): void;
}

export interface ObserverContext {
  readonly folder: EnvironmentFolder;
  /** Folder of the repository. */
  readonly dir: string;
  /** Start commands by service, as the blueprint has them. */
  readonly starts: Readonly<Record<string, string | null>>;
}

export function createObserver({ folder, dir, starts }: ObserverContext): Observer {
  const common = ({ service, where, log }: Sight) => ({
    service,
    start: starts[service] ?? null,
    where: where ?? relative(dir, log),
    at: new Date().toISOString(),
  });
  const keep = (observation: Observation): void => void keepObservation(folder, observation);
  return {
    listens: (port, sight) => keep({ kind: 'port', port, ...common(sight) }),
    seen: (what, sight) =>
      keep(what.kind === 'library' ? { ...what, carrier: packageOf(what.name), ...common(sight) } : { ...what, ...common(sight) }),
  };
}
