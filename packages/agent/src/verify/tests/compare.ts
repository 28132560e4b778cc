import type { TicketHead } from '../../ticket/ticket.ts';
import { ended } from '../acceptance/held.ts';
import type { Judged, Place } from '../judged.ts';
import { told } from '../run/jailed.ts';
import type { Tested } from '../run/tested.ts';

export type TestCommand = TicketHead['tests'][number];

/** What passed before and does not any more: tests by name, or the command as a whole where its runner does not name them. */
export interface Broken {
  readonly names: readonly string[];
  /** Nothing was counted, though the runner said that all is well. */
  readonly cutShort: boolean;
  readonly command: boolean;
}

export function compareTests(before: Tested, after: Tested): Broken {
  const none = { names: [], cutShort: false, command: false };
  if (before.results !== null) {
    if (after.results === null && after.ran.exit === 0) return { ...none, cutShort: true };
    const names = [...before.results].flatMap(([name, state]) =>
      state === 'passed' && after.results?.get(name) !== 'passed' ? [name] : [],
    );
    // A runner may fail for other reasons than its tests: coverage that is too low, an error while it ends.
    return { ...none, names, command: names.length === 0 && before.ran.exit === 0 && after.ran.exit !== 0 };
  }
  return { ...none, command: before.ran.exit === 0 && after.ran.exit !== 0 };
}

/** @param again The same on the base once more, where something broke: what differs there says nothing of the change. */
export function judgeCommand(
  at: number,
  { run }: TestCommand,
  { before, after, again }: { readonly before: Tested; readonly after: Tested; readonly again: Tested | null },
): Judged {
  const broken = compareTests(before, after);
  const unsteady = again === null ? [] : broken.names.filter((name) => again.results?.get(name) !== 'passed');
  const names = broken.names.filter((name) => !unsteady.includes(name));
  const commandBroke = broken.command && !(again !== null && again.ran.exit !== 0);
  const places: Place[] = [
    ...names.map((name) => ({
      file: name.split(' › ')[0] ?? '',
      line: null,
      why: `${name}: ${after.results?.get(name) ?? 'no longer run'}`,
    })),
    ...unsteady.map((name) => ({
      file: name.split(' › ')[0] ?? '',
      line: null,
      why: `${name}: differs from run to run without any change, and does not count`,
    })),
  ];
  const passedBefore = before.results === null ? null : [...before.results.values()].filter((state) => state === 'passed').length;
  const check = { id: `tests.${at + 1}`, title: run, before: told(before.ran), after: told(after.ran), places: places.slice(0, 50) };
  if (broken.cutShort)
    return { check: { ...check, state: 'failed', why: 'It ended with 0 before its tests were counted' }, reason: 'tests_tampered' };
  if (names.length > 0)
    return {
      check: {
        ...check,
        state: 'failed',
        why: `${tests(names.length)} passed before and ${names.length === 1 ? 'does' : 'do'} not any more`,
      },
      reason: 'tests_broken',
    };
  if (commandBroke)
    return {
      check: { ...check, state: 'failed', why: `It passed before and does not any more: ${ended(after.ran)}` },
      reason: 'tests_broken',
    };
  if (passedBefore === null && before.ran.exit !== 0)
    return { check: { ...check, state: 'reported', why: `It did not pass before either: ${ended(before.ran)}` }, reason: null };
  const but = unsteady.length > 0 ? `; ${tests(unsteady.length)} differ from run to run` : '';
  return {
    check: {
      ...check,
      state: 'passed',
      why:
        passedBefore === null
          ? 'It passed before and still does'
          : `${tests(passedBefore)} passed before and still ${passedBefore === 1 ? 'does' : 'do'}${but}`,
    },
    reason: null,
  };
}

const tests = (count: number): string => (count === 1 ? '1 test' : `${count} tests`);
