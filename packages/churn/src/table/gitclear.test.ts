import { afterEach, describe, expect, it } from 'vitest';
import { readHistory } from '../history/history.ts';
import { day, firstDay, importHistory, type Fixture } from '../testing/import.fixture.ts';
import { correlate } from './correlation.ts';
import { gitClear } from './gitclear.ts';
import { gitClearSchema } from './schema.ts';

let fixture: Fixture | null = null;
afterEach(() => {
  fixture?.remove();
  fixture = null;
});

const steps = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, line) => `knead the dough ${from + line} times\n`).join('');
const year = 366 * day;

async function told(name: string) {
  const times = [0, 7 * day, year, year + 7 * day, 2 * year];
  fixture = importHistory([
    { files: { loaf: steps(0, 100) }, time: firstDay },
    // A fifth of the first year's lines goes within a week, a tenth of the second's.
    { files: { loaf: steps(20, 100) }, time: firstDay + (times[1] ?? 0) },
    { files: { loaf: steps(20, 200) }, time: firstDay + (times[2] ?? 0) },
    { files: { loaf: steps(20, 190) }, time: firstDay + (times[3] ?? 0) },
    { files: { loaf: steps(20, 190), oven: 'hot enough for bread\n' }, time: firstDay + (times[4] ?? 0) },
  ]);
  const history = await readHistory(fixture.folder, { state: null });
  return { name, history, classes: ['human', 'human', 'ai', 'mixed', 'unknown'] as const };
}

describe('the table of GitClear', () => {
  it('has a row a year, with churn, whose work it was and what is too young to tell', async () => {
    const table = gitClearSchema.parse(gitClear([await told('bakery')]));
    expect(
      table.years.map(({ year: of, changed, churn, ai, unknown, open }) => ({ of, changed, share: churn.share, ai, unknown, open })),
    ).toEqual([
      { of: 2024, changed: 120, share: 0.2, ai: 0, unknown: 0, open: 0 },
      { of: 2025, changed: 110, share: 0.1, ai: 1, unknown: 0, open: 0 },
      { of: 2026, changed: 1, share: null, ai: 0, unknown: 1, open: 1 },
    ]);
    expect(table.years[0]).toMatchObject({ added: 0.833333, deleted: 0.166667, moved: 0 });
    expect(table.cohorts.map(({ age, year: of, share }) => `${age} ${of} ${share}`)).toEqual([
      '0-1 2024 0.2',
      '1-2 2025 0.1',
      '2-5 2026 null',
    ]);
    expect(table.correlations[0]).toMatchObject({ points: 2, r: null, why: '2 years have both figures: too few to correlate' });
  });

  it('takes repositories together, line by line', async () => {
    const bakery = await told('bakery');
    const one = gitClear([bakery]);
    const two = gitClear([bakery, { ...bakery, name: 'patisserie' }]);
    expect(two.years.map(({ churn }) => churn.share)).toEqual(one.years.map(({ churn }) => churn.share));
    expect(two.years[0]?.changed).toBe(240);
    expect(two.cohorts[0]).toMatchObject({ repositories: 2 });
  });
});

describe('a correlation over years', () => {
  it('has the interval of Fisher, and says when it holds nothing', () => {
    // r, low and high as R's cor.test gives them for these points.
    expect(
      correlate('churn', [
        [1, 2],
        [2, 1],
        [3, 4],
        [4, 3],
        [5, 5],
      ]),
    ).toMatchObject({ points: 5, r: 0.8, low: -0.2796, high: 0.9862 });
    expect(
      correlate('churn', [
        [1, 2],
        [2, 1],
        [3, 4],
        [4, 3],
        [5, 5],
      ]).why,
    ).toContain('the interval holds 0');
    expect(
      correlate('churn', [
        [0, 2],
        [0, 1],
        [0, 4],
      ]).r,
    ).toBeNull();
    expect(
      correlate('churn', [
        [1, 1],
        [2, 2],
        [3, 3.1],
      ]),
    ).toMatchObject({ low: null, high: null });
  });
});
