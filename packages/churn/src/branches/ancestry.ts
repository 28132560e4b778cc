/** Which commits lead to which, by indexes: parents come before their children. */
export class Ancestry {
  readonly #parents: (readonly number[])[] = [];
  readonly #asked = new Map<number, boolean>();

  add(parents: readonly number[]): void {
    this.#parents.push(parents);
  }

  /**
   * For commits that lead to some of these tips and not to all: which, as bits. All others that lead to any lead to all of them, but for
   * commits behind these, which are not looked at.
   */
  apart(tips: readonly number[]): ReadonlyMap<number, number> {
    const all = 2 ** tips.length - 1;
    const colours = new Map<number, number>();
    const ahead = new Heap();
    for (const [bit, tip] of tips.entries()) {
      if (!colours.has(tip)) ahead.push(tip);
      colours.set(tip, (colours.get(tip) ?? 0) | (1 << bit));
    }
    // Commits in `ahead` that not all tips lead to: when there are none, everything further back is common.
    let open = [...colours.values()].filter((colour) => colour !== all).length;
    while (open > 0) {
      const commit = ahead.pop();
      const colour = colours.get(commit) ?? 0;
      if (colour !== all) open--;
      for (const parent of this.#parents[commit] ?? []) {
        const before = colours.get(parent);
        const now = (before ?? 0) | colour;
        if (before === undefined) ahead.push(parent);
        if (before === undefined && now !== all) open++;
        if (before !== undefined && before !== all && now === all) open--;
        colours.set(parent, now);
      }
    }
    for (const [commit, colour] of colours) if (colour === all) colours.delete(commit);
    return colours;
  }

  /** Whether one commit leads to a later one. */
  leads(from: number, to: number): boolean {
    if (from >= to) return from === to;
    const key = from * 2 ** 26 + to;
    const known = this.#asked.get(key);
    if (known !== undefined) return known;
    const seen = new Set([to]);
    const ahead = [to];
    let found = false;
    for (let commit = ahead.pop(); commit !== undefined && !found; commit = ahead.pop()) {
      for (const parent of this.#parents[commit] ?? []) {
        found ||= parent === from;
        if (parent <= from || seen.has(parent)) continue;
        seen.add(parent);
        ahead.push(parent);
      }
    }
    this.#asked.set(key, found);
    return found;
  }
}

/** Numbers of which the largest comes out first. */
class Heap {
  readonly #values: number[] = [];

  push(value: number): void {
    const values = this.#values;
    let at = values.push(value) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if ((values[above] ?? 0) >= value) break;
      values[at] = values[above] ?? 0;
      at = above;
    }
    values[at] = value;
  }

  pop(): number {
    const values = this.#values;
    const first = values[0] ?? -1;
    const last = values.pop() ?? -1;
    if (values.length === 0) return first;
    let at = 0;
    for (;;) {
      let below = at * 2 + 1;
      if (below >= values.length) break;
      if (below + 1 < values.length && (values[below + 1] ?? 0) > (values[below] ?? 0)) below++;
      if ((values[below] ?? 0) <= last) break;
      values[at] = values[below] ?? 0;
      at = below;
    }
    values[at] = last;
    return first;
  }
}
