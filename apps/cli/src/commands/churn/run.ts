import { churnFolder } from '@groundwork/toolkit';
import type { CliContext } from '../../context.ts';
import type { ChurnFlags } from './command.ts';
import { churnText } from './report.ts';

/** Reads the history of a repository, executes nothing of it, prints what became of its lines. */
export async function churn(
  this: CliContext,
  { json = false, all = false, window: windowDays, ...flags }: ChurnFlags,
  dir = this.cwd,
): Promise<void> {
  const { report, read, ms } = await churnFolder(dir, {
    host: this.host,
    everything: all,
    ...(windowDays === undefined ? {} : { windowDays }),
    ...flags,
  });
  if (json) return this.out.line(JSON.stringify(report, null, 2));
  this.out.line(churnText(report, { dir, read, ms }, this.out));
}
