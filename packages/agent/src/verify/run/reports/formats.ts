import { XMLParser } from 'fast-xml-parser';
import { z } from 'zod';
import { collect, type TestResults, type TestState } from './results.ts';

const xml = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '@', processEntities: true, htmlEntities: true });
const record = z.record(z.string(), z.unknown()).catch({});

/** JUnit's XML, as pytest, Vitest and Node write it. */
export function readJunit(text: string): TestResults {
  const cases = function* (element: unknown): Iterable<readonly [string, TestState]> {
    for (const [name, value] of Object.entries(record.parse(element))) {
      for (const each of Array.isArray(value) ? value : [value]) {
        if (name === 'testsuites' || name === 'testsuite') yield* cases(each);
        else if (name === 'testcase') yield caseOf(record.parse(each));
      }
    }
  };
  return collect(cases(xml.parse(text)));
}

function caseOf(element: Readonly<Record<string, unknown>>): readonly [string, TestState] {
  const name = [element['@classname'], element['@name']].filter((each) => typeof each === 'string' && each !== '').join(' › ');
  if ('failure' in element || 'error' in element) return [name, 'failed'];
  return [name, 'skipped' in element ? 'skipped' : 'passed'];
}

const jestSchema = z.object({
  testResults: z.array(z.object({ name: z.string(), assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })) })),
});

/** Jest's `--json`. Files are told from the folder `root` on. */
export function readJest(text: string, root: string): TestResults {
  const { testResults } = jestSchema.parse(JSON.parse(text));
  const state = (status: string): TestState => (status === 'passed' || status === 'failed' ? status : 'skipped');
  return collect(
    testResults.flatMap(({ name, assertionResults }) =>
      assertionResults.map(({ fullName, status }) => [`${name.replace(`${root}/`, '')} › ${fullName}`, state(status)] as const),
    ),
  );
}

const mochaTests = z.array(z.object({ fullTitle: z.string(), file: z.string().nullish() }));
const mochaSchema = z.object({ passes: mochaTests, failures: mochaTests, pending: mochaTests });

/** Mocha's `--reporter json`. A hook that fails is a failure by its own name. */
export function readMocha(text: string, root: string): TestResults {
  const { passes, failures, pending } = mochaSchema.parse(JSON.parse(text));
  const states = [
    ['passed', passes],
    ['failed', failures],
    ['skipped', pending],
  ] as const;
  return collect(
    states.flatMap(([state, tests]) =>
      tests.map(({ fullTitle, file }) => [`${(file ?? '').replace(`${root}/`, '')} › ${fullTitle}`, state] as const),
    ),
  );
}

const goSchema = z.object({
  Action: z.string(),
  Package: z.string().optional(),
  Test: z.string().optional(),
  Output: z.string().optional(),
});
const goStates: Readonly<Record<string, TestState>> = { pass: 'passed', fail: 'failed', skip: 'skipped' };

/** The lines of `go test -json`, and what they would have looked like without it. */
export function readGo(text: string): { readonly results: TestResults; readonly text: string } {
  const events = text.split('\n').map((line) => {
    try {
      return { line, event: goSchema.safeParse(line.startsWith('{') ? JSON.parse(line) : null).data };
    } catch {
      return { line, event: undefined };
    }
  });
  const results = collect(
    events.flatMap(({ event }) => {
      const state = event ? goStates[event.Action] : undefined;
      return event?.Test !== undefined && state ? [[`${event.Package ?? ''} › ${event.Test}`, state] as const] : [];
    }),
  );
  return { results, text: events.map(({ line, event }) => (event ? (event.Output ?? '') : `${line}\n`)).join('') };
}

/** What Rust's test harness prints: https://doc.rust-lang.org/rustc/tests/index.html */
export function readCargo(text: string): TestResults {
  const states: Readonly<Record<string, TestState>> = { ok: 'passed', FAILED: 'failed', ignored: 'skipped' };
  let binary = '';
  const found: (readonly [string, TestState])[] = [];
  for (const line of text.split('\n')) {
    binary = /^\s*(?:Running|Doc-tests) (?:unittests )?(\S+)/.exec(line)?.[1] ?? binary;
    const [, name, said = ''] = /^test (.+?)(?: - should panic)? \.\.\. (ok|FAILED|ignored)/.exec(line) ?? [];
    const state = states[said];
    if (name && state) found.push([`${binary} › ${name}`, state]);
  }
  return collect(found);
}

/** What `unittest` prints with `-v`. */
export function readUnittest(text: string): TestResults {
  const rows = text.matchAll(/^(\w+) \(([\w.]+)\)(?:\n.*)?? \.\.\. (?:.*?)(ok|FAIL|ERROR|skipped|expected failure|unexpected success)\b/gm);
  return collect(
    [...rows].map(([, test = '', owner = '', said]) => {
      const state: TestState = said === 'ok' || said === 'expected failure' ? 'passed' : said === 'skipped' ? 'skipped' : 'failed';
      return [`${owner.endsWith(`.${test}`) ? owner.slice(0, -test.length - 1) : owner} › ${test}`, state];
    }),
  );
}
