import { alter, bytesOf, edited, fresh, linesOf, names, type Tree } from './generate.fixture.ts';
import { day, firstDay, type Entry, type FixtureCommit } from './import.fixture.ts';
import { seeded, type Random } from './random.fixture.ts';

interface Head {
  tip: number;
  tree: Tree;
}

/**
 * A history of several branches that go on side by side and merge each other, back and forth: criss-cross, three and four at once, with what
 * a merge adds, drops or takes from one side alone, the same change on two branches, and branches without a common beginning. Every second
 * seed renames nothing.
 */
export function generateBranches(seed: number): FixtureCommit[] {
  const random = seeded(seed + 7_000_000);
  const renames = seed % 2 === 1;
  const commits: FixtureCommit[] = [];
  const commit = (tree: Tree, parents: readonly number[]): number => {
    const time = firstDay + commits.length * (day / 2) - (random.chance(0.1) ? 4 * day : 0);
    commits.push({ files: Object.fromEntries(tree), parents, time, message: `Watch ${commits.length}`, author: random.pick(hands) });
    return commits.length - 1;
  };
  const start = (): Head => {
    const tree: Tree = new Map();
    for (const name of names.slice(0, 2 + random.below(3))) tree.set(name, fresh(random));
    return { tip: commit(tree, []), tree };
  };
  const heads = [start()];
  for (let step = 0, steps = 10 + random.below(14); step < steps; step++) {
    const head = random.pick(heads);
    if (random.chance(0.25) && heads.length < 4) heads.push(random.chance(0.08) ? start() : { tip: head.tip, tree: new Map(head.tree) });
    else if (random.chance(0.35) && heads.length > 1) join(random, head, heads, commit, renames);
    else if (random.chance(0.08) && heads.length > 1) pick(random, head, random.pick(heads), commit);
    else {
      for (let change = 1 + random.below(2); change > 0; change--) alter(random, head.tree, renames);
      head.tip = commit(head.tree, [head.tip]);
    }
  }
  const [first, ...others] = heads;
  // What is last is what leads to everything.
  if (first && others.length > 0) {
    const tree = mergedTree(random, [first.tree, ...others.map((other) => other.tree)]);
    commit(tree, [first.tip, ...new Set(others.map(({ tip }) => tip).filter((tip) => tip !== first.tip))]);
  }
  return commits;
}

const hands = ['Mira Baker', 'Tom Pilot', 'Ada Crew'];

function join(
  random: Random,
  head: Head,
  heads: readonly Head[],
  commit: (tree: Tree, parents: number[]) => number,
  renames: boolean,
): void {
  const others = heads.filter(({ tip }) => tip !== head.tip).slice(0, random.chance(0.2) ? 3 : 1);
  if (others.length === 0) return;
  const before = { ...head };
  head.tree = mergedTree(random, [head.tree, ...others.map(({ tree }) => tree)]);
  if (random.chance(0.3)) alter(random, head.tree, renames);
  head.tip = commit(head.tree, [before.tip, ...new Set(others.map(({ tip }) => tip))]);
  const [other] = others;
  // Each merges what the other was: there is no one commit from which they both come any more.
  if (!other || !random.chance(0.3)) return;
  other.tree = random.chance(0.5) ? new Map(head.tree) : mergedTree(random, [other.tree, before.tree]);
  other.tip = commit(other.tree, [other.tip, before.tip]);
}

/** A file as another branch has it, by a commit of its own: the same lines are written twice. */
function pick(random: Random, head: Head, other: Head, commit: (tree: Tree, parents: number[]) => number): void {
  if (other.tree.size === 0) return;
  const path = random.pick([...other.tree.keys()]);
  const entry = other.tree.get(path);
  if (entry) head.tree.set(path, entry);
  head.tip = commit(head.tree, [head.tip]);
}

/** Each file of one side, or of several sides together, or of none. */
function mergedTree(random: Random, trees: readonly Tree[]): Tree {
  const tree: Tree = new Map();
  for (const path of new Set(trees.flatMap((one) => [...one.keys()]))) {
    const sides = trees.map((one) => one.get(path));
    const there = sides.filter((side) => side !== undefined);
    if (there.length < sides.length && random.chance(0.4)) continue;
    const side = random.pick(there);
    const other = random.pick(there);
    const isPlain = [side, other].every(({ mode = '100644' }) => mode.startsWith('100'));
    if (random.chance(0.4) || !isPlain || side === other) tree.set(path, side);
    else tree.set(path, woven(random, side, other));
  }
  return tree;
}

/** Lines of both sides, in the order of either, now and then with an edit that neither has. */
function woven(random: Random, one: Entry, other: Entry): Entry {
  const [first, second] = [linesOf(one.bytes), linesOf(other.bytes)];
  const [inFirst, inSecond] = [new Set(first), new Set(second)];
  const lines: string[] = [];
  let at = 0;
  for (const line of first) {
    const found = second.indexOf(line, at);
    if (found >= 0) {
      for (const theirs of second.slice(at, found)) if (!inFirst.has(theirs) && random.chance(0.8)) lines.push(theirs);
      at = found + 1;
    } else if (!inSecond.has(line) && random.chance(0.2)) continue;
    lines.push(line);
  }
  for (const theirs of second.slice(at)) if (!inFirst.has(theirs)) lines.push(theirs);
  const bytes = bytesOf(lines);
  return { ...one, bytes: random.chance(0.3) ? edited(random, bytes) : bytes };
}
