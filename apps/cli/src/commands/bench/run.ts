import { exitCodes, GroundworkError } from '@groundwork/host';
import {
  byRepository,
  gradePredictions,
  isNative,
  placesIn,
  readDatasets,
  readEnvironments,
  readPredictions,
  runReport,
  selfCheck,
  solveSwe,
  survey,
  writeReport,
  type Instance,
  type RunReport,
} from '@groundwork/toolkit';
import { join, resolve } from 'node:path';
import type { CliContext } from '../../context.ts';
import { ownCommand } from '../../ide/pages.ts';
import type { SweFlags } from './command.ts';
import { progressLines } from './progress.ts';
import { runLines, selfCheckReport, surveyReport } from './report.ts';

const minute = 60_000;

/** Says which instances can be graded here; has an agent solve them, grades predictions, or checks the grader. Ends with 1 where one did not hold. */
export async function swe(this: CliContext, flags: SweFlags): Promise<void> {
  onlyOne(flags);
  const places = placesIn();
  const { dataset = ['verified', 'multilingual'], instances: ids = [], repo: repositories = [], limit = null } = flags;
  const data = resolve(this.cwd, flags.data ?? join(places.downloads, '..', 'data'));
  const environments = flags.environments === undefined ? [] : readEnvironments(resolve(this.cwd, flags.environments));
  // What is left out here does not count towards the limit.
  const all = await readDatasets({ datasets: dataset, data, cwd: this.cwd, ids, repositories, limit: flags.native ? null : limit });
  const surveyed = survey(all, { downloads: places.downloads, environments });
  const native = surveyed.filter(({ found }) => isNative(found)).map(({ instance }) => instance);
  const chosen: readonly Instance[] = flags.native ? native.slice(0, limit ?? native.length) : all;
  const options = {
    places,
    environments,
    mirror: flags.mirror === undefined ? null : resolve(this.cwd, flags.mirror),
    out: resolve(this.cwd, flags.out ?? 'swe-bench'),
    parallel: flags.parallel ?? 1,
    timeoutMs: (flags.minutes ?? 30) * minute,
    keep: flags.keep ?? false,
    host: { ...this.host, notify: progressLines(this.err, this.json, chosen.length) },
  };
  if (flags.selfCheck !== undefined) {
    const checked = await selfCheck(chosen, { ...options, times: flags.selfCheck });
    const rows = checked.map(({ instance, ...rest }) => ({ instance_id: instance.id, repository: instance.repository, ...rest }));
    this.out.line(
      this.json ? JSON.stringify({ version: 1, times: flags.selfCheck, instances: rows }, null, 2) : selfCheckReport(checked, this.out),
    );
    if (checked.some(({ held }) => !held)) this.endWith(exitCodes.failed);
  } else if (flags.predictions !== undefined) {
    const predictions = readPredictions(resolve(this.cwd, flags.predictions));
    const solved = await gradePredictions(chosen, predictions, options);
    const model = predictions[0]?.model_name_or_path ?? '';
    told(this, writeReport(options.out, runReport(solved, { all: chosen.map(({ id }) => id), agent: null, model })));
  } else if (flags.agent !== undefined) {
    const budget = { usd: flags.usd ?? null, requests: flags.requests ?? null, minutes: flags.minutes ?? 30 };
    const { agent, model = null } = flags;
    told(this, await solveSwe(chosen, { ...options, env: this.env, own: ownCommand(), agent, model, budget }));
  } else {
    const repositoriesHere = byRepository(surveyed);
    const shown = flags.native ? { instances: chosen.map(({ id }) => id) } : {};
    this.out.line(
      this.json
        ? JSON.stringify({ version: 1, repositories: repositoriesHere, ...shown }, null, 2)
        : surveyReport(repositoriesHere, this.out),
    );
  }
}

function told(context: CliContext, report: RunReport): void {
  context.out.line(context.json ? JSON.stringify(report, null, 2) : runLines(report, context.out));
  if (report.resolved_instances < report.total_instances) context.endWith(exitCodes.failed);
}

function onlyOne({ selfCheck: check, predictions, agent }: SweFlags): void {
  if ([check, predictions, agent].filter((each) => each !== undefined).length <= 1) return;
  throw new GroundworkError({
    code: 'usage.one_of',
    message: 'An agent, predictions and the self-check are three different runs',
    fix: 'Give one of --agent, --predictions and --self-check',
    exit: exitCodes.usage,
  });
}
