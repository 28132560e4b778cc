import type { GitClear } from '../../table/schema.ts';
import { html, type Markup } from '../markup.ts';
import { table } from '../table.ts';
import { count, percent } from '../words.ts';

/** The table of years, ages and correlations; for one repository or a set. */
export function gitClearTable({ years, cohorts, correlations, repositories, windowDays }: GitClear): Markup {
  const many = repositories.length > 1;
  const rows = years.map((row) => [
    String(row.year),
    ...[row.added, row.deleted, row.updated, row.moved, row.copied, row.copiedFromRepository, row.findReplaced].map((share) =>
      percent(share),
    ),
    percent(row.churn.share),
    ...(many ? [percent(row.standardised)] : []),
    percent(row.ai),
    count(row.changed),
  ]);
  const head = [
    'Year',
    'Added',
    'Deleted',
    'Updated',
    'Moved',
    'Copied',
    'From repo',
    'Replaced',
    `Churn ${windowDays} d`,
    ...(many ? ['Same mix'] : []),
    'AI, at least',
    'Lines',
  ];
  const ages = cohorts
    .filter(({ share }) => share !== null)
    .map(({ age, year, of, share, repositories: projects }) => [age, String(year), percent(share), count(of), String(projects)]);
  return html`<section>
    <h2>What was done to lines, year by year</h2>
    <p>
      The columns of GitClear's <i>Coding on Copilot</i>, as shares of all changed lines without those in which only whitespace changed.
      ${many ? `${repositories.length} repositories together; "same mix" is churn as it would be if every year had projects of the same ages.` : ''}
    </p>
    ${table(head, rows)}
    ${correlations.map(({ of, r, low, high, why }) => html`<p class="quiet">${of === 'churn' ? 'AI-assisted share and churn' : 'The same with one mix of ages'}: ${r === null ? '' : `r = ${r.toFixed(2)}${low === null || high === null ? '' : `, 95 % from ${low.toFixed(2)} to ${high.toFixed(2)}`}; `}${why}.</p>`)}
    <details>
      <summary>By the age of projects</summary>
      ${table(['Age in years', 'Year', 'Churn', 'Lines', 'Repositories'], ages)}
    </details>
  </section>`;
}
