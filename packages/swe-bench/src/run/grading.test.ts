import { silentHost } from '@groundwork/host';
import { requireProgram } from '@groundwork/testing';
import { appendFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Instance } from '../instance/instance.ts';
import { readInstances } from '../instance/read.ts';
import { taskEnvironments, threeOf, writeTasks } from '../testing/tasks.fixture.ts';
import { placesIn } from '../workbench/places.ts';
import { gradePredictions, type GradingOptions } from './grade-predictions.ts';
import { readPredictions } from './predictions.ts';
import { runReport } from './report.ts';
import { selfCheck } from './self-check.ts';

describe.runIf(requireProgram('bwrap', 'apt-get install bubblewrap'))('grading tasks of three repositories', () => {
  let folder: string;
  let instances: readonly Instance[];
  let bakery: Instance;
  let harbour: Instance;
  let library: Instance;
  let options: GradingOptions;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tasks-'));
    const { mirror, dataset } = writeTasks(folder);
    [bakery, harbour, library] = threeOf(await readInstances(dataset));
    instances = [bakery, harbour, library];
    const places = placesIn(join(folder, 'cache'));
    options = {
      places,
      environments: taskEnvironments,
      mirror,
      out: join(folder, 'out'),
      parallel: 2,
      timeoutMs: 60_000,
      keep: true,
      host: silentHost,
    };
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('resolves by the solution and never by nothing, and takes up what a killed run had done', async () => {
    const checked = await selfCheck(instances, { ...options, times: 2 });
    expect(checked.map(({ instance, held, problem, rounds }) => ({ id: instance.id, held, problem, rounds: rounds.length }))).toEqual(
      instances.map(({ id }) => ({ id, held: true, problem: null, rounds: 4 })),
    );
    const file = join(options.out, 'self-check.jsonl');
    const lines = readFileSync(file, 'utf8').trim().split('\n');
    writeFileSync(file, `${lines.slice(0, 11).join('\n')}\n${lines[11]?.slice(0, 20) ?? ''}`);
    const again = await selfCheck(instances, { ...options, times: 2 });
    expect(again.every(({ held }) => held)).toBe(true);
    // The one that was cut off, and its cut-off line.
    expect(readFileSync(file, 'utf8').trim().split('\n')).toHaveLength(13);
    expect(readdirSync(options.places.scratch)).toEqual([]);
  });

  it('tells an instance that nothing resolves from one that cannot be graded', async () => {
    const flaky = { ...bakery, id: 'bakery__oven-8', failToPass: ['test_of_nobody'] };
    const elsewhere = { ...harbour, id: 'bakery__oven-9', repository: 'windmill/sails' };
    const gone = { ...library, id: 'bakery__oven-10', base: 'f'.repeat(40) };
    const checked = await selfCheck([flaky, elsewhere, gone], { ...options, times: 1 });
    expect(checked.map(({ held, problem }) => ({ held, problem }))).toEqual([
      { held: false, problem: null },
      { held: false, problem: expect.stringContaining('windmill/sails') },
      { held: false, problem: expect.stringContaining('f'.repeat(40)) },
    ]);
    expect(checked[0]?.rounds.map(({ patch, resolved, failing }) => ({ patch, resolved, failing }))).toContainEqual({
      patch: 'gold',
      resolved: false,
      failing: ['test_of_nobody'],
    });
  });

  it('grades predictions as the harness reports them, whatever they do to the tests', async () => {
    const prediction = (instance: Instance, model_patch: string | null) => ({
      instance_id: instance.id,
      model_name_or_path: 'a',
      model_patch,
    });
    // Its tests are put in place over what a change made of them.
    const tampering = harbour.testPatch.replaceAll('equal(lift(0), 0)', 'equal(0, 0)');
    const file = join(folder, 'predictions.jsonl');
    for (const each of [prediction(bakery, bakery.gold), prediction(harbour, tampering), prediction(library, '')])
      appendFileSync(file, `${JSON.stringify(each)}\n`);
    const solved = await gradePredictions(instances, readPredictions(file), options);
    const report = runReport(solved, { all: instances.map(({ id }) => id), agent: null, model: 'a' });
    expect(report).toMatchObject({
      total_instances: 3,
      submitted_instances: 3,
      completed_instances: 2,
      resolved_ids: [bakery.id],
      unresolved_ids: [harbour.id],
      empty_patch_ids: [library.id],
      error_ids: [],
      schema_version: 2,
    });
    expect(Object.fromEntries(solved.map(({ instance_id, reason }) => [instance_id, reason]))).toEqual({
      [bakery.id]: 'resolved',
      [harbour.id]: 'tests_failed',
      [library.id]: 'no_patch',
    });
    expect(readFileSync(join(options.out, 'logs', `${harbour.id}.log`), 'utf8')).toContain('not ok 2 - lifts nothing');
  });

  it('does not apply what does not fit', async () => {
    const patch = bakery.gold.replace('-    return loaves * each', '-    return loaves + each');
    const [solved] = await gradePredictions([bakery], [{ instance_id: bakery.id, model_name_or_path: 'a', model_patch: patch }], options);
    expect(solved).toMatchObject({ reason: 'patch_not_applied', report: { patch_successfully_applied: false, resolved: false } });
  });

  it('has neither network nor the solution where the tests run', async () => {
    const spy = [
      'diff --git a/oven/__init__.py b/oven/__init__.py',
      '--- a/oven/__init__.py',
      '+++ b/oven/__init__.py',
      '@@ -0,0 +1,7 @@',
      '+import socket, subprocess',
      '+print("COMMITS", subprocess.run(["git", "log", "--all", "--oneline"], capture_output=True, text=True).stdout.count("\\n"))',
      '+try:',
      '+    socket.create_connection(("1.1.1.1", 53), 2)',
      '+    print("NETWORK")',
      '+except OSError:',
      '+    print("ALONE")',
      '',
    ].join('\n');
    await gradePredictions([bakery], [{ instance_id: bakery.id, model_name_or_path: 'a', model_patch: spy }], options);
    const log = readFileSync(join(options.out, 'logs', `${bakery.id}.log`), 'utf8');
    expect(log).toContain('COMMITS 1\n');
    expect(log).toContain('ALONE');
    expect(existsSync(join(options.places.instances, bakery.id, 'workspace', 'installed'))).toBe(true);
  });
});
