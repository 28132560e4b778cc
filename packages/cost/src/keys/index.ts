import { awsPrices } from './aws.ts';
import { azurePrices } from './azure.ts';
import { gcpPrices } from './gcp.ts';
import { slot, slotIn, type PriceKind } from './kind.ts';

/** Everything that can have a price, by cloud. A cluster somebody already has costs what it costs: Kubernetes has none. */
export const priceKinds = { kubernetes: [], aws: awsPrices, gcp: gcpPrices, azure: azurePrices } as const;

const all: readonly PriceKind<unknown>[] = Object.values(priceKinds).flat();
const plain = new Map(all.filter(({ key }) => !key.includes(slot)).map((kind) => [kind.key, kind]));
const classed = all.filter(({ key }) => key.includes(slot));

/** The kind a key is of, or `null` where it follows no row of the tables: a mistake of whoever wrote the key. */
export function priceKindOf(key: string): PriceKind<unknown> | null {
  return plain.get(key) ?? classed.find((kind) => slotIn(kind.key, key) !== null) ?? null;
}
