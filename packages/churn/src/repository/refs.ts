import { askGit } from './git.ts';

/** A reference that leads to a commit. */
export interface Ref {
  /** In full: `refs/tags/v1.2.3`. */
  readonly name: string;
  readonly commit: string;
  /** Seconds since 1970: when the tag was made, or its commit where the tag has no date of its own. */
  readonly at: number;
}

/** Tags, and notes of git. */
export async function readRefs(folder: string): Promise<readonly Ref[]> {
  const fields = '%(refname)%00%(objecttype)%00%(objectname)%00%(*objecttype)%00%(*objectname)%00%(creatordate:unix)';
  const { output } = await askGit(folder, ['for-each-ref', `--format=${fields}`, 'refs/tags', 'refs/notes']);
  return output
    .toString('utf8')
    .split('\n')
    .flatMap((row): Ref[] => {
      const [name = '', type, id = '', pointed, peeled = '', at = ''] = row.split('\0');
      const commit = type === 'commit' ? id : pointed === 'commit' ? peeled : null;
      return commit === null ? [] : [{ name, commit, at: Number(at) }];
    });
}
