import { GroundworkError } from '@groundwork/host';
import { appendFileSync } from 'node:fs';
import { argvOf, type Command } from '../launch/command.ts';
import type { LaunchedTask } from '../launch/schema.ts';
import { readTail, rotate, sizeOf } from '../process/log.ts';
import { baseEnvironment } from '../process/base-environment.ts';
import { startGroup } from '../process/group.ts';
import { nothingToDo } from '../observe/corrections.ts';
import { reasonOf } from '../observe/reason.ts';
import type { Corrected } from './corrected.ts';
import { isCurrent, writeStamp } from './stamp.ts';

export interface TaskContext {
  readonly run: string;
  readonly folder: string;
  readonly signal: AbortSignal;
  readonly corrected: Corrected;
}

/** Runs the commands of an install, build or release one after another. Gives `skipped` when nothing changed since it was done. */
export async function runTask(task: LaunchedTask, context: TaskContext): Promise<'done' | 'skipped'> {
  if (task.stamp && isCurrent(task.stamp)) return 'skipped';
  rotate(task.log);
  for (const command of task.commands) await runCommand(command, task, context);
  if (task.stamp) writeStamp(task.stamp);
  return 'done';
}

/** Runs one command; once more for each known trouble that a variable mends. */
async function runCommand(command: Command, task: LaunchedTask, context: TaskContext): Promise<void> {
  const [service = task.id] = task.services;
  const shown = 'shell' in command ? command.shell : command.argv.join(' ');
  const start = sizeOf(task.log);
  appendFileSync(task.log, `$ ${shown}\n`, { mode: 0o600 });
  const env = { ...baseEnvironment(), ...task.env, ...context.corrected.of(service) };
  const group = startGroup({ argv: argvOf(command), cwd: task.cwd, env, log: task.log, run: context.run });
  const stop = (): void => void group.stop();
  context.signal.addEventListener('abort', stop, { once: true });
  const { code, signal, error } = await group.ended;
  context.signal.removeEventListener('abort', stop);
  await group.stop(0);
  if (context.signal.aborted) throw new GroundworkError({ code: 'task.stopped', message: 'stopped' });
  if (code === 0) return;
  const log = error ?? readTail(task.log, start);
  const nothing = nothingToDo.find(({ command: which, pattern }) => which.test(shown) && pattern.test(log));
  if (nothing) return context.corrected.say(`${service}: ${nothing.says}`);
  if (context.corrected.tryFor(task.services, log)) return runCommand(command, task, context);
  const reason = reasonOf({ service, log, code, signal, folder: context.folder });
  throw new GroundworkError({
    code: reason.code === 'service.ended' ? 'task.failed' : reason.code,
    message: `\`${shown}\` failed: ${reason.message}`,
    where: reason.where ?? task.log,
    ...(reason.fix === null ? {} : { fix: reason.fix }),
  });
}
