import { awsPrices, type AwsPlace } from '../keys/aws.ts';
import { slot, type PriceKind } from '../keys/kind.ts';
import type { Found } from './found.ts';
import { matched } from './pattern.ts';

/** The offers whose files are read. */
export const awsOffers: readonly string[] = [...new Set(awsPrices.flatMap(({ places }) => places.map(({ offer }) => offer)))].sort();

/** Columns a file must have for anything of it to be understood. */
const needed = ['TermType', 'StartingRange', 'PricePerUnit', 'Currency', 'usageType'] as const;

interface Wanted {
  readonly kind: PriceKind<AwsPlace>;
  readonly place: AwsPlace;
  readonly at: number;
  readonly columns: readonly (readonly [index: number, value: string])[];
}

/** Reads one offer's file for one region, row by row: the files are too large to be held. */
export interface OfferReader {
  /** Whether the text of a row says anything we know of: most do not, and are not worth taking apart. */
  concerns(line: string): boolean;
  /** What a row says of the prices we know. */
  read(row: readonly string[]): Found[];
}

/**
 * A reader of the rows below `header`, or the name of a column that is missing. Rows of usage in a region bear its prefix (`EUW2-`, `EU-`,
 * `eu-west-2-`), in us-east-1 often none.
 */
export function offerReader(offer: string, region: string, header: readonly string[]): OfferReader | { readonly missing: string } {
  const index = new Map(header.map((name, at) => [name, at]));
  const missing = needed.find((name) => !index.has(name));
  if (missing !== undefined) return { missing };
  const at = (name: (typeof needed)[number]): number => index.get(name) ?? -1;
  const wanted = awsPrices.flatMap((kind) =>
    kind.places.flatMap((place, at): Wanted[] => {
      const columns = Object.entries(place.columns ?? {}).map(([name, value]) => [index.get(name) ?? -1, value] as const);
      // A file without such a column has nothing this place could mean.
      return place.offer === offer && columns.every(([at]) => at >= 0) ? [{ kind, place, at, columns }] : [];
    }),
  );
  const [term, start, price, currency, usageType] = [
    at('TermType'),
    at('StartingRange'),
    at('PricePerUnit'),
    at('Currency'),
    at('usageType'),
  ];
  const stems = [...new Set(wanted.map(({ place }) => place.usage.split(slot)[0] ?? ''))];
  return {
    concerns: (line) => line.includes('"OnDemand"') && stems.some((stem) => line.includes(stem)),
    read: (row) => {
      if (row[term] !== 'OnDemand' || row[currency] !== 'USD') return [];
      const amount = Number(row[price]);
      if (!(amount > 0)) return [];
      const usage = withoutPrefix(row[usageType] ?? '');
      return wanted.flatMap(({ kind, place, at, columns }): Found[] => {
        const name = matched(place.usage, usage);
        if (name === null || columns.some(([index, value]) => row[index] !== value)) return [];
        return [{ kind, class: name, region, amount: amount * (place.times ?? 1), rank: [at, Number(row[start] ?? 0)] }];
      });
    },
  };
}

const withoutPrefix = (usage: string): string => usage.replace(/^(?:[A-Z]{2,3}\d?-|[a-z]{2}(?:-[a-z]+)+-\d-)/, '');
