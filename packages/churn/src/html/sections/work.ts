import type { Account } from '../../account/schema.ts';
import { sources } from '../../attribution/classes.ts';
import { html, type Markup } from '../markup.ts';
import { table } from '../table.ts';
import { count, percent } from '../words.ts';
import { classNames } from './life.ts';

export function work({ attribution, classes, commits, windowDays }: Account): Markup {
  const lines = attribution.shares.reduce((sum, share) => sum + share.lines, 0);
  const rows = attribution.shares.map(({ source, class: name, commits: of, lines: part }) => [
    classNames[name] ?? name,
    percent(lines === 0 ? null : part / lines),
    percent(of / Math.max(commits, 1)),
    sources[source],
  ]);
  const churn = classes.map(({ name, commits: of, churn: { ofAdded } }) => [
    classNames[name] ?? name,
    count(of),
    percent(ofAdded.share),
    count(ofAdded.of),
  ]);
  const said = attribution.commits
    .filter(({ class: name }) => name !== 'unknown')
    .slice(-30)
    .toReversed();
  return html`<section>
    <h2>Whose work</h2>
    <p>
      By what tools recorded and commits say. Nobody has to say anything, and anybody can: what nothing is said of stays unknown, and is not
      taken for a person's.
    </p>
    ${table(['Whose', 'Lines', 'Commits', 'How that is known'], rows, [3])}
    ${table(['Whose', 'Commits', `Churn ${windowDays} d`, 'Lines written'], churn)}
    ${
      said.length === 0
        ? null
        : html`<details>
            <summary>The evidence, commit by commit (last ${said.length})</summary>
            ${table(
              ['Commit', 'Whose', 'Tool', 'Because'],
              said.map(({ commit, class: name, tool, why }) => [commit.slice(0, 10), classNames[name] ?? name, tool ?? '', why]),
              [3],
            )}
          </details>`
    }
  </section>`;
}
