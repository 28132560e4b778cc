import { z } from 'zod';
import { azurePrices } from '../keys/azure.ts';
import type { Price } from '../quantity.ts';
import { pricesOf, type Found, type ListOf } from './found.ts';
import { matched } from './pattern.ts';

/**
 * A page of the Retail Prices API, as far as it is read.
 * https://learn.microsoft.com/rest/api/cost-management/retail-prices/azure-retail-prices
 */
export const azurePageSchema = z.object({
  Items: z.array(
    z.object({
      currencyCode: z.string(),
      tierMinimumUnits: z.number(),
      retailPrice: z.number(),
      armRegionName: z.string(),
      effectiveStartDate: z.string(),
      meterName: z.string(),
      productName: z.string(),
      skuName: z.string(),
      serviceName: z.string(),
      unitOfMeasure: z.string(),
      type: z.string(),
      armSkuName: z.string().nullish(),
    }),
  ),
  NextPageLink: z.string().nullish(),
});

export type AzureMeter = z.infer<typeof azurePageSchema>['Items'][number];

/** The services whose meters are asked for. */
export const azureServices: readonly string[] = [
  ...new Set(azurePrices.flatMap(({ places }) => places.map(({ service }) => service))),
].sort();

/** What a list's meters say of the prices we know. What comes free first counts from where it costs something. */
export function readAzure(meters: readonly AzureMeter[], list: ListOf): Price[] {
  return pricesOf(
    meters.flatMap((meter) => foundIn(meter, list.read)),
    list,
  );
}

function foundIn(meter: AzureMeter, today: string): Found[] {
  const starts = meter.effectiveStartDate.slice(0, 10);
  if (meter.type !== 'Consumption' || meter.currencyCode !== 'USD' || meter.retailPrice === 0 || starts > today) return [];
  return azurePrices.flatMap((kind) =>
    kind.places.flatMap((place, at): Found[] => {
      if (place.service !== meter.serviceName) return [];
      const fields = Object.entries(place.fields).map(([name, pattern]) => matched(pattern, textOf(meter, name)));
      if (fields.includes(null)) return [];
      const name = place.class ?? fields.find((each) => each !== '') ?? '';
      const amount = meter.retailPrice * (place.times ?? 1);
      return [{ kind, class: name, region: meter.armRegionName, amount, rank: [at, meter.tierMinimumUnits, -Date.parse(starts)] }];
    }),
  );
}

function textOf(meter: AzureMeter, field: string): string {
  const value = Object.entries(meter).find(([name]) => name === field)?.[1];
  return typeof value === 'string' ? value : '';
}
