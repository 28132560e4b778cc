import type { FileLines } from '@groundwork/churn';

/** Lines by the commit that wrote them. */
export type Counts = ReadonlyMap<string, number>;

/** How many lines of each file each commit of a release wrote; `nameOf` gives `null` for commits of before. */
export function countsOf(files: ReadonlyMap<string, FileLines>, nameOf: (commit: number) => string | null): ReadonlyMap<string, Counts> {
  const counts = new Map<string, Counts>();
  for (const [path, file] of files) {
    const lines = new Map<string, number>();
    for (let line = 0; line < file.length; line++) {
      const name = nameOf(file.birth(line));
      if (name !== null) lines.set(name, (lines.get(name) ?? 0) + 1);
    }
    if (lines.size > 0) counts.set(path, lines);
  }
  return counts;
}

const website = new Set([
  'aider/website/index.html',
  'aider/website/share/index.md',
  'aider/website/_includes/head_custom.html',
  'aider/website/_includes/home.css',
  'aider/website/docs/leaderboards/index.md',
]);
const left = new Set(['aider/website/install.ps1', 'aider/website/install.sh']);

/** The files aider counts: as in its `scripts/blame.py`. */
export function isCounted(path: string): boolean {
  const counts =
    /(?:\.js|\.py|\.scm|\.sh|Dockerfile|Gemfile)$/.test(path) ||
    /^\.github\/workflows\/.*\.yml$/.test(path) ||
    /^aider\/resources\/.*\.yml$/.test(path) ||
    /^tests\/fixtures\/languages\/.*\/test\./.test(path) ||
    website.has(path);
  return counts && !path.endsWith('prompts.py') && !path.startsWith('tests/fixtures/watch') && !left.has(path);
}
