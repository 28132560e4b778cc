import { afterAll, expect, test } from 'vitest';
import { oracle } from '../testing/oracle.fixture.ts';

/** GROUNDWORK_CHURN_SEEDS=1000 checks as many; some of them are checked each time. */
const seeds = Number(process.env['GROUNDWORK_CHURN_SEEDS'] ?? 24);
const atOnce = 4;

const found = new Map<string, number>();

test(`git blame says the same at every commit of ${seeds} generated histories`, { timeout: 3_600_000 }, async () => {
  const left = Array.from({ length: seeds }, (_, seed) => seed);
  const work = async (): Promise<void> => {
    for (let seed = left.shift(); seed !== undefined; seed = left.shift()) {
      const { files, lines, renames, explained, unexplained } = await oracle(seed);
      expect(unexplained, `seed ${seed}`).toEqual([]);
      for (const [name, count] of [['files', files], ['lines', lines], ['histories with renames', renames ? 1 : 0], ...explained] as const)
        found.set(name, (found.get(name) ?? 0) + count);
      // What nobody renamed has no excuse.
      const excuses = renames ? [] : [...explained.keys()].filter((rule) => rule !== 'binary');
      expect(excuses, `seed ${seed}`).toEqual([]);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  expect(found.get('lines')).toBeGreaterThan(seeds * 50);
});

afterAll(() => {
  if (process.env['GROUNDWORK_CHURN_SEEDS']) process.stdout.write(`${JSON.stringify(Object.fromEntries(found))}\n`);
});
