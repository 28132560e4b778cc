import { exitCodes } from '@groundwork/host';
import { reset as resetFolder } from '@groundwork/toolkit';
import type { CliContext } from '../../context.ts';
import { visible } from '../../terminal/text.ts';

/** Deletes what `up` made, once a person agreed to lose the data. */
export async function reset(this: CliContext, { yes = false }: { yes?: boolean }, dir = this.cwd): Promise<void> {
  const { err, host, out } = this;
  const done = await resetFolder(dir, async (data) => {
    if (yes) return true;
    err.line('This deletes the data in');
    for (const path of data) err.line(`  ${visible(path)}`);
    return host.confirm('Delete it?', false);
  });
  if (done) return out.line(`${out.style.good('✔')} as if it had never been up`);
  err.line('Nothing was deleted. gw reset --yes deletes without asking');
  this.endWith(exitCodes.failed);
}
