import type { Fixture } from './import.fixture.ts';

/** Who wrote each line, says `git blame --first-parent`: ids of commits. Paths are bytes, as `latin1`. */
export function blame({ git }: Pick<Fixture, 'git'>, commit: string, path: string): readonly string[] {
  const output = git('blame', '--first-parent', '--root', '--incremental', commit, '--', Buffer.from(path, 'latin1').toString('utf8'));
  const lines: string[] = [];
  // `ID FIRST_LINE_THEN FIRST_LINE LINES` for each group, among lines that say more of the commit.
  for (const row of output.toString('latin1').split('\n')) {
    const match = /^([0-9a-f]{40}) \d+ (\d+) (\d+)$/.exec(row);
    if (!match) continue;
    for (let line = 0; line < Number(match[3]); line++) lines[Number(match[2]) - 1 + line] = match[1] ?? '';
  }
  return lines;
}
