import { z } from 'zod';
import { gcpPrices } from '../keys/gcp.ts';
import type { Price } from '../quantity.ts';
import { pricesOf, type Found, type ListOf } from './found.ts';
import { matched } from './pattern.ts';

/** Pages of the Cloud Billing Catalog, as far as they are read. https://docs.cloud.google.com/billing/v1/how-tos/catalog-api */
export const gcpServicesSchema = z.object({
  services: z.array(z.object({ name: z.string(), serviceId: z.string(), displayName: z.string() })).default([]),
  nextPageToken: z.string().optional(),
});

const amountSchema = z.object({ currencyCode: z.string(), units: z.string().default('0'), nanos: z.number().default(0) });

export const gcpSkusSchema = z.object({
  skus: z
    .array(
      z.object({
        skuId: z.string(),
        description: z.string(),
        category: z.object({ serviceDisplayName: z.string(), usageType: z.string() }),
        serviceRegions: z.array(z.string()).default([]),
        pricingInfo: z.array(
          z.object({
            effectiveTime: z.string().optional(),
            pricingExpression: z.object({
              usageUnit: z.string(),
              tieredRates: z.array(z.object({ startUsageAmount: z.number(), unitPrice: amountSchema })).default([]),
            }),
          }),
        ),
      }),
    )
    .default([]),
  nextPageToken: z.string().optional(),
});

export type GcpSku = z.infer<typeof gcpSkusSchema>['skus'][number];

/** The services whose SKUs are asked for, by their display name. */
export const gcpServices: readonly string[] = [...new Set(gcpPrices.flatMap(({ places }) => places.map(({ service }) => service)))].sort();

/** What a list's SKUs say of the prices we know, in one region and in those that are the same everywhere. */
export function readGcp(skus: readonly GcpSku[], region: string, list: ListOf): Price[] {
  return pricesOf(
    skus.flatMap((sku) => foundIn(sku, region)),
    list,
  );
}

function foundIn(sku: GcpSku, region: string): Found[] {
  const where = sku.serviceRegions.includes(region) ? region : sku.serviceRegions.includes('global') ? 'global' : null;
  const rates = sku.pricingInfo[0]?.pricingExpression.tieredRates ?? [];
  const first = rates.map((rate) => ({ ...rate, amount: dollarsOf(rate.unitPrice) })).find(({ amount }) => amount > 0);
  if (where === null || !first || sku.category.usageType !== 'OnDemand' || first.unitPrice.currencyCode !== 'USD') return [];
  return gcpPrices.flatMap((kind) =>
    kind.places.flatMap((place, at): Found[] => {
      if (place.service !== sku.category.serviceDisplayName || (place.not && sku.description.includes(place.not))) return [];
      const name = matched(place.sku, sku.description);
      if (name === null) return [];
      return [
        {
          kind,
          class: place.class ?? name,
          region: where,
          amount: first.amount * (place.times ?? 1),
          rank: [at, where === region ? 0 : 1],
        },
      ];
    }),
  );
}

const dollarsOf = ({ units, nanos }: z.infer<typeof amountSchema>): number => Number(units) + nanos / 1e9;
