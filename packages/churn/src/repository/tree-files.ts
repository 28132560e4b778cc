import type { Repository } from './repository.ts';

/** A regular file of a commit. */
export interface TreeFile {
  /** Bytes, as `latin1`. */
  readonly path: string;
  readonly id: string;
}

/** The regular files of a commit; links and submodules are none. */
export async function treeFiles({ run }: Pick<Repository, 'run'>, commit: string): Promise<readonly TreeFile[]> {
  const rows = (await run(['ls-tree', '-r', '-z', commit])).toString('latin1').split('\0');
  return rows.flatMap((row): TreeFile[] => {
    const tab = row.indexOf('\t');
    if (!row.startsWith('100') || tab < 0) return [];
    return [{ path: row.slice(tab + 1), id: row.slice(row.lastIndexOf(' ', tab) + 1, tab) }];
  });
}
