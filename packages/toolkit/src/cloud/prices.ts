import type { CloudTarget } from '@groundwork/blueprint';
import { loadPrices, priceKinds, pricesFolder, type Price } from '@groundwork/cost';
import { listAddresses, refreshPrices as refresh, type RefreshedCloud } from '@groundwork/cost/refresh';
import { exitCodes, GroundworkError, type Host } from '@groundwork/host';
import { listEnvironments } from './environments.ts';
import { targetTable } from './targets.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** Prices of one cloud and region: those that came with this release, and what was refreshed since. */
export async function pricesFor(cloud: CloudTarget, region: string, env: Env): Promise<readonly Price[]> {
  const { prices } = await loadPrices(pricesFolder(env));
  return prices.filter((each) => each.cloud === cloud && (each.region === region || each.region === 'global'));
}

export interface PriceListing {
  readonly cloud: CloudTarget;
  readonly region: string;
  readonly prices: readonly Price[];
  /** Keys of the tables, with `{class}` for every size, that have no price there. */
  readonly missing: readonly { readonly key: string; readonly what: string }[];
}

/** What is known of a region's prices, and what is not. */
export async function listPrices(cloud: CloudTarget, region: string, env: Env): Promise<PriceListing> {
  const prices = await pricesFor(cloud, region, env);
  const missing = priceKinds[cloud].filter(({ key }) => !prices.some(({ price }) => price.startsWith(key.replace('{class}', ''))));
  return { cloud, region, prices, missing: missing.map(({ key, what }) => ({ key, what })) };
}

export interface RefreshOptions {
  /** Both, or none: then those of every environment of the folder. */
  readonly cloud?: string;
  readonly region?: string;
  readonly host: Host;
  readonly env: Env;
}

export interface RefreshedPrices {
  readonly cloud: RefreshedCloud;
  readonly region: string;
  readonly file: string;
  readonly count: number;
}

/** Reads the public price lists of clouds into this machine's cache. Throws `prices.*`. */
export async function refreshPrices(dir: string, { cloud, region, host, env }: RefreshOptions): Promise<RefreshedPrices[]> {
  const asked = await placesOf(dir, { ...(cloud === undefined ? {} : { cloud }), ...(region === undefined ? {} : { region }), env });
  const folder = pricesFolder(env);
  const done: RefreshedPrices[] = [];
  for (const each of asked) {
    const mirror = env[`GROUNDWORK_PRICES_${each.cloud.toUpperCase()}`];
    const { file, prices } = await refresh({ ...each, folder, host, env, ...(mirror ? { address: mirror.replace(/\/+$/, '') } : {}) });
    done.push({ ...each, file, count: prices.length });
  }
  return done;
}

interface Place {
  readonly cloud: RefreshedCloud;
  readonly region: string;
}

async function placesOf(dir: string, { cloud, region, env }: Omit<RefreshOptions, 'host'>): Promise<Place[]> {
  if (cloud !== undefined) return [{ cloud: cloudOf(cloud), region: region ?? (await usualRegion(cloudOf(cloud), env)) }];
  const places = listEnvironments(dir).flatMap(({ settings }) =>
    isListed(settings.target) ? [{ cloud: settings.target, region: settings.region }] : [],
  );
  const known = await Promise.all(places.map(async (each) => ({ ...each, region: each.region ?? (await usualRegion(each.cloud, env)) })));
  const distinct = known.filter(
    (each, at) => known.findIndex((other) => other.cloud === each.cloud && other.region === each.region) === at,
  );
  if (distinct.length > 0 && region === undefined) return distinct;
  throw new GroundworkError({
    code: 'prices.where',
    message: region === undefined ? 'No environment of a cloud is written down here' : `Which cloud has the region ${region} was not said`,
    fix: `gw prices refresh --cloud ${Object.keys(listAddresses).join('|')} --region REGION`,
    exit: exitCodes.usage,
  });
}

async function usualRegion(cloud: RefreshedCloud, env: Env): Promise<string> {
  const target = await targetTable[cloud]?.();
  if (target) return target.defaultRegion(env);
  throw new GroundworkError({
    code: 'prices.where',
    message: `Which region of ${cloud} was not said`,
    fix: `gw prices refresh --cloud ${cloud} --region REGION`,
    exit: exitCodes.usage,
  });
}

const isListed = (name: string): name is RefreshedCloud => Object.hasOwn(listAddresses, name);

function cloudOf(name: string): RefreshedCloud {
  if (isListed(name)) return name;
  throw new GroundworkError({
    code: 'prices.where',
    message: `There is no price list of ${name}`,
    fix: `Name one of: ${Object.keys(listAddresses).join(', ')}`,
    exit: exitCodes.usage,
  });
}
