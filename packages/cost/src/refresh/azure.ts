import { azurePageSchema, azureServices, readAzure, type AzureMeter } from '../lists/azure.ts';
import type { Price } from '../quantity.ts';
import { changedShape, unknownRegion } from './errors.ts';
import { getJson } from './http.ts';
import type { Reading } from './reading.ts';

/** Asks the Retail Prices API for every service we know meters of. It needs no account. */
export async function refreshAzure({ region, base, today, signal, step }: Reading): Promise<Price[]> {
  const prices: Price[] = [];
  for (const [at, service] of azureServices.entries()) {
    step(at, azureServices.length, service);
    const filter = `serviceName eq '${service}' and armRegionName eq '${region.replaceAll("'", "''")}' and priceType eq 'Consumption'`;
    const source = `${base}/api/retail/prices?api-version=2023-01-01-preview&$filter=${encodeURIComponent(filter)}`;
    prices.push(...readAzure(await metersOf(source, signal), { cloud: 'azure', source, read: today }));
  }
  if (prices.length === 0) throw unknownRegion(region, base, []);
  return prices;
}

async function metersOf(first: string, signal: AbortSignal): Promise<AzureMeter[]> {
  const meters: AzureMeter[] = [];
  const seen = new Set<string>();
  for (let next: string | null | undefined = first; next;) {
    const url: string = next;
    // The address of the next page is theirs: it is followed only to where we asked, and never twice.
    if (new URL(url).origin !== new URL(first).origin || seen.has(url)) throw changedShape(first, `its next page is ${url}`);
    seen.add(url);
    const page = await getJson(url, azurePageSchema, { signal });
    meters.push(...page.Items);
    next = page.NextPageLink;
  }
  return meters;
}
