import type { ProgressEvent } from '@groundwork/host';
import { readJson, replacePrivateFile, type EnvironmentFolder } from '@groundwork/provision';
import { join } from 'node:path';
import { z } from 'zod';

export interface TaskEnd {
  readonly outcome: 'done' | 'failed' | 'skipped';
  readonly detail?: string;
}

/** What a person sees of a task: its label, and the file it writes to while it runs. */
export type Shown = string | { readonly label: string; readonly log: string | null };

/** Runs an action as a task that a person sees, with the time it took last time. */
export type TimedTask = <T>(id: string, shown: Shown, action: () => Promise<T>, detail?: (result: T) => TaskEnd) => Promise<T>;

const timingsSchema = z.record(z.string(), z.number());

/** Times tasks of an environment, in milliseconds, and keeps the times for the next run. */
export function createTimedTask({ root }: Pick<EnvironmentFolder, 'root'>, notify: (event: ProgressEvent) => void): TimedTask {
  const file = join(root, 'timings.json');
  const timings = readJson(file, timingsSchema) ?? {};
  return async (id, shown, action, detail = () => ({ outcome: 'done' })) => {
    const started = performance.now();
    const expectedMs = timings[id];
    const { label, log } = typeof shown === 'string' ? { label: shown, log: null } : shown;
    notify({ type: 'started', task: id, label, ...(expectedMs === undefined ? {} : { expectedMs }), ...(log === null ? {} : { log }) });
    try {
      const result = await action();
      const ms = Math.round(performance.now() - started);
      const end = detail(result);
      notify({ type: 'finished', task: id, ms, ...end });
      if (end.outcome === 'done') {
        timings[id] = ms;
        replacePrivateFile(file, JSON.stringify(timings));
      }
      return result;
    } catch (cause) {
      const message = cause instanceof Error ? cause.message : String(cause);
      notify({ type: 'finished', task: id, ms: Math.round(performance.now() - started), outcome: 'failed', detail: message });
      throw cause;
    }
  };
}
