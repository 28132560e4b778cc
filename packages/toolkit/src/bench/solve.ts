import { findAgent, ownFolder } from '@groundwork/agent';
import { runReport, solveInstances, type GradingOptions, type Instance, type RunReport } from '@groundwork/swe-bench';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openModels } from '../models/open-models.ts';

export interface SweRunOptions extends GradingOptions {
  readonly env: NodeJS.ProcessEnv;
  /** What starts our own command line: the small agent is in it. */
  readonly own: readonly string[];
  /** An agent of the table by its name, or the command of another. */
  readonly agent: string;
  /** As `gw model use` takes it; the one that is used where `null`. */
  readonly model: string | null;
  /** Of one instance; what the person set for a ticket holds where it is `null`. */
  readonly budget: { readonly usd: number | null; readonly requests: number | null; readonly minutes: number | null };
}

/** Has an agent and a model solve instances, and writes predictions and the report. What a killed run did is taken up. */
export async function solveSwe(instances: readonly Instance[], options: SweRunOptions): Promise<RunReport> {
  const { env, own, agent, model, budget, ...grading } = options;
  const found = findAgent(agent, { own, path: env['PATH'] ?? '' });
  const doors = ownFolder('groundwork-models-');
  try {
    const models = await openModels(grading.host, {
      env,
      ...(model !== null && { model }),
      listen: { socket: join(doors.folder, 'gateway.sock') },
    });
    try {
      const solved = await solveInstances(instances, {
        ...grading,
        agent: found,
        gateway: models.gateway,
        model: models.model,
        ticket: {
          budget: {
            ...models.budget,
            minutes: budget.minutes,
            ...(budget.usd !== null && { usd: budget.usd }),
            ...(budget.requests !== null && { requests: budget.requests }),
          },
        },
      });
      const name = `${models.model.provider}/${models.model.id}`;
      return writeReport(grading.out, runReport(solved, { all: instances.map(({ id }) => id), agent, model: name }));
    } finally {
      await models.gateway.close();
    }
  } finally {
    doors.remove();
  }
}

/** Writes a report where the run's other results are. */
export function writeReport(out: string, report: RunReport): RunReport {
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, 'report.json'), `${JSON.stringify(report, null, 2)}\n`);
  return report;
}
