import { exitCodes } from '@groundwork/host';
import { diagnose } from '@groundwork/toolkit';
import type { CliContext } from '../../context.ts';
import { report } from './report.ts';

/** Says what is there and what is not; ends with 3 when something stands in the way. */
export async function doctor(this: CliContext, { json = false }: { json?: boolean }, dir = this.cwd): Promise<void> {
  const diagnosis = await diagnose(dir, { host: this.host, env: this.env });
  this.out.line(json ? JSON.stringify(diagnosis, null, 2) : report(diagnosis, this.out));
  if (!diagnosis.well) this.endWith(exitCodes.notPossibleHere);
}
