import { silentHost } from '@groundwork/host';
import type { Engine } from '@groundwork/provision';
import { openEngine } from '../engine/open.ts';

/** The engine of one of the harbour's environments, less patient than people are. */
export const openHarbour = (environment: string, env: Readonly<Record<string, string | undefined>>): Promise<Engine> =>
  openEngine(
    { environment, name: 'harbour', region: 'europe-west1', settings: { target: 'gcp' }, env, folder: '/nowhere', host: silentHost },
    { first: 10, patience: 10, holds: 600, logs: 10 },
  );
