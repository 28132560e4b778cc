import type { Finished, ShellCommand } from '../jailed.ts';
import { readCargo, readGo, readJest, readJunit, readMocha, readUnittest } from './formats.ts';
import type { TestResults } from './results.ts';

/** A test runner, how it is made to write down each test, and how that is read. */
interface Runner {
  readonly name: string;
  readonly in: RegExp;
  /** Words that are put behind what `in` found, in a command of its own. */
  readonly words?: (report: string) => string;
  /** Where words cannot be put: read by the runner from its environment. */
  readonly env?: (report: string) => Readonly<Record<string, string>>;
  /** What a person reads, where what it prints so is for programs. */
  readonly show?: (output: string, results: TestResults | null) => string;
  readonly read: (written: { readonly report: string | null; readonly output: string; readonly root: string }) => TestResults | null;
}

const junit: Runner['read'] = ({ report }) => (report === null ? null : readJunit(report));
const some = (results: TestResults): TestResults | null => (results.size === 0 ? null : results);

const runners: readonly Runner[] = [
  {
    name: 'pytest',
    in: /\b(pytest|py\.test)\b/,
    env: (report) => ({ PYTEST_ADDOPTS: `--junitxml=${report} -o junit_family=xunit2` }),
    read: junit,
  },
  {
    name: 'vitest',
    in: /\bvitest(\s+run)?\b/,
    words: (report) => `--reporter=default --reporter=junit --outputFile.junit=${report}`,
    read: junit,
  },
  {
    name: 'jest',
    in: /\bjest\b/,
    words: (report) => `--json --outputFile=${report}`,
    read: ({ report, root }) => (report === null ? null : readJest(report, root)),
  },
  {
    // It has one reporter at a time: what it would have printed is made of the report.
    name: 'mocha',
    in: /\bmocha\b/,
    words: (report) => `--reporter json --reporter-option output=${report}`,
    show: (output, results) => [output.trim(), ...[...(results ?? [])].map(([name, state]) => `${state.padEnd(7)} ${name}`)].join('\n'),
    read: ({ report, root }) => (report === null ? null : readMocha(report, root)),
  },
  {
    name: 'node --test',
    in: /\bnode\s+(\S+\s+)*?--test\b/,
    env: (report) => ({
      NODE_OPTIONS: `--test-reporter=spec --test-reporter-destination=stdout --test-reporter=junit --test-reporter-destination=${report}`,
    }),
    read: junit,
  },
  {
    name: 'go test',
    in: /\bgo\s+test\b/,
    words: () => '-json',
    show: (output) => readGo(output).text,
    read: ({ output }) => some(readGo(output).results),
  },
  { name: 'cargo test', in: /\bcargo\s+(\+\S+\s+)?test\b/, read: ({ output }) => some(readCargo(output)) },
  { name: 'unittest', in: /\bpython[\d.]*\s+-m\s+unittest\b/, words: () => '-v', read: ({ output }) => some(readUnittest(output)) },
];

export interface Reporting {
  readonly command: ShellCommand;
  readonly runner: Runner | null;
  /** Where the report is written, as seen inside of the jail. */
  readonly report: string;
}

/** Makes the runner of a command say how each test ended, in a way that the command stays what a person wrote. */
export function withReport(command: ShellCommand, script: string | null, report: string): Reporting {
  const text = script ?? command.command;
  const runner = runners.find((each) => each.in.test(text)) ?? null;
  if (!runner) return { command, runner, report };
  const env = { ...command.env, ...runner.env?.(report) };
  if (!runner.words) return { command: { ...command, env }, runner, report };
  // Two runs would write one report.
  if (count(text, runner.in) > 1) return { command, runner: null, report };
  const words = runner.words(report);
  if (script === null)
    return { command: { ...command, env, command: command.command.replace(runner.in, (found) => `${found} ${words}`) }, runner, report };
  // `npm test` hands on what stands behind `--`; that is only sure where the script is one command.
  if (/[;&|<>\n]/.test(script) || /[;&|<>\n]/.test(command.command)) return { command, runner: null, report };
  const dashes = /^\s*(npm|bun)\b/.test(command.command) && !/\s--\s/.test(command.command) ? ' --' : '';
  return { command: { ...command, env, command: `${command.command}${dashes} ${words}` }, runner, report };
}

const count = (text: string, pattern: RegExp): number => [...text.matchAll(new RegExp(pattern.source, 'g'))].length;

export function resultsOf({ runner }: Reporting, ran: Finished, report: string | null, root: string): TestResults | null {
  try {
    return runner?.read({ report, output: ran.text, root }) ?? null;
  } catch {
    return null;
  }
}

/** What a person reads of it. */
export const readable = ({ runner }: Reporting, text: string, results: TestResults | null): string => runner?.show?.(text, results) ?? text;
