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
  /** The first that a list has counts; none where no list is known to have it. */
  readonly places: readonly Place[];
}

export const slot = '{class}';

/** What stands for the slot of a text in another, `''` where the text has none, `null` where they differ otherwise. */
export function slotIn(text: string, actual: string): string | null {
  const at = text.indexOf(slot);
  if (at === -1) return text === actual ? '' : null;
  const [before, after] = [text.slice(0, at), text.slice(at + slot.length)];
  const inner = actual.slice(before.length, actual.length - after.length);
  if (!actual.startsWith(before) || !actual.endsWith(after) || actual.length < before.length + after.length) return null;
  return /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(inner) ? inner : null;
}

/** The key of a kind for a class. */
export const keyOf = ({ key }: Pick<PriceKind<unknown>, 'key'>, name: string): string => key.replace(slot, name);
