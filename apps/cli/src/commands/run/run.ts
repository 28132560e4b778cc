import { lastOutput, prepareRun, type ReadyProgram } from '@groundwork/toolkit';
import { statSync } from 'node:fs';
import { relative } from 'node:path';
import { interrupted, type CliContext } from '../../context.ts';
import { isCloudEnvironment } from '../environment.ts';
import { runInForeground } from '../../foreground/program.ts';
import { visible } from '../../terminal/text.ts';
import { duration } from '../../terminal/words.ts';
import { askToRun } from '../up/ask.ts';
import { showProgress } from '../up/progress.ts';
import { runInCloud } from './cloud.ts';
import type { RunFlags } from './command.ts';

/** Runs the program of a service in the foreground and ends as it ended. */
export async function run(
  this: CliContext,
  { dir = this.cwd, env = 'local', yes = false }: RunFlags,
  name: string,
  ...words: string[]
): Promise<void> {
  if (isCloudEnvironment(dir, env)) return runInCloud(this, { dir, env, yes, words }, name);
  const program = await prepare(this, dir, { env, yes, name, words });
  if (program.url !== null) this.err.line(`  ${this.err.style.strong(visible(name).padEnd(10))} ${this.err.style.command(program.url)}`);
  const from = sizeOf(program.log);
  const started = performance.now();
  let code = 1;
  try {
    code = await runInForeground(program, this);
  } finally {
    await program.release(code);
  }
  if (program.own) sayEnd(this, program, { code, ms: performance.now() - started, from });
  this.endWith(code);
}

async function prepare(
  context: CliContext,
  dir: string,
  { env, yes, name, words }: { env: string; yes: boolean; name: string; words: readonly string[] },
): Promise<ReadyProgram> {
  const progress = showProgress(context);
  try {
    return await prepareRun(dir, name, {
      host: { ...context.host, notify: progress.notify },
      yes,
      environment: env,
      words,
      env: context.env,
      ask: (commands, blueprint) => askToRun(context, commands, blueprint),
    });
  } finally {
    progress.stop();
  }
}

/** A start command has come to its end: how, and where to read what it said. */
function sayEnd({ err }: CliContext, program: ReadyProgram, { code, ms, from }: { code: number; ms: number; from: number }): void {
  const { good, bad, strong, quiet } = err.style;
  const name = strong(visible(program.service.name));
  const log = quiet(visible(relative(program.dir, program.log)));
  if (code === 0) return err.line(`${good('✔')} ${name} is done  ${quiet(duration(ms))}  ${log}`);
  if (code === interrupted) return err.line(`  ${name} stopped  ${quiet(duration(ms))}  ${log}`);
  const reason = program.reason(code, lastOutput(program.log, from));
  err.line(
    `${bad('✘')} ${name} ${reason?.code === 'service.ended' || !reason ? `ended with exit code ${code}` : `ended: ${visible(reason.message)}`}${reason?.where ? `  ${quiet(visible(reason.where))}` : ''}`,
  );
  if (reason?.fix) err.line(`  ${quiet('fix')} ${visible(reason.fix)}`);
  err.line(`  ${quiet('log')} ${log}`);
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
