import { GroundworkError } from '@groundwork/host';
import { rmSync } from 'node:fs';
import type { Launch, LaunchedTask } from '../launch/schema.ts';
import { remediesFor } from '../remedies/index.ts';
import type { Remedy } from '../remedies/remedy.ts';
import { readTail, sizeOf } from '../process/log.ts';
import type { Corrected } from './corrected.ts';
import { runCommands, runProgram, type TaskContext } from './task.ts';
import type { TimedTask } from './timed.ts';

export interface Trouble {
  readonly services: readonly string[];
  /** What was said. */
  readonly log: string;
  /** What `now` gave when it was started: what was mended since may have been its trouble. */
  readonly since: number;
  /** The task that failed; what comes before it is done anew. `null` when a service did. */
  readonly task: string | null;
}

/** Applies remedies: what was installed and built is made anew in the way that fits. */
export interface Mender {
  now(): number;
  /** `true` when something is different now, so that it is worth trying again. */
  mend(trouble: Trouble): Promise<boolean>;
}

export interface MenderContext extends Omit<TaskContext, 'run' | 'mender'> {
  readonly launch: Pick<Launch, 'run' | 'tasks'>;
  readonly corrected: Corrected;
  readonly timed: TimedTask;
  /** Told which services run with what was replaced under them. */
  readonly renew: (services: readonly string[]) => void;
  readonly remedies?: typeof remediesFor;
}

export function createMender(context: MenderContext): Mender {
  const { launch } = context;
  const underWay = new Map<string, Promise<boolean>>();
  const mended = new Map<string, number>();
  let time = 0;
  return {
    now: () => time,
    mend: (trouble) => {
      const holder = launch.tasks.find(({ tools, services }) => tools && services.some((name) => trouble.services.includes(name)));
      if (!holder) return Promise.resolve(false);
      const pending = underWay.get(holder.id);
      if (pending) return pending;
      if ((mended.get(holder.id) ?? 0) > trouble.since) return Promise.resolve(true);
      const mending = tryRemedies(holder, trouble, context)
        .then((well) => {
          if (well) mended.set(holder.id, (time += 1));
          return well;
        })
        .finally(() => underWay.delete(holder.id));
      underWay.set(holder.id, mending);
      return mending;
    },
  };
}

/** One remedy after the other, until everything could be done anew with one. What a failed attempt said decides about the next. */
async function tryRemedies(holder: LaunchedTask, trouble: Trouble, context: MenderContext): Promise<boolean> {
  const { tools, services } = holder;
  const { corrected } = context;
  if (!tools) return false;
  const again = tasksBefore(holder, trouble, context.launch.tasks);
  let { log } = trouble;
  for (const remedy of (context.remedies ?? remediesFor)(tools)) {
    const [first = ''] = services;
    if (corrected.has(first, remedy.name) || !remedy.fits(log, tools)) continue;
    const applied = await apply(remedy, { holder, log, context });
    if (!applied) continue;
    const from = sizeOf(holder.log);
    try {
      for (const task of again) await doAgain(task, context);
    } catch (cause) {
      if (!(cause instanceof GroundworkError)) throw cause;
      corrected.drop(services, remedy.name);
      log = readTail(holder.log, from);
      continue;
    }
    context.renew(services.filter((name) => !trouble.services.includes(name)));
    return true;
  }
  return false;
}

async function apply(
  remedy: Remedy,
  { holder, log, context }: { readonly holder: LaunchedTask; readonly log: string; readonly context: MenderContext },
): Promise<boolean> {
  const { tools, services, cwd } = holder;
  const { corrected, timed, launch } = context;
  const [first = ''] = services;
  if (!tools) return false;
  const taskContext: TaskContext = { ...context, run: `${launch.run}/${holder.id}`, mender: null };
  const run = async (command: Parameters<typeof runProgram>[0]): Promise<boolean> =>
    (await runProgram(command, holder, taskContext)).code === 0;
  const mended = await timed(
    `mend:${first}`,
    'other versions',
    () => remedy.prepare({ tools, cwd, log, run }),
    (found) => ({ outcome: found === null ? 'skipped' : 'done' }),
  );
  if (mended === null) return false;
  corrected.say(`${first}: ${mended.says}`);
  corrected.keep(services, remedy.name, mended);
  for (const command of mended.commands) if (!(await run(command))) return false;
  return true;
}

/** Installs and builds of the same services that were done before the trouble. */
function tasksBefore(holder: LaunchedTask, { task: failed }: Trouble, tasks: readonly LaunchedTask[]): LaunchedTask[] {
  const own = tasks.filter(({ kind, services }) => kind !== 'release' && services.some((name) => holder.services.includes(name)));
  const at = own.findIndex(({ id }) => id === failed);
  return at === -1 ? own : own.slice(0, at);
}

async function doAgain(task: LaunchedTask, context: MenderContext): Promise<void> {
  if (task.stamp) rmSync(task.stamp.file, { force: true });
  await context.timed(task.id, task.label, () => runCommands(task, { ...context, run: `${context.launch.run}/${task.id}`, mender: null }));
}
