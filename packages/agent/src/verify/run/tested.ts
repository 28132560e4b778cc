import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Place } from '../acceptance/held.ts';
import { endOf, outputOf, runJailed, type Finished, type ShellCommand } from './jailed.ts';
import { readable, resultsOf, withReport } from './reports/runners.ts';
import type { TestResults } from './reports/results.ts';

/** A command that may run tests, and how each of them ended where its runner could be made to say so. */
export interface Tested {
  readonly ran: Finished;
  readonly results: TestResults | null;
  /** A runner we know was to write a report: that there is none says that it was cut short. */
  readonly expected: boolean;
}

/** Runs a command, with a report of its tests where it runs some. What is told is the command as it was written. */
export async function runTested(command: ShellCommand, place: Place): Promise<Tested> {
  const report = `/tmp/report-${randomBytes(6).toString('hex')}`;
  const reporting = withReport({ ...command, env: { ...place.env, ...command.env } }, await scriptOf(command, place), report);
  const ran = await runJailed(place.jail, reporting.command, place.options);
  const written = reporting.runner === null ? null : await outputOf(place.jail, ['cat', report]);
  const results = resultsOf(reporting, ran, written, place.jail.folder);
  const output = endOf(readable(reporting, ran.text, results));
  return { ran: { ...ran, command: command.command, output }, results, expected: reporting.runner !== null };
}

const manifestSchema = z.object({ scripts: z.record(z.string(), z.string()).catch({}) });

/** The script of a `package.json` that a command runs: `npm test`, `pnpm run check`. */
async function scriptOf({ command, in: folder }: ShellCommand, { jail }: Place): Promise<string | null> {
  const name = /^\s*(?:npm|pnpm|yarn|bun)\s+(?:run(?:-script)?\s+)?(test|t|[\w:.-]+)(?:\s|$)/.exec(command)?.[1];
  if (!name) return null;
  const manifest = await outputOf(jail, ['cat', `${folder === '.' ? jail.folder : `${jail.folder}/${folder}`}/package.json`]);
  try {
    return manifestSchema.parse(JSON.parse(manifest ?? '')).scripts[name === 't' ? 'test' : name] ?? null;
  } catch {
    return null;
  }
}
