import type { GitClear } from '../../table/schema.ts';
import { html, type Markup } from '../markup.ts';
import { count, percent } from '../words.ts';
import { at, axes, figure, frame, margin, roundSteps } from './axes.ts';

/** Churn of what was written, a bar a year, with the same once projects of one age are compared as a tick across it. */
export function yearsChart({ years, windowDays }: GitClear): Markup {
  const rows = years.filter(({ churn }) => churn.share !== null);
  const most = Math.max(...rows.flatMap(({ churn, standardised }) => [churn.share ?? 0, standardised ?? 0]), 0.01);
  const steps = roundSteps(most);
  const chart = frame({ width: 760, height: 240, to: { x: [0, Math.max(rows.length, 1)], y: steps.at(-1) ?? most } });
  const wide = Math.min(56, at((chart.x(1) - chart.x(0)) * 0.62));
  const bars = rows.map(({ year, churn, standardised }, index) => {
    const middle = chart.x(index + 0.5);
    const top = chart.y(churn.share ?? 0);
    return html`<rect class="bar" x="${at(middle - wide / 2)}" y="${top}" width="${wide}" height="${at(chart.y(0) - top)}"
        ><title>${year}: ${percent(churn.share)} of ${count(churn.of)} lines</title></rect
      >
      <text class="value" x="${middle}" y="${at(top - 4)}" text-anchor="middle">${percent(churn.share, 0)}</text>
      ${standardised === null ? null : html`<line class="mark" x1="${at(middle - wide / 2 - 4)}" x2="${at(middle + wide / 2 + 4)}" y1="${chart.y(standardised)}" y2="${chart.y(standardised)}"><title>${percent(standardised)} with one mix of ages</title></line>`}`;
  });
  const body = html`${axes(chart, {
    x: rows.map(({ year }, index) => ({ value: index + 0.5, label: String(year) })),
    y: steps.map((value) => ({ value, label: percent(value, 0) })),
  })}${bars}${rows.some(({ standardised }) => standardised !== null) ? key(chart.width - margin.right + 8) : null}`;
  const told = rows.map(({ year, churn }) => `${year} ${percent(churn.share)}`);
  return figure(
    { title: `Gone within ${windowDays} days, by year`, description: told.join(', '), width: chart.width, height: chart.height },
    body,
  );
}

function key(x: number): Markup {
  return html`<text class="label" x="${x}" y="${margin.top + 8}">━ same mix</text
    ><text class="label" x="${x}" y="${margin.top + 22}">of ages</text>`;
}
