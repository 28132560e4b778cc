import type { Ref } from '../repository/refs.ts';

export interface Tag {
  readonly name: string;
  readonly revision: string;
  /** As of its `Ref`. */
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

/** Those of references that are tags, in order of time. */
export function tagsOf(refs: readonly Ref[]): readonly Tag[] {
  const tags = refs.flatMap(({ name: full, commit, at }): Tag[] => {
    if (!full.startsWith(folder)) return [];
    const name = full.slice(folder.length);
    return [{ name, revision: commit, at, version: versionOf(name) }];
  });
  return tags.toSorted((a, b) => a.at - b.at || a.name.localeCompare(b.name, 'en', { numeric: true }));
}

const folder = 'refs/tags/';

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
