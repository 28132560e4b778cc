import type { DeliveryReport } from '../../delivery/delivery.ts';
import { html, type Markup } from '../markup.ts';
import { table } from '../table.ts';
import { hours, percent } from '../words.ts';

const sourceWords = { groundwork: 'deployments recorded by Groundwork', forge: "deployments of the forge's API", tags: 'tags' } as const;

export function deliveryTable(report: DeliveryReport | null): Markup {
  if (!report)
    return html`<section>
      <h2>Delivery</h2>
      <p>There are neither recorded deployments nor tags, so nothing is known of it.</p>
    </section>`;
  const { source, environment, estimate, rules, years, last, recent } = report;
  const row = (name: string, of: typeof last): string[] => [
    name,
    String(of.deployments),
    of.perWeek.toFixed(2),
    hours(of.leadTime.median),
    percent(of.changeFailureRate.rate),
    hours(of.recovery.median),
    percent(of.rework.rate),
  ];
  const head = ['', 'Deployments', 'A week', 'Lead time', 'Change failure rate', 'Recovery', 'Rework'];
  return html`<section>
    <h2>Delivery</h2>
    <p>
      DORA's five metrics, from ${sourceWords[source]}${environment === null ? '' : ` (${environment})`}. Times are medians; lead time is
      from a commit to the deployment it was first part of.
    </p>
    ${estimate ? html`<div class="note"><b>Estimates.</b> ${rules.join(' ')}</div>` : null}
    ${table(head, [
      row('Last 12 months', last),
      ...years
        .toReversed()
        .filter(({ deployments }) => deployments > 0)
        .map((of) => row(of.from.slice(0, 4), of)),
    ])}
    <details>
      <summary>The last ${recent.length}</summary>
      ${table(
        ['', 'Date', 'Outcome', 'Commits', 'Why'],
        recent
          .toReversed()
          .map(({ id, date, outcome, commits, why }) => [id, date, outcome === 'unknown' ? '' : outcome, String(commits), why ?? '']),
        [4],
      )}
    </details>
  </section>`;
}
