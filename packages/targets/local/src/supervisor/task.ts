import { GroundworkError } from '@groundwork/host';
import { appendFileSync } from 'node:fs';
import { argvOf, type LaunchedTask } from '../launch/schema.ts';
import { readTail, rotate, sizeOf } from '../process/log.ts';
import { baseEnvironment } from '../process/base-environment.ts';
import { startGroup } from '../process/group.ts';
import { reasonOf } from '../observe/reason.ts';
import { isCurrent, writeStamp } from './stamp.ts';

export interface TaskContext {
  readonly run: string;
  readonly folder: string;
  readonly signal: AbortSignal;
}

/** Runs the commands of an install, build or release one after another. Gives `skipped` when nothing changed since it was done. */
export async function runTask(task: LaunchedTask, context: TaskContext): Promise<'done' | 'skipped'> {
  if (task.stamp && isCurrent(task.stamp)) return 'skipped';
  rotate(task.log);
  const start = sizeOf(task.log);
  for (const command of task.commands) {
    const shown = 'shell' in command ? command.shell : command.argv.join(' ');
    appendFileSync(task.log, `$ ${shown}\n`, { mode: 0o600 });
    const group = startGroup({
      argv: argvOf(command),
      cwd: task.cwd,
      env: { ...baseEnvironment(), ...task.env },
      log: task.log,
      run: context.run,
    });
    const stop = (): void => void group.stop();
    context.signal.addEventListener('abort', stop, { once: true });
    const { code, signal, error } = await group.ended;
    context.signal.removeEventListener('abort', stop);
    await group.stop(0);
    if (context.signal.aborted) throw new GroundworkError({ code: 'task.stopped', message: 'stopped' });
    if (code === 0) continue;
    const reason = reasonOf({
      service: task.services[0] ?? task.id,
      log: error ?? readTail(task.log, start),
      code,
      signal,
      folder: context.folder,
    });
    throw new GroundworkError({
      code: 'task.failed',
      message: `\`${shown}\` failed: ${reason.message}`,
      where: reason.where ?? task.log,
      ...(reason.fix === null ? {} : { fix: reason.fix }),
    });
  }
  if (task.stamp) writeStamp(task.stamp);
  return 'done';
}
