import type { Acceptance } from '../../ticket/ticket.ts';
import type { ShellCommand } from '../run/jailed.ts';
import { runTested } from '../run/tested.ts';
import { below, commandOf } from './commands.ts';
import { ended, unasked, type Held, type Place } from './held.ts';
import { askHttp } from './http.ts';
import { notRun } from './setup.ts';

export async function askAcceptance(item: Acceptance, place: Place): Promise<Held> {
  if ('http' in item) return askHttp(item, place);
  const command = 'test' in item ? place.testCommand(testPath(item)) : commandOf(item);
  if (!command) return unasked('nothing says how a test of this kind is run');
  return askCommand(command, place);
}

async function askCommand(command: ShellCommand, place: Place): Promise<Held> {
  const { ran, results } = await runTested(command, place);
  const missing = notRun(ran, place.hasFile);
  const states = [...(results?.values() ?? [])];
  const failed = states.filter((state) => state === 'failed').length;
  const passed = states.filter((state) => state === 'passed').length;
  const held = { notRun: missing, ran, results };
  if (missing !== null || ran.exit !== 0) return { ...held, holds: false, why: missing ?? ended(ran) };
  if (failed > 0) return { ...held, holds: false, why: `exit 0, though ${failed} of its tests failed` };
  if (results !== null && passed === 0) return { ...held, holds: false, why: 'none of its tests was run' };
  return { ...held, holds: true, why: results === null ? 'exit 0' : `${passed === 1 ? '1 test' : `${passed} tests`} passed` };
}

/** The test file of an item, from the root of the repository. */
export function testPath({ test, in: folder }: Extract<Acceptance, { readonly test: string }>): string {
  return below(`${folder}/${test}`);
}

export function titleOf(item: Acceptance): string {
  if ('run' in item) return item.run;
  if ('types' in item) return item.types;
  if ('test' in item) return `Test ${item.test}`;
  return `${item.http} answers ${item.status}`;
}
