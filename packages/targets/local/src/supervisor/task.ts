import { GroundworkError } from '@groundwork/host';
import { appendFileSync } from 'node:fs';
import { argvOf, type Command } from '../launch/command.ts';
import type { LaunchedTask } from '../launch/schema.ts';
import { readTail, rotate, sizeOf } from '../process/log.ts';
import { baseEnvironment } from '../process/base-environment.ts';
import { startGroup, type GroupEnd } from '../process/group.ts';
import { argvInView } from '../process/view.ts';
import { nothingToDo } from '../observe/corrections.ts';
import { reasonOf } from '../observe/reason.ts';
import type { Corrected } from './corrected.ts';
import type { Mender } from './mender.ts';
import { isCurrent, writeStamp } from './stamp.ts';

export interface TaskContext {
  readonly run: string;
  readonly folder: string;
  readonly signal: AbortSignal;
  readonly corrected: Corrected;
  /** `null` while it is mending itself. */
  readonly mender: Mender | null;
}

/** Runs the commands of an install, build or release one after another. Gives `skipped` when nothing changed since it was done. */
export async function runTask(task: LaunchedTask, context: TaskContext): Promise<'done' | 'skipped'> {
  if (task.stamp && isCurrent(task.stamp)) return 'skipped';
  rotate(task.log);
  // Remedies were for what was asked for then.
  if (task.kind === 'install') context.corrected.drop(task.services);
  for (const command of task.setup) {
    const outcome = await runCommand(command, task, context);
    if (outcome !== 'done') throw outcome.error;
  }
  await runCommands(task, context);
  return 'done';
}

/** The commands of a task once the tools are there, all of them again when a remedy changed what they run with. */
export async function runCommands(task: LaunchedTask, context: TaskContext): Promise<void> {
  const since = context.mender?.now() ?? 0;
  for (const command of task.commands) {
    const outcome = await runCommand(command, task, context);
    if (outcome === 'done') continue;
    if (await context.mender?.mend({ services: task.services, log: outcome.log, since, task: task.id })) return runCommands(task, context);
    throw outcome.error;
  }
  if (task.stamp) writeStamp(task.stamp);
}

interface Failure {
  readonly log: string;
  readonly error: GroundworkError;
}

/** Runs one command; once more for each known trouble that a variable or another command mends. */
async function runCommand(command: Command, task: LaunchedTask, context: TaskContext): Promise<'done' | Failure> {
  const { corrected, folder } = context;
  const [service = task.id] = task.services;
  const start = sizeOf(task.log);
  const { code, signal, error, shown } = await runProgram(command, task, context);
  if (code === 0) return 'done';
  const log = error ?? readTail(task.log, start);
  const nothing = nothingToDo.find(({ command: which, pattern }) => which.test(shown) && pattern.test(log));
  if (nothing) {
    corrected.say(`${service}: ${nothing.says}`);
    return 'done';
  }
  if (corrected.tryToShow(task.services, log, task.contained) || corrected.tryFor(task.services, log))
    return runCommand(command, task, context);
  const reason = reasonOf({ service, log, code, signal, folder });
  return {
    log,
    error: new GroundworkError({
      code: reason.code === 'service.ended' ? 'task.failed' : reason.code,
      message: `\`${shown}\` failed: ${reason.message}`,
      where: reason.where ?? task.log,
      ...(reason.fix === null ? {} : { fix: reason.fix }),
    }),
  };
}

/** Starts a command with the tools of its task and waits for its end. What it says goes into the task's log. */
export async function runProgram(
  command: Command,
  task: LaunchedTask,
  { corrected, run, signal: stopping }: Pick<TaskContext, 'corrected' | 'run' | 'signal'>,
): Promise<GroupEnd & { readonly shown: string }> {
  const [service = task.id] = task.services;
  const given = 'shell' in command ? { shell: corrected.command(service, command.shell) } : command;
  const shown = 'shell' in given ? given.shell : given.argv.join(' ');
  appendFileSync(task.log, `$ ${shown}\n`, { mode: 0o600 });
  const env = corrected.environment(service, { ...baseEnvironment(), ...task.env });
  const { contained } = task;
  const argv = contained ? argvInView(argvOf(given), corrected.view(service, contained), contained.folder) : argvOf(given);
  const group = startGroup({ argv, cwd: task.cwd, env, log: task.log, run });
  const stop = (): void => void group.stop();
  stopping.addEventListener('abort', stop, { once: true });
  const end = await group.ended;
  stopping.removeEventListener('abort', stop);
  await group.stop(0);
  if (stopping.aborted) throw new GroundworkError({ code: 'task.stopped', message: 'stopped' });
  return { ...end, shown };
}
