import type { z } from 'zod';
import { gcpServices, gcpServicesSchema, gcpSkusSchema, readGcp, type GcpSku } from '../lists/gcp.ts';
import type { Price } from '../quantity.ts';
import { changedShape, noKey, unknownRegion } from './errors.ts';
import { getJson, type Asking } from './http.ts';
import type { Reading } from './reading.ts';

/** Asks the Cloud Billing Catalog for the SKUs of every service we know some of. */
export async function refreshGcp({ region, base, today, env, signal, step }: Reading): Promise<Price[]> {
  const asking: Asking = {
    signal,
    headers: credentialsOf(env),
    fix: 'Look whether the key is right, not restricted to another API, and the Cloud Billing API is enabled in its project',
  };
  const services = new Map<string, string>();
  for await (const page of pages(`${base}/v1/services?pageSize=5000`, gcpServicesSchema, asking)) {
    for (const { displayName, serviceId } of page.services) services.set(displayName, serviceId);
  }
  const prices: Price[] = [];
  const regions = new Set<string>();
  for (const [at, service] of gcpServices.entries()) {
    step(at, gcpServices.length, service);
    const id = services.get(service);
    if (id === undefined) throw changedShape(`${base}/v1/services`, `it has no service ${service}`);
    const source = `${base}/v1/services/${id}/skus`;
    const skus: GcpSku[] = [];
    for await (const page of pages(`${source}?pageSize=5000`, gcpSkusSchema, asking)) skus.push(...page.skus);
    for (const each of skus.flatMap(({ serviceRegions }) => serviceRegions)) regions.add(each);
    prices.push(...readGcp(skus, region, { cloud: 'gcp', source, read: today }));
  }
  if (!regions.has(region)) throw unknownRegion(region, `${base}/v1/services`, [...regions].filter((each) => /\d$/.test(each)).sort());
  return prices;
}

async function* pages<T extends { nextPageToken?: string | undefined }>(
  url: string,
  shape: z.ZodType<T>,
  asking: Asking,
): AsyncGenerator<T> {
  for (let token: string | undefined = ''; token !== undefined;) {
    const page: T = await getJson(token === '' ? url : `${url}&pageToken=${encodeURIComponent(token)}`, shape, asking);
    yield page;
    token = page.nextPageToken || undefined;
  }
}

/** The key goes in a header: an address ends up in logs. */
function credentialsOf(env: Reading['env']): Record<string, string> {
  const key = env['GOOGLE_API_KEY'];
  const token = env['GOOGLE_OAUTH_ACCESS_TOKEN'];
  if (key) return { 'x-goog-api-key': key };
  if (token) return { authorization: `Bearer ${token}` };
  throw noKey();
}
