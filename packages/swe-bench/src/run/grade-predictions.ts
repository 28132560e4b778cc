import { GroundworkError, type Host } from '@groundwork/host';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NativeEnvironment } from '../environment/environment.ts';
import { findNative, isNative } from '../environment/find.ts';
import { grade } from '../grade/grade.ts';
import { noPatch } from '../grade/outcome.ts';
import type { Instance } from '../instance/instance.ts';
import type { Places } from '../workbench/places.ts';
import { prepare } from '../workbench/prepare.ts';
import { sweep } from '../workbench/sweep.ts';
import { inParallel } from './pool.ts';
import type { Prediction } from './predictions.ts';
import type { Solved } from './report.ts';

export interface GradingOptions {
  readonly places: Places;
  readonly environments?: readonly NativeEnvironment[];
  readonly mirror: string | null;
  /** Where logs and results are written. */
  readonly out: string;
  /** How many instances at a time. */
  readonly parallel: number;
  readonly timeoutMs: number;
  /** Prepared instances are kept for the next run instead of being removed: some gigabytes for many. */
  readonly keep: boolean;
  readonly host: Host;
}

/** Grades predictions of any agent. What cannot be graded here is an error with its reason, not a failure of the agent. */
export async function gradePredictions(
  instances: readonly Instance[],
  predictions: readonly Prediction[],
  options: GradingOptions,
): Promise<readonly Solved[]> {
  sweep(options.places);
  const solved: Solved[] = [];
  const wanted = predictions.flatMap((prediction) => {
    const instance = instances.find(({ id }) => id === prediction.instance_id);
    return instance === undefined ? [] : [{ instance, prediction }];
  });
  await inParallel(wanted, options.parallel, async ({ instance, prediction }) => {
    if (options.host.signal.aborted) return;
    const { host } = options;
    host.notify({ type: 'started', task: instance.id, label: instance.id });
    const each = await gradeOne(instance, prediction, options);
    solved.push(each);
    const outcome = each.report?.resolved === true ? 'done' : 'failed';
    host.notify({
      type: 'finished',
      task: instance.id,
      outcome,
      ms: each.seconds * 1000,
      detail: each.why === '' ? each.reason : `${each.reason}: ${each.why}`,
    });
  });
  return solved;
}

/** Grades one, with its log beside the results. */
export async function gradeOne(
  instance: Instance,
  { model_patch: patch }: Pick<Prediction, 'model_patch'>,
  options: GradingOptions,
): Promise<Solved> {
  const { places, environments = [], mirror, out, timeoutMs, keep, host } = options;
  const ended = (rest: Pick<Solved, 'report' | 'reason'> & Partial<Solved>): Solved => ({
    instance_id: instance.id,
    why: '',
    usd: null,
    tokens: null,
    seconds: 0,
    ...rest,
  });
  if (patch === null || patch.trim() === '') return ended(noPatch());
  const native = findNative(instance, { downloads: places.downloads, environments });
  if (!isNative(native)) return ended({ report: null, reason: 'not_native', why: native.why });
  try {
    const prepared = await prepare(instance, native, { places, mirror, timeoutMs, signal: host.signal });
    const graded = await grade(instance, native, prepared, patch, { places, timeoutMs, signal: host.signal });
    mkdirSync(join(out, 'logs'), { recursive: true });
    writeFileSync(join(out, 'logs', `${instance.id}.log`), graded.log);
    return ended({ report: graded.report, reason: graded.reason, seconds: graded.seconds });
  } catch (error) {
    if (host.signal.aborted || !(error instanceof GroundworkError)) throw error;
    return ended({ report: null, reason: 'not_graded', why: error.message });
  } finally {
    if (!keep) rmSync(join(places.instances, instance.id), { recursive: true, force: true });
  }
}
