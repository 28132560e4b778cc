/** One thing to bring up, after others. */
export interface Node {
  readonly id: string;
  readonly needs: readonly string[];
  /** Brings it up; `false` or a rejection when that failed. */
  readonly run: () => Promise<boolean>;
  /** Told instead of `run` when something it needs did not come up. */
  readonly skip: (missing: string) => void;
}

/** Runs every node as soon as what it needs is there, as many at once as can be. Gives the ids of those that failed or were skipped. */
export async function runGraph(nodes: readonly Node[]): Promise<string[]> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const begun = new Map<string, Promise<boolean>>();
  const begin = (node: Node): Promise<boolean> => {
    const known = begun.get(node.id);
    if (known) return known;
    const outcome = bringUp(node);
    begun.set(node.id, outcome);
    return outcome;
  };
  const bringUp = async (node: Node): Promise<boolean> => {
    const needed = node.needs.flatMap((id) => byId.get(id) ?? []);
    const outcomes = await Promise.all(needed.map(begin));
    const missing = needed.find((_, index) => outcomes[index] === false);
    if (missing) {
      node.skip(missing.id);
      return false;
    }
    return node.run().catch(() => false);
  };
  const outcomes = await Promise.all(nodes.map(begin));
  return nodes.filter((_, index) => outcomes[index] === false).map(({ id }) => id);
}
