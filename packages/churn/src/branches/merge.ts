import { operations } from '../operations/definitions.ts';
import type { MergeChange, MergedFile } from '../record/merge.ts';
import type { FileVersion } from './branch-tree.ts';
import { inconsistent } from './inconsistent.ts';
import { copyOf, type Merging } from './merging.ts';
import { nothing } from './ordinary.ts';
import { reconcile } from './reconcile.ts';

/**
 * A merge makes the lines that none of its parents has; every other line is the one of the first parent that has it, as for `git blame`: of
 * the first whose file is the same, else of the first whose diff keeps it. Returns the files of the merge that are not those of its first parent.
 */
export function applyMerge({ commit, files, unlikeFirst }: MergeChange, merging: Merging): ReadonlyMap<number, FileVersion> {
  const { index, parents, paths, result, combined } = merging;
  for (const file of files) {
    const path = paths.numberOf(file.path);
    const versions = file.parents.map((parent, at): FileVersion | null => {
      if (parent === null) return null;
      const version = parents[at]?.get(paths.numberOf(parent.path));
      if (version?.id !== parent.id) throw inconsistent(commit.sha, parent.path);
      return version;
    });
    combined.add(path);
    for (const from of file.parents.flatMap((parent) => (parent ? [paths.numberOf(parent.path)] : []))) {
      combined.add(from);
      if (from !== path) paths.movedFrom.add(from);
    }
    result.set(path, versionOf(file, versions, merging, commit.sha));
  }
  for (const { path: name, id } of unlikeFirst) {
    const path = paths.numberOf(name);
    if (result.has(path)) continue;
    const taken = parents.map((parent) => parent.get(path)).find((version) => (version?.id ?? 0) === id);
    if (!taken && id !== 0) throw inconsistent(commit.sha, name);
    // Where one never had it, there is still something it is no more.
    result.set(path, taken ?? nothing(index));
  }
  reconcile(merging);
  return result;
}

function versionOf(file: MergedFile, versions: readonly (FileVersion | null)[], merging: Merging, sha: string): FileVersion {
  const { index } = merging;
  if (file.id === 0) return nothing(index);
  const isHere = (at: number): boolean => file.parents[at]?.path === file.path;
  const same = versions.find((version, at) => version?.id === file.id && isHere(at));
  if (same) return same;
  const renamed = versions.find((version) => version?.id === file.id);
  if (renamed) return { id: file.id, lines: renamed.lines, made: index, renamed: true };
  return {
    id: file.id,
    lines: Int32Array.from(file.opaque ? unseenLines(file, versions, merging) : mergedLines(file, versions, merging, sha)),
    made: index,
    renamed: versions.some((version, at) => version !== null && (version.renamed || !isHere(at))),
  };
}

function unseenLines(
  { path, contents }: MergedFile,
  versions: readonly (FileVersion | null)[],
  { index, lives, paths, unseen }: Merging,
): number[] {
  for (const version of versions) for (const line of version?.lines ?? []) unseen.add(line);
  const born = { by: index, birth: index, origin: index, path: paths.numberOf(path), operation: operations.transition };
  return contents.map((content) => lives.make({ ...born, content }));
}

function mergedLines(file: MergedFile, versions: readonly (FileVersion | null)[], merging: Merging, sha: string): number[] {
  const { index, lives, paths, twins } = merging;
  const path = paths.numberOf(file.path);
  const here = new Set<number>();
  const lines: number[] = [];
  const at = versions.map(() => 0);
  let own = 0;
  /** The next line, which these parents have: as bits. */
  const follow = (has: number): void => {
    let found = -1;
    for (const [parent, version] of versions.entries()) {
      if ((has & (1 << parent)) === 0) continue;
      const place = at[parent] ?? 0;
      at[parent] = place + 1;
      if (!version) continue;
      const line = version.lines[place];
      if (line === undefined) throw inconsistent(sha, file.path);
      if (found < 0) found = line;
      else if (line !== found) twins.add(line);
    }
    if (found < 0) {
      const content = file.contents[own++] ?? 0;
      const operation = content === 0 ? operations.noop : operations.added;
      found = lives.make({ by: index, birth: index, origin: index, content, path, operation });
    } else if (here.has(found)) found = copyOf(found, path, merging);
    here.add(found);
    lines.push(found);
  };
  const everyone = 2 ** versions.length - 1;
  const [hunks, flags] = [file.hunks, file.lines];
  for (let hunk = 0; hunk < hunks.length; hunk += 3) {
    while (lines.length < (hunks[hunk] ?? 0)) follow(everyone);
    for (let flag = hunks[hunk + 1] ?? 0; flag < (hunks[hunk + 2] ?? 0); flag++) {
      const has = flags[flag] ?? 0;
      if (has >= 0) follow(has);
      else for (const parent of at.keys()) if ((-has & (1 << parent)) !== 0) at[parent] = (at[parent] ?? 0) + 1;
    }
  }
  const seen = versions.findIndex((version) => version !== null);
  if (seen < 0) return lines;
  for (const end = versions[seen]?.lines.length ?? 0; (at[seen] ?? 0) < end;) follow(everyone);
  for (const [parent, version] of versions.entries())
    if (version && version.lines.length !== at[parent]) throw inconsistent(sha, file.path);
  return lines;
}
