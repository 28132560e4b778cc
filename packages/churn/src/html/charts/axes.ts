import { html, type Markup } from '../markup.ts';

/** The area of a chart in its own units; `x` and `y` give places for values. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
}

export const margin = { left: 52, right: 118, top: 14, bottom: 30 } as const;

export function frame({
  width,
  height,
  to,
}: {
  readonly width: number;
  readonly height: number;
  readonly to: { readonly x: readonly [number, number]; readonly y: number };
}): Frame {
  const [from, end] = to.x;
  const [wide, high] = [width - margin.left - margin.right, height - margin.top - margin.bottom];
  return {
    width,
    height,
    x: (value) => at(margin.left + ((value - from) / Math.max(end - from, 1e-9)) * wide),
    y: (value) => at(margin.top + high - (value / Math.max(to.y, 1e-9)) * high),
  };
}

/** Two digits are finer than any screen. */
export const at = (value: number): number => Math.round(value * 100) / 100;

export interface Tick {
  readonly value: number;
  readonly label: string;
}

export function axes({ width, x, y }: Frame, ticks: { readonly x: readonly Tick[]; readonly y: readonly Tick[] }): Markup {
  const end = width - margin.right;
  return html`<g class="axes">
    ${ticks.y.map(
      ({ value, label }) =>
        html`<line x1="${margin.left}" x2="${end}" y1="${y(value)}" y2="${y(value)}" /><text
            x="${margin.left - 8}"
            y="${y(value) + 4}"
            text-anchor="end"
            >${label}</text
          >`,
    )}
    ${ticks.x.map(({ value, label }) => html`<text x="${x(value)}" y="${y(0) + 20}" text-anchor="middle">${label}</text>`)}
  </g>`;
}

/** At most 6 round steps up to a value. */
export function roundSteps(most: number): number[] {
  if (most <= 0) return [0];
  const raw = most / 5;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= raw) ?? 10) * power;
  return Array.from({ length: Math.ceil(most / step - 1e-9) + 1 }, (_, index) => at(index * step * 1e6) / 1e6);
}

export function figure(
  {
    title,
    description,
    width,
    height,
  }: { readonly title: string; readonly description: string; readonly width: number; readonly height: number },
  body: Markup,
): Markup {
  return html`<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${title}. ${description}">
    <title>${title}</title>
    ${body}
  </svg>`;
}
