import type { SurvivalCurve } from '../../report/schema.ts';
import { html, type Markup } from '../markup.ts';
import { percent } from '../words.ts';
import { axes, figure, frame, margin, type Frame } from './axes.ts';

const ages = [
  { value: 1, label: '1 day' },
  { value: 7, label: 'week' },
  { value: 30, label: 'month' },
  { value: 90, label: '3 m' },
  { value: 365, label: 'year' },
  { value: 1095, label: '3 y' },
  { value: 3650, label: '10 y' },
];

/** Days are drawn by their logarithm: what happens in the first weeks is what is asked about. */
const place = (days: number): number => Math.log10(days + 1);

/** How long lines live: one curve with its band, more without. Dashes and labels tell them apart without colour. */
export function survivalChart(curves: readonly SurvivalCurve[], title: string): Markup {
  const drawn = curves.filter(({ points }) => points.length > 1);
  const most = Math.max(...drawn.flatMap(({ points }) => points.map(({ days }) => days)), 30);
  const chart = frame({ width: 760, height: 300, to: { x: [0, place(most)], y: 1 } });
  const ticks = ages.filter(({ value }) => value <= most).map(({ value, label }) => ({ value: place(value), label }));
  const y = [0, 0.25, 0.5, 0.75, 1].map((value) => ({ value, label: percent(value, 0) }));
  const ends = labelPlaces(drawn.map(({ points }) => chart.y(points.at(-1)?.alive ?? 0)));
  const body = html`${axes(chart, { x: ticks, y })}
  ${drawn.map((curve, index) => html`${drawn.length === 1 ? band(curve, chart) : null}${line(curve, chart, index)}`)}
  ${drawn.map(({ name, points }, index) => {
    const last = points.at(-1);
    return html`<text class="label" x="${chart.width - margin.right + 8}" y="${(ends[index] ?? 0) + 4}"
      >${name} ${percent(last?.alive ?? null, 0)}</text
    >`;
  })}`;
  const told = drawn.map(({ name, points }) => `${name}: ${percent(points.at(-1)?.alive ?? null)} after ${points.at(-1)?.days ?? 0} days`);
  return figure({ title, description: told.join('; '), width: chart.width, height: chart.height }, body);
}

function line({ points }: SurvivalCurve, { x, y }: Frame, index: number): Markup {
  const steps = points.map(({ days, alive }) => `${x(place(days))} ${y(alive)}`);
  return html`<path class="curve tone-${index % 6}" d="M${x(0)} ${y(1)}L${steps.join('L')}" />`;
}

function band({ points }: SurvivalCurve, { x, y }: Frame): Markup {
  const above = points.map(({ days, high }) => `${x(place(days))} ${y(high)}`);
  const below = points.toReversed().map(({ days, low }) => `${x(place(days))} ${y(low)}`);
  return html`<path class="band" d="M${x(0)} ${y(1)}L${[...above, ...below].join('L')}Z"><title>95 % confidence</title></path>`;
}

const labelHeight = 14;

/** Moves labels apart that would lie on each other; their order stays. */
function labelPlaces(places: readonly number[]): number[] {
  const order = places.map((y, index) => ({ y, index })).toSorted((a, b) => a.y - b.y);
  const result: number[] = [];
  let lowest = -Infinity;
  for (const { y, index } of order) {
    lowest = Math.max(y, lowest + labelHeight);
    result[index] = lowest;
  }
  return result;
}
