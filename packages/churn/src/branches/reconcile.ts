import { operations } from '../operations/definitions.ts';
import type { FileVersion } from './branch-tree.ts';
import { copyOf, type Merging } from './merging.ts';

/**
 * Notes what a merge takes out: lines that a parent has, the merge has not, and no commit of another parent's branch took out. Where another
 * parent's branch knew the line and has it no more, that branch took it out, and the merge does nothing.
 */
export function reconcile(merging: Merging): void {
  const { index, parents, lives, apart, twins, unseen } = merging;
  const unlike = unlikePaths(merging);
  separate(unlike, merging);
  /** Paths at which more than one side did something. */
  const open = unlike.filter((path) => isOpen(path, merging));
  if (open.length === 0) return;
  // A line stands at two paths on two branches only where one of them was renamed.
  const watched = [...new Set([...open, ...merging.combined, ...unlike.filter((path) => wasMoved(path, merging))])];
  const near = standing(watched, merging);
  let far: Standing | null = null;
  const taken = new Set<number>();
  for (const path of open) {
    const now = after(path, merging);
    for (const [at, parent] of parents.entries()) {
      const before = parent.get(path);
      if (!before || before === now) continue;
      const { stays, stood } = before.renamed ? (far ??= standing(unlike, merging)) : near;
      for (const line of before.lines) {
        if (stays.has(line) || taken.has(line)) continue;
        const tookOut = parents.some((_, other) => other !== at && leadsTo(lives.by(line), other, apart) && !stood[other]?.has(line));
        if (tookOut) continue;
        taken.add(line);
        const isKnown = before.id === now?.id || twins.has(line) || unseen.has(line);
        const operation = isKnown ? operations.transition : lives.content(line) === 0 ? operations.noop : operations.deleted;
        lives.take(line, { by: index, path, operation });
      }
    }
  }
}

/** The lines that stand at some paths: in the merge, and in each parent. */
interface Standing {
  readonly stays: ReadonlySet<number>;
  readonly stood: readonly ReadonlySet<number>[];
}

function standing(paths: readonly number[], merging: Merging): Standing {
  const linesOf = (versionAt: (path: number) => FileVersion | undefined): ReadonlySet<number> => {
    const lines = new Set<number>();
    for (const path of paths) for (const line of versionAt(path)?.lines ?? []) lines.add(line);
    return lines;
  };
  return { stays: linesOf((path) => after(path, merging)), stood: merging.parents.map((parent) => linesOf((path) => parent.get(path))) };
}

function wasMoved(path: number, merging: Merging): boolean {
  const versions = [after(path, merging), ...merging.parents.map((parent) => parent.get(path))];
  return versions.some((version) => version?.renamed || version?.id === 0);
}

function unlikePaths({ parents, result }: Merging): number[] {
  const paths = new Set(result.keys());
  const [first, ...others] = parents;
  for (const other of others) for (const path of first?.unlike(other) ?? []) paths.add(path);
  return [...paths].toSorted((a, b) => a - b);
}

function after(path: number, { parents, result }: Merging): FileVersion | undefined {
  return result.get(path) ?? parents[0]?.get(path);
}

/**
 * Whether lines can have gone here with the merge: not where it has one parent's file, and all that the others have was known to that
 * parent's branch, which took out what is gone of it. That does not hold where lines went on at another path: the merge may have
 * the file of another parent there.
 */
function isOpen(path: number, merging: Merging): boolean {
  const { parents, apart, paths } = merging;
  const now = after(path, merging);
  const from = [...parents.keys()].filter((at) => parents[at]?.get(path) === now);
  return parents.some((parent) => {
    const version = parent.get(path);
    if (version === undefined || version === now || version.lines.length === 0) return false;
    return paths.movedFrom.has(path) || !from.some((at) => leadsTo(version.made, at, apart));
  });
}

function leadsTo(commit: number, parent: number, apart: ReadonlyMap<number, number>): boolean {
  const colours = apart.get(commit);
  return colours === undefined || (colours & (1 << parent)) !== 0;
}

/** Gives lines of their own to a file that has the same ones as another: one branch renamed what another kept, and the merge has both. */
function separate(unlike: readonly number[], merging: Merging): void {
  const { parents, result, apart, lives } = merging;
  const suspect = unlike.some((path) => {
    const now = after(path, merging);
    if (!now || now.lines.length === 0) return false;
    return parents.some((parent, at) => {
      const version = parent.get(path);
      const isMissing = version === undefined ? now.renamed : version.id === 0;
      return isMissing && now.lines.some((line) => leadsTo(lives.by(line), at, apart));
    });
  });
  if (!suspect) return;
  const seen = new Set<number>();
  for (const path of unlike) {
    const now = after(path, merging);
    if (!now) continue;
    if (now.lines.some((line) => seen.has(line)))
      result.set(path, {
        ...now,
        lines: now.lines.map((line) => (seen.has(line) ? copyOf(line, path, merging) : line)),
        made: merging.index,
      });
    for (const line of now.lines) seen.add(line);
  }
}
