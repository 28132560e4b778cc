import { askGit } from '../repository/git.ts';

export interface Tag {
  readonly name: string;
  readonly revision: string;
  /** Seconds since 1970: when the tag was made, or its commit where the tag has no date of its own. */
  readonly at: number;
  readonly version: Version | null;
}

export interface Version {
  /** Before the number: `v`, `api-v`, `@shop/api@`. Releases of one package only follow each other. */
  readonly prefix: string;
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  /** `rc.1`, `beta`: not given to everybody. */
  readonly pre: boolean;
}

/** The tags of a repository that lead to a commit, in order of time. */
export async function tagsOf(folder: string): Promise<readonly Tag[]> {
  const fields = '%(refname:strip=2)%00%(objecttype)%00%(objectname)%00%(*objecttype)%00%(*objectname)%00%(creatordate:unix)';
  const { output } = await askGit(folder, ['for-each-ref', `--format=${fields}`, 'refs/tags']);
  const tags = output
    .toString('utf8')
    .split('\n')
    .flatMap((row): Tag[] => {
      const [name = '', type, id = '', pointed, commit = '', at = ''] = row.split('\0');
      const revision = type === 'commit' ? id : pointed === 'commit' ? commit : null;
      return revision === null ? [] : [{ name, revision, at: Number(at), version: versionOf(name) }];
    });
  return tags.toSorted((a, b) => a.at - b.at || a.name.localeCompare(b.name, 'en', { numeric: true }));
}

/** Semantic versions and the forms of before them: `v1.2.3`, `release-2.0`, `1.4.0rc1`. */
export function versionOf(tag: string): Version | null {
  const match =
    /^(.*?)(\d+)\.(\d+)(?:\.(\d+))?(?:\.\d+)?(?:[-.]?(alpha|beta|rc|pre|dev|preview|canary|next|nightly|[abc](?=\d))[-.\d]*.*)?(?:\+.*)?$/i.exec(
      tag,
    );
  if (!match) return null;
  const [, prefix = '', major, minor, patch = '0', pre] = match;
  return { prefix, major: Number(major), minor: Number(minor), patch: Number(patch), pre: pre !== undefined };
}
