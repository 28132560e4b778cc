import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { checkFolder, checkRules, fixFolder, severities, toSarif, type FixResult } from '@groundwork/toolkit';
import { exitCodes, type CliContext } from '../../context.ts';
import { version } from '../../version.ts';
import type { CheckFlags } from './command.ts';
import { report } from './report/report.ts';

/** Prints what would fail in a deployment of the folder. Ends with 1 when something surely would. */
export async function check(
  this: CliContext,
  { json = false, sarif, fix = false, severity = 'info' }: CheckFlags,
  dir = this.cwd,
): Promise<void> {
  const shown = severities.slice(0, severities.indexOf(severity) + 1);
  let result = await checkFolder(dir, { host: this.host });
  let made: FixResult | null = null;
  if (fix) {
    made = fixFolder(
      dir,
      result.findings.filter((each) => shown.includes(each.severity)),
    );
    if (made.files.length > 0) result = await checkFolder(dir, { host: this.host });
  }
  const findings = result.findings.filter((each) => shown.includes(each.severity));
  if (findings.some((each) => each.severity === 'error')) this.endWith(exitCodes.failed);
  if (sarif !== undefined) {
    const log = JSON.stringify(toSarif(findings, { rules: checkRules, version, textOf: result.textOf }), null, 2);
    if (sarif === '' || sarif === '-') return this.out.line(log);
    writeFileSync(resolve(this.cwd, sarif), `${log}\n`);
  }
  if (json) return this.out.line(JSON.stringify({ version: 1, findings, fixed: made?.fixed ?? [] }, null, 2));
  const { width, style } = this.out;
  this.out.line(report({ ...result, findings }, { width, style, made, program: 'gw' }));
}
