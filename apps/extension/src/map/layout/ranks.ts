export interface Link {
  readonly from: string;
  readonly to: string;
}

/**
 * The column of each node: whoever is asked stands right of who asks, and everybody as far right as can be, so that what
 * needs only resources stands beside them. Links that close a circle are left out of the count.
 */
export function ranksOf(ids: readonly string[], links: readonly Link[]): ReadonlyMap<string, number> {
  const next = new Map<string, string[]>(ids.map((id) => [id, []]));
  for (const { from, to } of links) if (next.has(to)) next.get(from)?.push(to);

  const distance = new Map<string, number>();
  const onPath = new Set<string>();
  const toTheEnd = (id: string): number => {
    const known = distance.get(id);
    if (known !== undefined) return known;
    onPath.add(id);
    const beyond = (next.get(id) ?? []).filter((each) => !onPath.has(each)).map((each) => toTheEnd(each) + 1);
    onPath.delete(id);
    const longest = Math.max(0, ...beyond);
    distance.set(id, longest);
    return longest;
  };
  const most = Math.max(0, ...ids.map(toTheEnd));
  return new Map(ids.map((id) => [id, most - toTheEnd(id)]));
}
