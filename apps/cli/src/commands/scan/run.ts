import { scanFolder } from '@groundwork/toolkit';
import type { CliContext } from '../../context.ts';
import type { ScanFlags } from './command.ts';

/** Reads the folder, executes nothing of it, prints its blueprint. */
export async function scan(this: CliContext, flags: ScanFlags, dir = this.cwd): Promise<void> {
  const { blueprint } = await scanFolder(dir, { host: this.host });
  if (flags.json) return this.out.line(JSON.stringify(blueprint, null, 2));
  this.out.line(blueprint.name);
}
