import { exitCodes } from '@groundwork/host';
import { byRepository, isNative, placesIn, readDatasets, selfCheck, survey, type Instance } from '@groundwork/toolkit';
import { join, resolve } from 'node:path';
import type { CliContext } from '../../context.ts';
import type { SweFlags } from './command.ts';
import { progressLines } from './progress.ts';
import { selfCheckReport, surveyReport } from './report.ts';

const minute = 60_000;

/** Says which instances can be graded here, or checks the grader on them; ends with 1 when it does not hold. */
export async function swe(this: CliContext, flags: SweFlags): Promise<void> {
  const places = placesIn();
  const { dataset = ['verified', 'multilingual'], instances: ids = [], repo: repositories = [], limit = null } = flags;
  const data = resolve(this.cwd, flags.data ?? join(places.downloads, '..', 'data'));
  // What is left out here does not count towards the limit.
  const all = await readDatasets({ datasets: dataset, data, cwd: this.cwd, ids, repositories, limit: flags.native ? null : limit });
  const surveyed = survey(all, { downloads: places.downloads });
  const native = surveyed.filter(({ found }) => isNative(found)).map(({ instance }) => instance);
  const chosen: readonly Instance[] = flags.native ? native.slice(0, limit ?? native.length) : all;
  if (flags.selfCheck === undefined) {
    const repositoriesHere = byRepository(surveyed);
    const shown = flags.native ? { instances: chosen.map(({ id }) => id) } : {};
    if (this.json) return this.out.line(JSON.stringify({ version: 1, repositories: repositoriesHere, ...shown }, null, 2));
    return this.out.line(surveyReport(repositoriesHere, this.out));
  }
  const checked = await selfCheck(chosen, {
    times: flags.selfCheck,
    places,
    mirror: flags.mirror === undefined ? null : resolve(this.cwd, flags.mirror),
    out: resolve(this.cwd, flags.out ?? 'swe-bench'),
    parallel: flags.parallel ?? 1,
    timeoutMs: (flags.minutes ?? 30) * minute,
    keep: flags.keep ?? false,
    host: { ...this.host, notify: progressLines(this.err, this.json, chosen.length) },
  });
  const rows = checked.map(({ instance, ...rest }) => ({ instance_id: instance.id, repository: instance.repository, ...rest }));
  this.out.line(
    this.json ? JSON.stringify({ version: 1, times: flags.selfCheck, instances: rows }, null, 2) : selfCheckReport(checked, this.out),
  );
  if (checked.some(({ held }) => !held)) this.endWith(exitCodes.failed);
}
