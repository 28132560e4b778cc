import { planCloud } from '@groundwork/toolkit';
import type { CliContext } from '../../context.ts';
import { costReport } from './report.ts';

/** Prints what an environment costs as the code stands; asks no cloud. */
export async function cost(this: CliContext, { json = false }: { json?: boolean }, name: string, dir = this.cwd): Promise<void> {
  const { environment, target, region, items, cost: sum } = await planCloud(dir, name, { host: this.host, env: this.env, offline: true });
  const priced = items.filter((item) => item.cost.lines.length > 0);
  if (json) {
    const rows = priced.map(({ id, name: of, title, cost: each }) => ({ id, name: of, title, ...each }));
    return this.out.line(JSON.stringify({ environment, target, region, ...sum, items: rows }, null, 2));
  }
  this.out.line(costReport({ environment, target, region, sum, items: priced }, this.out));
}
