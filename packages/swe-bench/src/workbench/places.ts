import { cacheFolder } from '@groundwork/host/cache';
import { join } from 'node:path';

/** Where things are inside of what runs them: the same when they are made and when they are used, as a virtual environment demands. */
export const inside = { workspace: '/workspace', home: '/home/groundwork' } as const;

/** Of this machine: what may be deleted at any time, and is then made anew. */
export interface Places {
  /** Bare repositories that were cloned. */
  readonly repositories: string;
  /** Prepared instances. */
  readonly instances: string;
  /** What package managers downloaded, shared by all instances. */
  readonly downloads: string;
  readonly scratch: string;
}

export function placesIn(cache = join(cacheFolder(), 'swe')): Places {
  return {
    repositories: join(cache, 'repositories'),
    instances: join(cache, 'instances'),
    downloads: join(cache, 'downloads'),
    scratch: join(cache, 'scratch'),
  };
}
