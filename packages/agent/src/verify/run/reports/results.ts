export type TestState = 'passed' | 'failed' | 'skipped';

/** How each test of a run ended, by a name that is the same in every run. */
export type TestResults = ReadonlyMap<string, TestState>;

/** A test that is run several times under one name passed where all of them did. */
export function collect(found: Iterable<readonly [string, TestState]>): TestResults {
  const worst: readonly TestState[] = ['passed', 'skipped', 'failed'];
  const results = new Map<string, TestState>();
  for (const [name, state] of found) {
    const known = results.get(name);
    if (known === undefined || worst.indexOf(state) > worst.indexOf(known)) results.set(name, state);
  }
  return results;
}
