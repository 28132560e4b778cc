import type { BurnDown } from '../cohorts.ts';
import { html, type Markup } from '../markup.ts';
import { count, short } from '../words.ts';
import { axes, figure, frame, margin, roundSteps } from './axes.ts';

/** Layers of lines by the year they were written, the oldest below. Edges and labels tell them apart without colour. */
export function burnDownChart({ times, cohorts }: BurnDown): Markup {
  const totals = times.map((_, index) => cohorts.reduce((sum, { alive }) => sum + (alive[index] ?? 0), 0));
  const steps = roundSteps(Math.max(...totals));
  const [from = 0, to = 1] = [times[0], times.at(-1)];
  const chart = frame({ width: 760, height: 300, to: { x: [from, to], y: steps.at(-1) ?? 1 } });
  const below = new Float64Array(times.length);
  const layers = cohorts.map(({ name, alive }, index) => {
    const floor = times.map((time, at) => `${chart.x(time)} ${chart.y(below[at] ?? 0)}`);
    for (const [at, lines] of alive.entries()) below[at] = (below[at] ?? 0) + lines;
    const top = times.map((time, at) => `${chart.x(time)} ${chart.y(below[at] ?? 0)}`);
    const [last, high] = [alive.at(-1) ?? 0, (below.at(-1) ?? 0) - (alive.at(-1) ?? 0) / 2];
    const fits = chart.y(0) - chart.y(last) >= 11;
    return html`<path class="layer layer-${index % 8}" d="M${top.join('L')}L${floor.toReversed().join('L')}Z"
        ><title>${name}: ${count(last)} lines now</title></path
      >
      ${fits ? html`<text class="label" x="${chart.width - margin.right + 8}" y="${chart.y(high) + 4}">${name}, ${short(last)}</text>` : null}`;
  });
  const years = yearTicks(from, to);
  const body = html`${layers}${axes(chart, { x: years, y: steps.map((value) => ({ value, label: short(value) })) })}`;
  const told = cohorts.map(({ name, alive }) => `${count(alive.at(-1) ?? 0)} of ${name}`);
  return figure(
    { title: 'Lines by the year they were written', description: `Now: ${told.join(', ')}`, width: chart.width, height: chart.height },
    body,
  );
}

function yearTicks(from: number, to: number): { readonly value: number; readonly label: string }[] {
  const [first, last] = [new Date(from * 1000).getUTCFullYear() + 1, new Date(to * 1000).getUTCFullYear()];
  const years = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
  const every = Math.ceil(years.length / 10);
  const ticks = years
    .filter((_, index) => index % Math.max(1, every) === 0)
    .map((year) => ({ value: Date.UTC(year, 0) / 1000, label: String(year) }));
  const date = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 10);
  return ticks.length > 0 ? ticks : [{ value: from, label: date(from) }, ...(to > from ? [{ value: to, label: date(to) }] : [])];
}
