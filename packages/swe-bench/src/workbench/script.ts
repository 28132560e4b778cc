import type { NativeEnvironment } from '../environment/environment.ts';
import type { Evaluation } from '../evaluation/script.ts';

const marks = { tests: '>>>>> Start Test Output' } as const;

/** Installs that were made before, with the network; in the jail there is none. */
const installs = /^(python -m pip install|python setup\.py install|npm install|composer (install|update)|git submodule update)\b/;

/** What is run once, with the network: everything a test run needs is then there. How the tests end does not matter here. */
export function installScript(environment: NativeEnvironment, setup: readonly string[], evaluation: Evaluation): string {
  const { build, tests } = adapted(environment, evaluation);
  return [
    'set -ex',
    ...setup,
    ...environment.install,
    ...build,
    'set +e',
    // What would be asked of a network by the tests themselves is asked now.
    ...tests,
    'exit 0',
    '',
  ].join('\n');
}

/** Builds and tests a checkout to which the patches were applied; exits as the last test command did. */
export function testScript(environment: NativeEnvironment, evaluation: Evaluation): string {
  const { build, tests } = adapted(environment, evaluation);
  return ['set -ux -o pipefail', ...build.filter((command) => !installs.test(command)), `: '${marks.tests}'`, ...tests, ''].join('\n');
}

/** What was printed since the tests began. */
export function testOutput(log: string): string {
  const start = log.indexOf(`+ : '${marks.tests}'`);
  return start === -1 ? '' : log.slice(start);
}

function adapted({ instead = [] }: NativeEnvironment, evaluation: Evaluation): Evaluation {
  const adapt = (command: string): string => {
    const [begins, other] = instead.find(([start]) => command.startsWith(start)) ?? ['', ''];
    return `${other}${command.slice(begins.length)}`;
  };
  return { build: evaluation.build.map(adapt), tests: evaluation.tests.map(adapt) };
}
