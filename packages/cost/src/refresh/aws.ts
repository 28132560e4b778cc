import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { awsOffers, offerReader } from '../lists/aws.ts';
import { pricesOf, type Found } from '../lists/found.ts';
import type { Price } from '../quantity.ts';
import { changedShape, unknownRegion } from './errors.ts';
import { get, getJson, linesOf } from './http.ts';
import type { Reading } from './reading.ts';

/** https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/using-the-aws-price-list-bulk-api.html */
const offersSchema = z.object({ offers: z.record(z.string(), z.object({ currentRegionIndexUrl: z.string().optional() })) });
const regionsSchema = z.object({ regions: z.record(z.string(), z.object({ currentVersionUrl: z.string() })) });

/** Reads AWS's price list: its index, the regions of each offer, and the file of one region, row by row. It needs no account. */
export async function refreshAws(reading: Reading): Promise<Price[]> {
  const { region, base, signal, step } = reading;
  const index = `${base}/offers/v1.0/aws/index.json`;
  const { offers } = await getJson(index, offersSchema, { signal });
  const prices: Price[] = [];
  const regions = new Set<string>();
  for (const [at, offer] of awsOffers.entries()) {
    step(at, awsOffers.length, offer);
    const where = offers[offer]?.currentRegionIndexUrl;
    if (where === undefined) throw changedShape(index, `it has no offer ${offer}`);
    const files = await getJson(inside(base, where), regionsSchema, { signal });
    for (const each of Object.keys(files.regions)) regions.add(each);
    const file = files.regions[region]?.currentVersionUrl;
    // Not every service is everywhere: what has no file here has no price here.
    if (file !== undefined) prices.push(...(await readOffer(offer, inside(base, file.replace(/\.json$/, '.csv')), reading, at)));
  }
  if (!regions.has(region)) throw unknownRegion(region, index, [...regions].sort());
  return prices;
}

/** The file of one offer. Those of EC2 and RDS have millions of rows, nearly all of which are told by their text to be none of ours. */
async function readOffer(offer: string, url: string, { region, today, signal, step }: Reading, at: number): Promise<Price[]> {
  const response = await get(url, { signal });
  const found: Found[] = [];
  let reader: ReturnType<typeof offerReader> | null = null;
  let read = today;
  const told = (bytes: number): void => step(at, awsOffers.length, `${offer}, ${Math.round(bytes / 1e6)} MB`);
  for await (const line of linesOf(response, { signal }, told)) {
    if (reader !== null) {
      if (reader.concerns(line)) found.push(...reader.read(cells(line)));
      continue;
    }
    const row = cells(line);
    if (row[0] === 'Publication Date') read = z.iso.date().safeParse(row[1]?.slice(0, 10)).data ?? today;
    if (row[0] !== 'SKU') continue;
    const made = offerReader(offer, region, row);
    if ('missing' in made) throw changedShape(url, `its columns have no ${made.missing}`);
    reader = made;
  }
  if (reader === null) throw changedShape(url, 'it has no row of column names');
  return pricesOf(found, { cloud: 'aws', source: url, read });
}

const cells = (line: string): string[] => parse(line, { relax_column_count: true })[0] ?? [];

/** Addresses in the index are paths of the same list. */
function inside(base: string, path: string): string {
  const url = new URL(path, `${base}/`);
  if (url.origin !== new URL(base).origin) throw changedShape(base, `it points to ${url.origin}`);
  return url.href;
}
