/** A line of a file and what it says. */
export interface Line {
  readonly line: number;
  readonly hash: string;
  /** It says something: a bracket or an empty line alone is found everywhere. */
  readonly telling: boolean;
}

export interface Matched {
  /** Lines that are as the agent wrote them. */
  readonly agent: readonly number[];
  /** Lines that stand where lines of the agent stood: somebody changed them. */
  readonly edited: readonly number[];
}

/** Cells of the table that two sequences are compared in; longer ones are compared from their beginning on. */
const mostCells = 9_000_000;

/** Finds lines an agent wrote, in their order, among those a commit added. */
export function matchLines(known: readonly string[], added: readonly Line[]): Matched {
  const pairs = known.length * added.length <= mostCells ? longest(known, added) : greedy(known, added);
  if (!pairs.some(([, at]) => added[at]?.telling)) return { agent: [], edited: [] };
  const edited: number[] = [];
  let [lastKnown, lastAdded] = [-1, -1];
  for (const [of, at] of [...pairs, [known.length, added.length] as const]) {
    // Something of the agent's is missing just where something else stands now.
    if (of - lastKnown > 1) for (let between = lastAdded + 1; between < at; between += 1) edited.push(added[between]?.line ?? 0);
    [lastKnown, lastAdded] = [of, at];
  }
  return { agent: pairs.map(([, at]) => added[at]?.line ?? 0), edited };
}

type Pair = readonly [known: number, added: number];

/** The longest common sequence. */
function longest(known: readonly string[], added: readonly Line[]): readonly Pair[] {
  const width = added.length + 1;
  const lengths = new Uint32Array((known.length + 1) * width);
  const at = (row: number, column: number): number => lengths[row * width + column] ?? 0;
  for (let row = known.length - 1; row >= 0; row -= 1) {
    for (let column = added.length - 1; column >= 0; column -= 1) {
      const same = known[row] === added[column]?.hash;
      lengths[row * width + column] = same ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const pairs: Pair[] = [];
  for (let row = 0, column = 0; row < known.length && column < added.length;) {
    if (known[row] === added[column]?.hash) pairs.push([row++, column++]);
    else if (at(row + 1, column) >= at(row, column + 1)) row += 1;
    else column += 1;
  }
  return pairs;
}

function greedy(known: readonly string[], added: readonly Line[]): readonly Pair[] {
  const pairs: Pair[] = [];
  let from = 0;
  for (const [of, hash] of known.entries()) {
    const at = added.findIndex((line, index) => index >= from && index < from + 1000 && line.hash === hash);
    if (at === -1) continue;
    pairs.push([of, at]);
    from = at + 1;
  }
  return pairs;
}

export interface LineRange {
  readonly start: number;
  readonly end: number;
}

export function rangesOf(lines: readonly number[]): readonly LineRange[] {
  const ranges: { start: number; end: number }[] = [];
  for (const line of lines.toSorted((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last && line <= last.end + 1) last.end = Math.max(last.end, line);
    else ranges.push({ start: line, end: line });
  }
  return ranges;
}
