import { exitCodes } from '@groundwork/host';
import { driftCloud } from '@groundwork/toolkit';
import type { CliContext } from '../../context.ts';
import { visible } from '../../terminal/text.ts';

/** Prints what was changed by others; ends with 1 when something was. */
export async function drift(this: CliContext, { json = false }: { json?: boolean }, name: string, dir = this.cwd): Promise<void> {
  const found = await driftCloud(dir, name, { host: this.host, env: this.env });
  if (found.drifted.length > 0) this.endWith(exitCodes.failed);
  if (json) return this.out.line(JSON.stringify(found, null, 2));
  const { good, warning, strong, quiet, command } = this.out.style;
  if (found.drifted.length === 0)
    this.out.line(`${good('✔')} ${strong(visible(name))} is as it was deployed  ${quiet(visible(found.where))}`);
  for (const { native, drift: how, differences } of found.drifted) {
    this.out.line(`  ${warning({ changed: '~', deleted: '-', added: '+' }[how])} ${strong(visible(native))}  ${how} by somebody else`);
    for (const difference of differences) this.out.line(`      ${visible(difference)}`);
  }
  if (found.unchecked.length > 0) this.out.line(`  ${quiet(`not checked, the engine cannot: ${visible(found.unchecked.join(', '))}`)}`);
  if (found.drifted.length > 0) this.out.line(`  bring it back   ${command(`gw deploy ${visible(name)}`)}`);
}
