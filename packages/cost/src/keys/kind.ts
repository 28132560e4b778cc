/** What one price is for. `million requests` and the like are what a bill counts, an hour of a month being 1/730 of it. */
export const units = [
  'hour',
  'vCPU-hour',
  'GB-hour',
  'ACU-hour',
  'LCU-hour',
  'shard-hour',
  'minute',
  'day',
  'month',
  'GB-month',
  'GB',
  'request',
  'thousand requests',
  'million requests',
  'thousand messages',
  'million messages',
] as const;

export type Unit = (typeof units)[number];

/**
 * One row of what is known of a cloud's prices: the key targets use, and where the cloud's public list has it. `{class}` in a key
 * stands for the cloud's own name of a size (`db.t4g.micro`, `Standard_B1ms`), which is the rest of the key.
 */
export interface PriceKind<Place> {
  readonly key: string;
  readonly unit: Unit;
  /** For a person: `Fargate, a vCPU on Graviton`. */
  readonly what: string;
  /** `null` where the list does not have it in a form that is known. */
  readonly place: Place | null;
}

const slot = '{class}';

/** The class a key names of a kind: '' where the kind has none, `null` where the key is of another kind. */
export function classOf({ key }: Pick<PriceKind<unknown>, 'key'>, price: string): string | null {
  if (!key.endsWith(slot)) return key === price ? '' : null;
  const stem = key.slice(0, -slot.length);
  const rest = price.slice(stem.length);
  return price.startsWith(stem) && /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(rest) ? rest : null;
}

/** The key of a kind for a class. */
export const keyOf = ({ key }: Pick<PriceKind<unknown>, 'key'>, name: string): string => key.replace(slot, name);
