import { isWell, statusOf, up as bringUp } from '@groundwork/toolkit';
import type { CliContext } from '../../context.ts';
import type { UpFlags } from './command.ts';
import { askToRun } from './ask.ts';
import { exitOf, panel } from './panel.ts';
import { showProgress } from './progress.ts';

/** Brings the folder up, says how it goes, and stays until it is stopped unless it was told to detach. */
export async function up(
  this: CliContext,
  { detach = false, yes = false, install = false, json = false }: UpFlags,
  dir = this.cwd,
): Promise<void> {
  const started = performance.now();
  const progress = showProgress(this);
  try {
    const session = await bringUp(dir, {
      host: { ...this.host, notify: progress.notify },
      yes,
      install,
      attached: !detach,
      env: this.env,
      ask: (commands, blueprint) => askToRun(this, commands, blueprint),
    });
    const state = await session.settled;
    progress.stop();
    if (this.host.signal.aborted) return;
    const well = isWell(state);
    if (json) this.out.line(JSON.stringify(statusOf(state, session.blueprint.questions), null, 2));
    else
      this.out.line(panel(state, { dir: session.dir, detach, already: session.already, ms: performance.now() - started, out: this.out }));
    if (!well) this.endWith(exitOf(state));
    if (detach || session.already) return;
    await session.ended;
    if (!well) this.endWith(exitOf(state));
  } finally {
    progress.stop();
  }
}
