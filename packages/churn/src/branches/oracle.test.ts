import { expect, test } from 'vitest';
import { oracleOfBranches } from '../testing/oracle-branches.fixture.ts';

/** GROUNDWORK_CHURN_SEEDS=1000 checks as many; some of them are checked each time. */
const seeds = Number(process.env['GROUNDWORK_CHURN_SEEDS'] ?? 6);
const first = Number(process.env['GROUNDWORK_CHURN_FIRST'] ?? 0);
/** Some that once ended in an error: what a merge drops of a file that one branch had renamed, and what it renames itself. */
const hard = process.env['GROUNDWORK_CHURN_SEEDS'] ? [] : [525, 527, 575];

test(`git blame says the same at every commit of ${seeds + hard.length} histories with branches`, { timeout: 3_600_000 }, async () => {
  const found = new Map<string, number>();
  for (const seed of [...Array.from({ length: seeds }, (_, index) => first + index), ...hard]) {
    const { unexplained, explained, files, lines, merges, renames } = await oracleOfBranches(seed);
    expect(unexplained, `seed ${seed}`).toEqual([]);
    // What nobody renamed has no excuse.
    expect(renames ? [] : [...explained], `seed ${seed}`).toEqual([]);
    for (const [name, count] of [['files', files], ['lines', lines], ['merges', merges], ...explained] as const)
      found.set(name, (found.get(name) ?? 0) + count);
  }
  expect(found.get('merges')).toBeGreaterThan(seeds);
  if (process.env['GROUNDWORK_CHURN_SEEDS']) process.stdout.write(`${JSON.stringify(Object.fromEntries(found))}\n`);
});
