import { describe, expect, it } from 'vitest';
import { card, layoutOf, type LayoutInput } from './layout.ts';
import { crossings, ordered } from './order.ts';
import { pathThrough } from './path.ts';
import { placed } from './place.ts';

const harbour = (services: readonly string[], resources: readonly string[], links: readonly string[]): LayoutInput => ({
  nodes: [...services.map((id) => ({ id, side: 'service' as const })), ...resources.map((id) => ({ id, side: 'resource' as const }))],
  edges: links.map((link) => ({ id: link, from: link.split('>')[0] ?? '', to: link.split('>')[1] ?? '' })),
});

describe('columns', () => {
  it('have resources right of everything, and who asks left of who is asked', () => {
    const input = harbour(['pilot', 'tower', 'crane'], ['log', 'tides'], ['pilot>tower', 'tower>log', 'crane>tides', 'pilot>tides']);
    expect(layoutOf(input).columns).toEqual([
      ['pilot'],
      expect.arrayContaining(['tower', 'crane']),
      expect.arrayContaining(['log', 'tides']),
    ]);
  });

  it('are found where services ask each other in a circle', () => {
    const { columns } = layoutOf(harbour(['pilot', 'tower', 'crane'], [], ['pilot>tower', 'tower>crane', 'crane>pilot']));
    expect(columns.flat().sort()).toEqual(['crane', 'pilot', 'tower']);
  });

  it('are never so tall that nobody sees all of them', () => {
    const fleet = Array.from({ length: 30 }, (_, index) => `ship${index}`);
    const { columns } = layoutOf(harbour(fleet, ['log'], ['ship0>log', 'ship29>log']));
    expect(columns.map(({ length }) => length)).toEqual([10, 10, 10, 1]);
  });

  it('hold only services, or only resources, where there is nothing else', () => {
    expect(layoutOf(harbour(['pilot'], [], [])).resourcesAt).toBeNull();
    expect(layoutOf(harbour([], ['log'], [])).columns).toEqual([['log']]);
    expect(layoutOf(harbour([], [], []))).toMatchObject({ width: 0, height: 0, columns: [] });
  });
});

describe('cards', () => {
  const many = Array.from({ length: 40 }, (_, index) => `ship${index}`);
  const input = harbour(
    many,
    ['log', 'tides', 'fuel'],
    [
      ...many.map((ship, index) => `${ship}>${['log', 'tides', 'fuel'][index % 3] ?? 'log'}`),
      ...many.slice(1).map((ship) => `${ship}>ship0`),
    ],
  );

  it('never cover each other, and stand inside', () => {
    const { nodes, columns, width, height } = layoutOf(input);
    for (const column of columns) {
      const tops = column.map((id) => nodes.get(id)?.y ?? Number.NaN);
      for (const [index, top] of tops.slice(1).entries()) expect(top - (tops[index] ?? 0)).toBeGreaterThanOrEqual(card.height);
    }
    for (const { x, y } of nodes.values()) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(y).toBeGreaterThanOrEqual(0);
      expect(x + card.width).toBeLessThanOrEqual(width);
      expect(y + card.height).toBeLessThanOrEqual(height + 0.001);
    }
  });

  it('are never crossed by a line that goes past them', () => {
    const { nodes, edges } = layoutOf(
      harbour(
        ['pilot', 'tower', 'crane', 'gate'],
        ['log'],
        ['pilot>tower', 'tower>log', 'pilot>log', 'crane>log', 'gate>crane', 'gate>log'],
      ),
    );
    for (const [id, points] of edges) {
      const [from, to] = id.split('>');
      for (const [other, { x, y }] of nodes) {
        if (other === from || other === to) continue;
        const level = points.filter((point) => point.x === x || point.x === x + card.width);
        for (const point of level) expect(point.y <= y || point.y >= y + card.height).toBe(true);
      }
    }
  });

  it('are the same for the same input', () => {
    expect(layoutOf(input)).toEqual(layoutOf(input));
  });
});

describe('order', () => {
  it('takes crossings out that need not be', () => {
    const links = [
      { from: 'pilot', to: 'tides' },
      { from: 'tower', to: 'log' },
    ];
    const columns = [
      ['pilot', 'tower'],
      ['log', 'tides'],
    ];
    expect(crossings(columns, links)).toBe(1);
    expect(crossings(ordered(columns, links), links)).toBe(0);
  });
});

describe('placing', () => {
  it('gives what wishes for the same place places beside each other around it', () => {
    expect(
      placed([
        { at: 50, size: 20 },
        { at: 50, size: 20 },
      ]),
    ).toEqual([40, 60]);
  });

  it('leaves alone what does not touch', () => {
    expect(
      placed([
        { at: 0, size: 10 },
        { at: 100, size: 10 },
      ]),
    ).toEqual([0, 100]);
  });
});

it('draws a line level where it is level, and curved where it is not', () => {
  expect(
    pathThrough([
      { x: 0, y: 0 },
      { x: 100, y: 50 },
      { x: 200, y: 50 },
    ]),
  ).toBe('M0 0 C50 0 50 50 100 50 H200');
});
