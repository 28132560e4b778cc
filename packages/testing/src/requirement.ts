import { exitCodes, GroundworkError } from '@groundwork/host';
import { programOnPath } from '@groundwork/host/programs';
import { appendFileSync } from 'node:fs';

/** Names the file that the summary at the end of `npm test` collects missing things from; set by the reporter. */
export const missingFileVariable = 'GROUNDWORK_TEST_MISSING_FILE';

export interface Missing {
  readonly what: string;
  readonly get: string;
}

/**
 * Whether something a test needs is on this machine. Where it is not, the end of `npm test` says what was skipped and how
 * to get it; with `GROUNDWORK_REQUIRE_ALL=1`, as in `.ci/run`, it throws instead: there nothing may be skipped.
 *
 * @example describe.runIf(requirement('Chromium', existsSync(chromium), 'npx playwright install chromium'))('the map', ...)
 */
export function requirement(what: string, present: boolean, get: string): boolean {
  if (present) return true;
  if (process.env['GROUNDWORK_REQUIRE_ALL'] === '1') {
    throw new GroundworkError({ code: 'test.requirement', message: `These tests need ${what}`, fix: get, exit: exitCodes.notPossibleHere });
  }
  const file = process.env[missingFileVariable];
  const missing: Missing = { what, get };
  if (file) appendFileSync(file, `${JSON.stringify(missing)}\n`);
  return false;
}

/**
 * The same for a program on PATH.
 *
 * @example describe.runIf(requireProgram('redis-server', 'apt-get install redis-server'))('against a real Redis', ...)
 */
export function requireProgram(name: string, get: string): boolean {
  return requirement(name, programOnPath(name) !== null, get);
}
