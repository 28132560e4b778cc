import type { Account } from '../../account/schema.ts';
import { html, type Markup } from '../markup.ts';
import { age, count, percent } from '../words.ts';

export function summary({ head, commits, first, last, totals, churn, windowDays, survival, attribution }: Account, name: string): Markup {
  const lines = attribution.shares.reduce((sum, share) => sum + share.lines, 0);
  const of = (...classes: readonly string[]): number =>
    attribution.shares.filter((share) => classes.includes(share.class)).reduce((sum, share) => sum + share.lines, 0);
  const [assisted, unknown] = [of('ai', 'mixed'), of('unknown')];
  const half = survival.all.halfLife;
  return html`<header>
    <h1>${name}</h1>
    <p class="quiet">${count(commits)} commits, ${first.slice(0, 10)} to ${last.slice(0, 10)}, read at <code>${head.slice(0, 10)}</code></p>
    <ul class="tiles">
      <li><b>${percent(churn.ofAdded.share)}</b><span>of what was written went within ${windowDays} days</span></li>
      <li>
        <b>${half === null ? 'over half' : age(half)}</b
        ><span>${half === null ? 'of all lines still live' : 'until half of the lines are gone'}</span>
      </li>
      <li><b>${count(totals.alive)}</b><span>lines there now, of ${count(totals.added)} written</span></li>
      <li>
        <b>${lines === 0 ? '–' : percent(assisted / lines)}</b
        ><span>said to be AI-assisted, at least; nothing is known of ${lines === 0 ? '–' : percent(unknown / lines, 0)}</span>
      </li>
    </ul>
  </header>`;
}
