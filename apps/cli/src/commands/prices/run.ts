import { cloudTargets } from '@groundwork/blueprint';
import { exitCodes, GroundworkError } from '@groundwork/host';
import { listPrices, refreshPrices } from '@groundwork/toolkit';
import type { CliContext } from '../../context.ts';
import { layOut, type Line } from '../../terminal/lines.ts';
import { visible } from '../../terminal/text.ts';
import { showProgress } from '../up/progress.ts';
import type { ListFlags, RefreshFlags } from './command.ts';

/** Reads the price lists into this machine's cache; what was there stays until all of a region is read. */
export async function refresh(this: CliContext, { cloud, region, dir = this.cwd, json = false }: RefreshFlags): Promise<void> {
  const progress = showProgress(this);
  try {
    const done = await refreshPrices(dir, {
      host: { ...this.host, notify: progress.notify },
      env: this.env,
      ...(cloud === undefined ? {} : { cloud }),
      ...(region === undefined ? {} : { region }),
    });
    progress.stop();
    if (json) return this.out.line(JSON.stringify(done, null, 2));
    const { good, strong, quiet } = this.out.style;
    for (const each of done) {
      this.out.line(`${good('✔')} ${strong(`${each.cloud} · ${visible(each.region)}`)}  ${each.count} prices  ${quiet(each.file)}`);
    }
  } finally {
    progress.stop();
  }
}

export async function list(this: CliContext, { cloud, region, missing = false, json = false }: ListFlags): Promise<void> {
  const known = cloudTargets.find((each) => each === cloud);
  if (!known) {
    throw new GroundworkError({
      code: 'prices.where',
      message: `There is no cloud ${cloud}`,
      fix: `Name one of: ${cloudTargets.join(', ')}`,
      exit: exitCodes.usage,
    });
  }
  const listing = await listPrices(known, region, this.env);
  if (json) return this.out.line(JSON.stringify(missing ? listing.missing : listing, null, 2));
  const { quiet, command } = this.out.style;
  const prices = missing
    ? []
    : listing.prices.map(({ price, amount, unit, read }): Line => ({
        indent: 2,
        left: price,
        right: `$${amount} / ${unit}  ${read}`,
        rightWhole: true,
      }));
  const unknown = listing.missing.map(({ key, what }): Line => ({ indent: 2, left: key, look: quiet, right: what, rightWhole: true }));
  for (const line of layOut([...prices, ...unknown], this.out.width, this.out.style)) this.out.line(line);
  this.err.line(
    `${listing.prices.length} prices, ${listing.missing.length} kinds without one in ${visible(region)}; ${command(`gw prices refresh --cloud ${known} --region ${visible(region)}`)}`,
  );
}
