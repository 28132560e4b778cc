import { exitCodes, GroundworkError } from '@groundwork/host';
import { churnFolder, churnTable, gateComment, keepYoungObjectsFew, tablePage } from '@groundwork/toolkit';
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { CliContext } from '../../context.ts';
import type { ChurnFlags } from './command.ts';
import { gateText } from './gate.ts';
import { churnText } from './report.ts';
import { tableText } from './table.ts';

/** Reads the history of a repository, executes nothing of it, prints what became of its lines. */
export async function churn(
  this: CliContext,
  {
    json = false,
    all = false,
    allCommits = false,
    window: windowDays,
    html,
    comment,
    maxChurn: max,
    with: others = [],
    ...flags
  }: ChurnFlags,
  dir = this.cwd,
): Promise<void> {
  keepYoungObjectsFew();
  if (flags.since === undefined && (max !== undefined || comment !== undefined)) throw needsSince();
  const options = {
    host: this.host,
    env: this.env,
    everything: all,
    walk: allCommits ? ('all-commits' as const) : ('first-parent' as const),
    ...(windowDays === undefined ? {} : { windowDays }),
    ...(max === undefined ? {} : { max }),
    ...flags,
  };
  const write = (file: string, text: string): void => writeFileSync(resolve(this.cwd, file), text);
  if (others.length > 0) {
    const table = await churnTable([dir, ...others.map((other) => resolve(this.cwd, other))], options);
    if (html !== undefined) write(html, tablePage(table));
    return this.out.line(json ? JSON.stringify(table, null, 2) : tableText(table, this.out));
  }
  const { report, gate, page, read, ms } = await churnFolder(dir, options);
  if (html !== undefined) write(html, page());
  if (gate && !gate.passed) this.endWith(exitCodes.failed);
  if (gate && comment !== undefined && comment !== '-') write(comment, gateComment(gate));
  if (json) return this.out.line(JSON.stringify(gate ?? report, null, 2));
  if (gate) return this.out.line(comment === '-' ? gateComment(gate).trimEnd() : gateText(gate, this.out));
  this.out.line(churnText(report, { dir, read, ms }, this.out));
  if (html !== undefined) this.out.line(`\n  The report is in ${html}`);
}

function needsSince(): GroundworkError {
  return new GroundworkError({
    code: 'churn.no_change_named',
    message: '--max-churn and --comment are about a change, and none is named',
    fix: 'Say what it is compared with: gw churn --since origin/main --max-churn 20',
    exit: exitCodes.usage,
  });
}
