import type { Jail } from '@groundwork/agent';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Native } from '../environment/find.ts';
import { evaluationOf } from '../evaluation/script.ts';
import type { Instance } from '../instance/instance.ts';
import { openWorkbench } from '../workbench/jailed.ts';
import { inside, type Places } from '../workbench/places.ts';
import type { Prepared } from '../workbench/prepare.ts';
import { testOutput, testScript } from '../workbench/script.ts';
import { applyScript, testsScript } from './apply.ts';
import { outcomeOf, type Outcome, type TestRun } from './outcome.ts';

export interface GradeOptions {
  readonly places: Places;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

export interface Grade extends Outcome {
  readonly log: string;
  readonly seconds: number;
}

/** More is a runner that does not end. */
const mostLog = 256 * 1024 * 1024;

/**
 * Grades a change as the harness does: on a clean checkout of the base commit it is applied, the tests are put in place over
 * it, the project is built and its tests run, here in a jail without network; then each test is looked up in what they printed.
 */
export async function grade(instance: Instance, native: Native, prepared: Prepared, patch: string, options: GradeOptions): Promise<Grade> {
  const began = performance.now();
  const workbench = await openWorkbench(prepared, native, options.places, options.signal);
  try {
    const run = await runTests(instance, native, { patch, ...workbench, ...options });
    return { ...outcomeOf(instance, run), log: run.log, seconds: (performance.now() - began) / 1000 };
  } finally {
    await workbench.close();
  }
}

interface TestOptions extends GradeOptions {
  readonly patch: string;
  readonly jail: Jail;
  readonly home: string;
}

async function runTests(instance: Instance, native: Native, options: TestOptions): Promise<TestRun> {
  const { patch, jail, home, timeoutMs, signal } = options;
  const put = (name: string, text: string): string => {
    mkdirSync(join(home, 'grading'), { recursive: true });
    writeFileSync(join(home, 'grading', name), text);
    return `${inside.home}/grading/${name}`;
  };
  const run = (name: string, script: string, most = 300_000) => bash(jail, put(name, script), most, signal);
  if (patch !== '') {
    const { exit, log } = await run('apply.sh', applyScript(put('change.diff', withEnd(patch))));
    if (exit !== 0) return { applied: false, exit, log };
  }
  const placed = await run('tests.sh', testsScript(instance.base, instance.testPatch, put('tests.diff', withEnd(instance.testPatch))));
  if (placed.exit !== 0) return { applied: false, exit: placed.exit, log: placed.log };
  const { exit, log } = await run('evaluate.sh', testScript(native.environment, evaluationOf(instance)), timeoutMs);
  return { applied: true, exit, log: testOutput(log) };
}

const withEnd = (patch: string): string => (patch.endsWith('\n') ? patch : `${patch}\n`);

async function bash(jail: Jail, file: string, timeoutMs: number, signal: AbortSignal): Promise<{ exit: number | null; log: string }> {
  const running = jail.start({ command: ['/bin/bash', '-c', 'exec /bin/bash "$0" 2>&1', file], cwd: jail.folder });
  const kill = (): void => running.kill();
  const timer = setTimeout(kill, timeoutMs);
  if (signal.aborted) kill();
  signal.addEventListener('abort', kill);
  running.stdin.end();
  const chunks: Buffer[] = [];
  let size = 0;
  running.stdout.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > mostLog) kill();
    else chunks.push(chunk);
  });
  running.stderr.resume();
  try {
    const { code } = await running.exited;
    return { exit: code, log: Buffer.concat(chunks).toString('utf8') };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', kill);
  }
}
