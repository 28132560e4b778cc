import type { Account } from '../../account/schema.ts';
import { burnDownChart } from '../charts/burn-down.ts';
import { survivalChart } from '../charts/survival.ts';
import { folderTreemap } from '../charts/treemap.ts';
import { yearsChart } from '../charts/years.ts';
import type { BurnDown } from '../cohorts.ts';
import { html, type Markup } from '../markup.ts';
import { table } from '../table.ts';
import { count, percent } from '../words.ts';

export function life({ survival, churn, windowDays, table: years, folders, leftOut }: Account, cohorts: BurnDown): Markup {
  const classes = survival.classes.filter(({ lines, name }) => lines >= 50 && name !== 'unknown');
  const age = survival.all.points.map(({ days, alive, low, high, atRisk }) => [
    String(days),
    percent(alive),
    `${percent(low)} to ${percent(high)}`,
    count(atRisk),
  ]);
  return html`<section>
      <h2>How long lines live</h2>
      <p>Share of lines that live at least so long, after Kaplan and Meier: lines that still live count for as long as they were seen.</p>
      <figure>
        ${survivalChart([{ ...survival.all, name: 'all' }], 'How long lines live')}
        <figcaption>Time is drawn by its logarithm. The band is 95 % confidence.</figcaption>
      </figure>
      <details>
        <summary>As a table</summary>
        ${table(['Days', 'Alive', '95 %', 'Lines seen so long'], age)}
      </details>
      ${
        classes.length > 1
          ? html`<figure>
              ${survivalChart(
                classes.map((curve) => ({ ...curve, name: classNames[curve.name] ?? curve.name })),
                'How long lines live, by whose they are',
              )}
              <figcaption>
                By what commits say of themselves. Who uses an assistant, for what, in which year: all of that differs too.
              </figcaption>
            </figure>`
          : null
      }
    </section>
    <section>
      <h2>What is still there</h2>
      <p>Lines as time went on, by the year in which they were written.</p>
      <figure>${burnDownChart(cohorts)}</figure>
    </section>
    <section>
      <h2>Churn by year</h2>
      <p>
        ${percent(churn.ofAdded.share)} of ${count(churn.ofAdded.of)} lines went within ${windowDays} days. ${count(churn.ofAdded.open)} are
        younger than that and in no figure.
      </p>
      <figure>
        ${yearsChart(years)}
        <figcaption>
          A project's first years are restless whoever writes it: the bold mark is the year with the same mix of young and old projects in
          every year.
        </figcaption>
      </figure>
    </section>
    <section>
      <h2>Where</h2>
      <p>Folders by lines written. The darker, the more of them went within ${windowDays} days; the share stands in each.</p>
      <figure>${folderTreemap(folders)}</figure>
      <p class="quiet">
        ${leftOut.length === 0 ? 'Every file is counted.' : `Lockfiles, vendored and generated files are not counted (${leftOut.length} patterns).`}
      </p>
    </section>`;
}

export const classNames: Readonly<Record<string, string>> = { ai: 'AI-assisted', mixed: 'mixed', human: 'human', unknown: 'unknown' };
