import { exitCodes } from '@groundwork/host';
import { deployCloud } from '@groundwork/toolkit';
import type { CliContext } from '../../context.ts';
import { visible } from '../../terminal/text.ts';
import { duration } from '../../terminal/words.ts';
import { planReport } from '../plan/report.ts';
import { cloudStatusLines } from '../status/cloud.ts';
import { showProgress } from '../up/progress.ts';
import type { DeployFlags } from './command.ts';

/** Shows the plan, asks, and deploys. */
export async function deploy(this: CliContext, { yes = false, json = false }: DeployFlags, name: string, dir = this.cwd): Promise<void> {
  const progress = showProgress(this);
  let started = performance.now();
  try {
    const { plan, status } = await deployCloud(dir, name, {
      host: { ...this.host, notify: progress.notify },
      env: this.env,
      consent: async (made) => {
        if (!json) this.err.line(planReport(made, this.err));
        if (yes) return true;
        if (!this.err.interactive || json) return null;
        const answer = await this.host.confirm(`Deploy to ${made.where ?? name}?`, false);
        started = performance.now();
        return answer;
      },
    });
    progress.stop();
    if (json) this.out.line(JSON.stringify({ plan, status }, null, 2));
    else {
      const { good, strong, quiet, command } = this.out.style;
      this.out.line(
        `${good('✔')} ${strong(visible(plan.name))} is deployed to ${strong(visible(name))}  ${quiet(duration(performance.now() - started))}`,
      );
      for (const line of cloudStatusLines(status, this.out)) this.out.line(line);
      this.out.line(`  logs   ${command(`gw logs --env ${name} -f`)}   remove   ${command(`gw destroy ${name}`)}`);
    }
    if (status.services.some(({ state }) => state === 'failed')) this.endWith(exitCodes.failed);
  } finally {
    progress.stop();
  }
}
