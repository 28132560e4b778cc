import { describe, expect, it } from 'vitest';
import { readCargo, readGo, readJest, readJunit, readUnittest } from './formats.ts';
import { withReport } from './runners.ts';

describe('reports of test runners', () => {
  it('reads JUnit with suites in suites, and one name that ran twice as its worst', () => {
    const text = `<?xml version="1.0"?><testsuites><testsuite name="a"><testcase classname="tests.test_till" name="adds &amp; rounds"/>
      <testcase classname="tests.test_till" name="pays"><failure message="no">E</failure></testcase>
      <testsuite name="b"><testcase classname="c" name="waits"><skipped/></testcase><testcase classname="c" name="waits"/></testsuite>
    </testsuite></testsuites>`;
    expect(Object.fromEntries(readJunit(text))).toEqual({
      'tests.test_till › adds & rounds': 'passed',
      'tests.test_till › pays': 'failed',
      'c › waits': 'skipped',
    });
  });

  it('reads Jest, with files as they lie in the folder', () => {
    const report = {
      testResults: [
        {
          name: '/workspace/till.test.js',
          assertionResults: [
            { fullName: 'till adds', status: 'passed' },
            { fullName: 'till waits', status: 'pending' },
          ],
        },
      ],
    };
    expect([...readJest(JSON.stringify(report), '/workspace')]).toEqual([
      ['till.test.js › till adds', 'passed'],
      ['till.test.js › till waits', 'skipped'],
    ]);
  });

  it('reads Go, and gives back what it would have printed', () => {
    const lines = [
      { Action: 'output', Package: 'till', Test: 'TestAdds', Output: '=== RUN\n' },
      { Action: 'pass', Package: 'till', Test: 'TestAdds' },
      { Action: 'pass', Package: 'till' },
    ];
    const read = readGo(`${lines.map((line) => JSON.stringify(line)).join('\n')}\n# till\nsyntax error`);
    expect([[...read.results], read.text]).toEqual([[['till › TestAdds', 'passed']], '=== RUN\n# till\nsyntax error\n']);
  });

  it('reads Cargo by binary, and unittest', () => {
    const cargo =
      '     Running unittests src/lib.rs (target/debug/deps/till-1)\ntest tests::adds ... ok\ntest tests::pays ... FAILED\ntest tests::waits ... ignored\n';
    expect([...readCargo(cargo)]).toEqual([
      ['src/lib.rs › tests::adds', 'passed'],
      ['src/lib.rs › tests::pays', 'failed'],
      ['src/lib.rs › tests::waits', 'skipped'],
    ]);
    const unittest =
      'test_adds (test_till.Till.test_adds) ... ok\ntest_pays (test_till.Till)\nTill pays. ... FAIL\ntest_waits (test_till.Till.test_waits) ... skipped "later"\n';
    expect([...readUnittest(unittest)]).toEqual([
      ['test_till.Till › test_adds', 'passed'],
      ['test_till.Till › test_pays', 'failed'],
      ['test_till.Till › test_waits', 'skipped'],
    ]);
  });

  it.each([
    ['npx vitest run src', null, 'npx vitest run --reporter=default --reporter=junit --outputFile.junit=/tmp/r src'],
    ['npm test', 'jest --ci', 'npm test -- --json --outputFile=/tmp/r'],
    ['npm test -- till', 'jest', 'npm test -- till --json --outputFile=/tmp/r'],
    ['pnpm test', 'vitest run', 'pnpm test --reporter=default --reporter=junit --outputFile.junit=/tmp/r'],
    ['npm test', 'tsc && vitest run && eslint', 'npm test'],
    ['go test ./...', null, 'go test -json ./...'],
    ['vitest run a && vitest run b', null, 'vitest run a && vitest run b'],
    ['python -m unittest tests', null, 'python -m unittest -v tests'],
    ['make check', null, 'make check'],
    ['poetry run pytest -q', null, 'poetry run pytest -q'],
  ])('%s (%s) is run as %s', (command, script, run) => {
    expect(withReport({ command, in: '.' }, script, '/tmp/r').command.command).toBe(run);
  });

  it('asks pytest and Node in their environment', () => {
    expect(withReport({ command: 'make && pytest', in: '.' }, null, '/tmp/r').command.env).toMatchObject({
      PYTEST_ADDOPTS: expect.stringContaining('/tmp/r') as string,
    });
    expect(withReport({ command: 'npm test', in: '.' }, 'node --test "test/**/*.js"', '/tmp/r').command.env).toMatchObject({
      NODE_OPTIONS: expect.stringContaining('/tmp/r') as string,
    });
  });
});
