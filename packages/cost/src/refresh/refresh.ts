import type { Host } from '@groundwork/host';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileOf } from '../lists/list.ts';
import type { Price } from '../quantity.ts';
import { refreshAws } from './aws.ts';
import { refreshAzure } from './azure.ts';
import { notWritten } from './errors.ts';
import { refreshGcp } from './gcp.ts';
import type { Reading } from './reading.ts';

/** Clouds whose lists can be read, and where they are. */
export const listAddresses = {
  aws: 'https://pricing.us-east-1.amazonaws.com',
  azure: 'https://prices.azure.com',
  gcp: 'https://cloudbilling.googleapis.com',
} as const;

export type RefreshedCloud = keyof typeof listAddresses;

const readers: Readonly<Record<RefreshedCloud, (reading: Reading) => Promise<Price[]>>> = {
  aws: refreshAws,
  azure: refreshAzure,
  gcp: refreshGcp,
};

export interface RefreshOptions {
  readonly cloud: RefreshedCloud;
  readonly region: string;
  /** Where refreshed prices are kept: `pricesFolder(env)`. */
  readonly folder: string;
  readonly host: Host;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where the list is instead. */
  readonly address?: string;
  readonly today?: string;
}

export interface Refreshed {
  readonly file: string;
  readonly prices: readonly Price[];
}

/**
 * Reads a cloud's public price list of one region into a file that `loadPrices` prefers to what is shipped. Until everything was read the old
 * file stays, also when it is killed. Throws `prices.*`.
 */
export async function refreshPrices(options: RefreshOptions): Promise<Refreshed> {
  const { cloud, region, folder, host, env } = options;
  const task = `prices:${cloud} ${region}`;
  const began = Date.now();
  host.notify({ type: 'started', task, label: 'price list' });
  try {
    const prices = await readers[cloud]({
      region,
      env,
      base: options.address ?? listAddresses[cloud],
      today: options.today ?? new Date().toISOString().slice(0, 10),
      signal: host.signal,
      step: (done, total, detail) => {
        host.signal.throwIfAborted();
        host.notify({ type: 'progress', task, done, total, detail });
      },
    });
    const file = join(folder, `${cloud}.${region}.json`);
    await replace(folder, file, `${JSON.stringify(fileOf(cloud, prices))}\n`);
    host.notify({ type: 'finished', task, outcome: 'done', ms: Date.now() - began, detail: `${prices.length} prices` });
    return { file, prices };
  } catch (cause) {
    host.notify({ type: 'finished', task, outcome: 'failed', ms: Date.now() - began });
    throw cause;
  }
}

/** Beside it first: whoever reads sees the old or the new one, whenever we are stopped. What a killed one left is swept away. */
async function replace(folder: string, file: string, text: string): Promise<void> {
  const beside = `${file}.${process.pid}.tmp`;
  try {
    await mkdir(folder, { recursive: true });
    const stale = (await readdir(folder)).filter((name) => name.endsWith('.tmp'));
    await Promise.all(stale.map((name) => rm(join(folder, name), { force: true })));
    const handle = await open(beside, 'w', 0o600);
    try {
      await handle.writeFile(text);
      await handle.datasync();
    } finally {
      await handle.close();
    }
    await rename(beside, file);
  } catch (cause) {
    await rm(beside, { force: true });
    throw notWritten(file, cause);
  }
}
