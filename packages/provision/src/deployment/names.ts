import { createHash } from 'node:crypto';

/** A name that every target takes: small letters, digits and `-`, beginning with a letter. A longer one ends in a hash of the whole. */
export function identifierOf(name: string, longest = 24): string {
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '');
  const known = plain === '' ? `x${hashOf(name)}` : plain;
  if (known.length <= longest) return known;
  return `${known.slice(0, longest - 7).replace(/-+$/, '')}-${hashOf(name)}`;
}

/** The same for several names, each different from the others; the same names give the same identifiers, in any order. */
export function identifiersOf(names: readonly string[], longest = 24): ReadonlyMap<string, string> {
  const plain = new Map(names.map((name) => [name, identifierOf(name, longest)]));
  const taken = Map.groupBy(plain, ([, id]) => id);
  return new Map(
    [...plain].map(([name, id]) => [name, (taken.get(id)?.length ?? 0) > 1 ? `${id.slice(0, longest - 7)}-${hashOf(name)}` : id]),
  );
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 6);
