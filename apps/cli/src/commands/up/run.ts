import { realpathSync } from 'node:fs';
import { exitCodes, GroundworkError } from '@groundwork/host';
import { isWell, statusOf, up as bringUp } from '@groundwork/toolkit';
import type { CliContext } from '../../context.ts';
import { askToRun } from './ask.ts';
import type { UpFlags } from './command.ts';
import { exitOf, panel } from './panel.ts';
import { showProgress } from './progress.ts';
import { watch } from './watch.ts';

/** Brings the folder up, says how it goes, and stays until it is stopped unless it was told to detach. */
export async function up(this: CliContext, flags: UpFlags, dir = this.cwd): Promise<void> {
  const { detach = false, yes = false, install = false, json = false, watch: watched = false } = flags;
  if (detach && watched) throw cannotWatch();
  let started = performance.now();
  const progress = showProgress(this);
  const host = { ...this.host, notify: progress.notify };
  try {
    const session = await bringUp(dir, {
      host,
      yes,
      install,
      attached: !detach,
      watched,
      env: this.env,
      ask: async (commands, blueprint) => {
        const answer = await askToRun(this, commands, blueprint);
        // How long a person thinks about it is not how long it took.
        started = performance.now();
        return answer;
      },
    });
    const state = await session.settled;
    progress.stop();
    if (this.host.signal.aborted) return;
    const well = isWell(state);
    if (json) this.out.line(JSON.stringify(statusOf(state, session.blueprint.questions), null, 2));
    else {
      const ms = performance.now() - started;
      this.out.line(
        panel(state, { dir: session.dir, cwd: realpathSync(this.cwd), detach, already: session.already, watched, ms, out: this.out }),
      );
    }
    if (!well) this.endWith(exitOf(state));
    if (detach || (session.already && !watched)) return;
    await Promise.race([session.ended, ...(watched ? [watch(this, session, progress)] : [])]);
    await session.ended;
    if (!well && !watched) this.endWith(exitOf(state));
  } finally {
    progress.stop();
  }
}

function cannotWatch(): GroundworkError {
  return new GroundworkError({
    code: 'up.watch_detached',
    message: 'Watching ends with the terminal it began in',
    fix: 'gw up --watch, without --detach',
    exit: exitCodes.usage,
  });
}
