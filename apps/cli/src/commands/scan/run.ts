import { scanFolder } from '@groundwork/toolkit';
import type { CliContext } from '../../context.ts';
import type { ScanFlags } from './command.ts';
import { report } from './report/report.ts';

/** Reads the folder, executes nothing of it, prints its blueprint. */
export async function scan(this: CliContext, { json = false, all = false }: ScanFlags, dir = this.cwd): Promise<void> {
  const { blueprint, files, ms } = await scanFolder(dir, { host: this.host });
  if (json) return this.out.line(JSON.stringify(blueprint, null, 2));
  const { width, style } = this.out;
  this.out.line(report(blueprint, { width, style, all, files, ms, program: 'gw' }));
}
