import { GroundworkError } from '@groundwork/host';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { findNative, isNative, type Native } from '../environment/find.ts';
import { grade } from '../grade/grade.ts';
import type { Instance } from '../instance/instance.ts';
import { prepare } from '../workbench/prepare.ts';
import { sweep } from '../workbench/sweep.ts';
import type { GradingOptions } from './grade-predictions.ts';
import { inParallel } from './pool.ts';
import { Records } from './records.ts';

export interface SelfCheckOptions extends GradingOptions {
  /** How many times each is graded. */
  readonly times: number;
}

const checkedSchema = z.strictObject({
  instance_id: z.string(),
  patch: z.enum(['gold', 'empty']),
  round: z.int(),
  reason: z.string(),
  resolved: z.boolean(),
  failing: z.array(z.string()).describe('Tests that did not end as they have to; the first of them'),
  seconds: z.number(),
});
export type Checked = z.infer<typeof checkedSchema>;

export interface SelfChecked {
  readonly instance: Instance;
  /** The solution resolved it every time, and nothing did not. */
  readonly held: boolean;
  readonly rounds: readonly Checked[];
  /** Why it could not be prepared. */
  readonly problem: string | null;
}

/** Grades the solution and no change at all, several times: a grader is believed where the one always resolves and the other never does. */
export async function selfCheck(instances: readonly Instance[], options: SelfCheckOptions): Promise<readonly SelfChecked[]> {
  const { places, environments = [], out, parallel, host } = options;
  sweep(places);
  const records = new Records(join(out, 'self-check.jsonl'), checkedSchema);
  const problems = new Map<string, string>();
  await inParallel(instances, parallel, async (instance) => {
    if (host.signal.aborted) return;
    const native = findNative(instance, { downloads: places.downloads, environments });
    if (!isNative(native)) return void problems.set(instance.id, native.why);
    const began = performance.now();
    host.notify({ type: 'started', task: instance.id, label: instance.id });
    try {
      await checkOne(instance, native, { ...options, records });
    } catch (error) {
      if (host.signal.aborted || !(error instanceof GroundworkError)) throw error;
      problems.set(instance.id, `${error.message}${error.where === null ? '' : ` (${error.where})`}`);
    }
    const { held, problem } = summed(instance, options.times, records, problems);
    const detail = problem ?? (held ? `held ${options.times} times` : 'did not hold');
    host.notify({ type: 'finished', task: instance.id, outcome: held ? 'done' : 'failed', ms: performance.now() - began, detail });
    if (!options.keep) rmSync(join(places.instances, instance.id), { recursive: true, force: true });
  });
  return instances.map((instance) => summed(instance, options.times, records, problems));
}

async function checkOne(
  instance: Instance,
  native: Native,
  options: SelfCheckOptions & { readonly records: Records<Checked> },
): Promise<void> {
  const { times, places, mirror, out, timeoutMs, host, records } = options;
  const patches = { gold: instance.gold, empty: '' } as const;
  const wanted = Array.from({ length: times }, (_, index) => index + 1).flatMap((round) =>
    (['gold', 'empty'] as const).map((patch) => ({ round, patch })),
  );
  const open = wanted.filter(
    ({ round, patch }) => !records.all.some((done) => isOf(done, instance) && done.round === round && done.patch === patch),
  );
  if (open.length === 0) return;
  const prepared = await prepare(instance, native, { places, mirror, timeoutMs, signal: host.signal });
  for (const [index, { round, patch }] of open.entries()) {
    host.notify({ type: 'progress', task: instance.id, done: index, total: open.length, detail: `${patch}, round ${round}` });
    const graded = await grade(instance, native, prepared, patches[patch], { places, timeoutMs, signal: host.signal });
    if (host.signal.aborted) return;
    mkdirSync(join(out, 'logs'), { recursive: true });
    writeFileSync(join(out, 'logs', `${instance.id}.${patch}.${round}.log`), graded.log);
    const status = graded.report.tests_status;
    records.add({
      instance_id: instance.id,
      patch,
      round,
      reason: graded.reason,
      resolved: graded.report.resolved,
      failing: [...(status?.FAIL_TO_PASS.failure ?? []), ...(status?.PASS_TO_PASS.failure ?? [])].slice(0, 10),
      seconds: Math.round(graded.seconds * 10) / 10,
    });
  }
}

const isOf = ({ instance_id }: Checked, { id }: Instance): boolean => instance_id === id;

function summed(instance: Instance, times: number, { all }: Records<Checked>, problems: ReadonlyMap<string, string>): SelfChecked {
  const rounds = all.filter((each) => isOf(each, instance) && each.round <= times);
  const held = rounds.length === 2 * times && rounds.every(({ patch, resolved }) => resolved === (patch === 'gold'));
  return { instance, held, rounds, problem: problems.get(instance.id) ?? null };
}
