import { planCloud } from '@groundwork/toolkit';
import type { CliContext } from '../../context.ts';
import type { PlanFlags } from './command.ts';
import { planReport } from './report.ts';

/** Prints what would change. */
export async function plan(
  this: CliContext,
  { offline = false, all = false, json = false }: PlanFlags,
  name: string,
  dir = this.cwd,
): Promise<void> {
  const made = await planCloud(dir, name, { host: this.host, env: this.env, offline });
  this.out.line(json ? JSON.stringify(made, null, 2) : planReport(made, this.out, { all }));
}
