import { day, firstDay, type Entry, type FixtureCommit } from './import.fixture.ts';
import { seeded, type Random } from './random.fixture.ts';

export type Tree = Map<string, Entry>;

const words = 'tide harbour bell rope lantern gull anchor mast sail crew pilot buoy storm quay net barrel cargo deck'.split(' ');
export const names = [
  'north.txt',
  'south.txt',
  'pier/log.c',
  'pier/crew list.md',
  'quay/ñandú.py',
  'quay/"bell"',
  'tab\there',
  'line\nend.txt',
  'deep/er/down.js',
].map((name) => Buffer.from(name, 'utf8').toString('latin1'));
const oddLines = [
  '',
  '',
  '}',
  '\tindented line here',
  '-- a dash',
  '++ a plus',
  '@@ -1,2 +1,2 @@',
  'diff --git a/x b/x',
  '\\ No newline at end of file',
  ' space',
];

/** A history of up to 14 commits on the branch, made of what has broken such counts before. Every second seed renames nothing. */
export function generateHistory(seed: number): FixtureCommit[] {
  const random = seeded(seed);
  const renames = seed % 2 === 1;
  const commits: FixtureCommit[] = [];
  let tree: Tree = new Map();
  for (const name of names.slice(0, 2 + random.below(3))) tree.set(name, fresh(random));
  let trunk = -1;
  for (let step = 0, steps = 5 + random.below(10); step < steps; step++) {
    const parents = trunk < 0 ? [] : [trunk];
    if (trunk >= 0 && random.chance(0.2)) {
      const merged = branch(random, commits, tree, trunk, renames);
      tree = merged.tree;
      parents.push(merged.tip);
    }
    for (let change = step === 0 ? 0 : 1 + random.below(3); change > 0; change--) alter(random, tree, renames);
    trunk = commits.length;
    const time = firstDay + step * day + (random.chance(0.1) ? -3 * day : 0);
    commits.push({
      files: Object.fromEntries(tree),
      parents,
      time,
      message: random.chance(0.1) ? 'Revert "x"\n\nThis reverts commit 0000000.' : `Step ${step}`,
    });
  }
  return commits;
}

/** Commits on a side, and the tree with what they did: theirs, or, in a merge somebody made by hand, more or less of it. */
function branch(random: Random, commits: FixtureCommit[], tree: Tree, from: number, renames: boolean): { tree: Tree; tip: number } {
  const side: Tree = new Map(tree);
  let tip = from;
  for (let step = 1 + random.below(2); step > 0; step--) {
    alter(random, side, renames);
    commits.push({ files: Object.fromEntries(side), parents: [tip], author: 'Side Hand', email: 'side@harbour.example' });
    tip = commits.length - 1;
  }
  return { tree: side, tip };
}

export function alter(random: Random, tree: Tree, renames: boolean): void {
  const paths = [...tree.keys()];
  const path = paths.length === 0 ? null : random.pick(paths);
  const entry = path === null ? undefined : tree.get(path);
  if (path === null || !entry || random.chance(0.1)) return void tree.set(random.pick(names), fresh(random));
  if (entry.mode === '160000' || entry.mode === '120000')
    return void (random.chance(0.5) ? tree.set(path, special(random)) : tree.set(path, fresh(random)));
  const kind = random.below(renames ? 17 : 13);
  if (kind < 6) tree.set(path, { ...entry, bytes: edited(random, entry.bytes) });
  else if (kind === 6) tree.set(path, { ...entry, bytes: lineEnds(random, entry.bytes) });
  else if (kind === 7) tree.set(path, { ...entry, bytes: finalNewline(entry.bytes) });
  else if (kind === 8) tree.set(path, { ...entry, bytes: binary(random, entry.bytes) });
  else if (kind === 9) tree.set(path, random.chance(0.5) ? special(random) : { bytes: Buffer.alloc(0) });
  else if (kind === 10) tree.set(path, { ...entry, mode: entry.mode === '100755' ? '100644' : '100755' });
  else if (kind === 11) moveBlock(random, tree, path);
  else if (kind === 12) tree.delete(path);
  else if (kind === 13) swap(tree, path, random.pick(paths));
  else rename(random, tree, path, kind === 16);
}

export function fresh(random: Random): Entry {
  return { bytes: Buffer.from(Array.from({ length: random.below(25) }, () => `${lineOf(random)}\n`).join(''), 'latin1') };
}

function lineOf(random: Random): string {
  if (random.chance(0.2)) return random.pick(oddLines);
  if (random.chance(0.05)) return 'caf\xe9 \x1b[31m\x07 control\x0c and \xff bytes';
  if (random.chance(0.05)) return 'lone\rreturn\rhere';
  return Array.from({ length: 2 + random.below(4) }, () => random.pick(words)).join(' ');
}

/** Lines with their ends. */
export function linesOf(bytes: Buffer): string[] {
  return bytes.toString('latin1').match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

export function bytesOf(lines: readonly string[]): Buffer {
  return Buffer.from(lines.join(''), 'latin1');
}

export function edited(random: Random, bytes: Buffer): Buffer {
  const lines = linesOf(bytes);
  for (let edit = 1 + random.below(3); edit > 0; edit--) {
    const at = random.below(lines.length + 1);
    const gone = random.below(3);
    lines.splice(at, gone, ...Array.from({ length: random.below(4) }, () => `${lineOf(random)}\n`));
  }
  return bytesOf(lines);
}

function lineEnds(random: Random, bytes: Buffer): Buffer {
  const all = random.chance(0.5);
  return bytesOf(
    linesOf(bytes).map((line) =>
      all || random.chance(0.3) ? (line.endsWith('\r\n') ? line.replace('\r\n', '\n') : line.replace('\n', '\r\n')) : line,
    ),
  );
}

function finalNewline(bytes: Buffer): Buffer {
  return bytes.at(-1) === 10 ? bytes.subarray(0, -1) : Buffer.concat([bytes, Buffer.from('\n')]);
}

/** Becomes binary, or text again. */
function binary(random: Random, bytes: Buffer): Buffer {
  return bytes.includes(0)
    ? Buffer.from(bytes.filter((byte) => byte !== 0))
    : Buffer.concat([Buffer.from(`\0${random.pick(words)}\n`), bytes]);
}

function special(random: Random): Entry {
  if (random.chance(0.5)) return { bytes: Buffer.from(random.pick(words)), mode: '120000' };
  return { bytes: Buffer.from(random.pick(['1', '2', '3']).repeat(40)), mode: '160000' };
}

function moveBlock(random: Random, tree: Tree, from: string): void {
  const to = random.pick([...tree.keys()]);
  const [source, target] = [tree.get(from), tree.get(to)];
  if (!source || !target || from === to || target.mode === '160000' || target.mode === '120000') return;
  const lines = linesOf(source.bytes);
  const at = random.below(lines.length + 1);
  const block = lines.splice(at, 1 + random.below(8));
  const others = linesOf(target.bytes);
  others.splice(random.below(others.length + 1), 0, ...block.map((line) => (line.endsWith('\n') ? line : `${line}\n`)));
  tree.set(from, { ...source, bytes: bytesOf(lines) });
  tree.set(to, { ...target, bytes: bytesOf(others) });
}

function swap(tree: Tree, one: string, other: string): void {
  const [first, second] = [tree.get(one), tree.get(other)];
  if (first) tree.set(other, first);
  if (second) tree.set(one, second);
}

/** Under a new name, with or without edits; a hard one leaves a copy, or takes the name of a file that goes elsewhere. */
function rename(random: Random, tree: Tree, from: string, hard: boolean): void {
  const entry = tree.get(from);
  const to = random.pick(names);
  if (!entry || to === from) return;
  const displaced = tree.get(to);
  tree.delete(from);
  tree.set(to, random.chance(0.5) ? entry : { ...entry, bytes: edited(random, entry.bytes) });
  if (!hard) return;
  if (displaced) tree.set(`${from}.old`, displaced);
  else tree.set(`${to}.copy`, { ...entry, bytes: edited(random, entry.bytes) });
}
