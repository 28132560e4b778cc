import { checkRules, type CheckResult, type Finding, type FixResult, type Severity } from '@groundwork/toolkit';
import { layOut, type Line } from '../../../terminal/lines.ts';
import type { Style } from '../../../terminal/style.ts';
import { visible } from '../../../terminal/text.ts';
import { count, duration } from '../../../terminal/words.ts';

export interface ReportOptions {
  readonly width: number;
  readonly style: Style;
  /** What `--fix` did, `null` without it. */
  readonly made: FixResult | null;
  /** How this program is called, for the commands the report proposes. */
  readonly program: string;
}

export type Checked = Pick<CheckResult, 'name' | 'findings' | 'files' | 'ms'>;

/** Findings as text for a person: what is wrong as a heading, worst first, then each place with what would happen and the fix. */
export function report(checked: Checked, options: ReportOptions): string {
  const { findings } = checked;
  const kinds = [...new Set(findings.map(({ rule }) => rule))]
    .map((rule) => findings.filter((each) => each.rule === rule))
    .toSorted((a, b) => worst(a) - worst(b) || ruleAt(a) - ruleAt(b));
  const lines = [
    heading(checked, options),
    ...madeLines(options),
    ...kinds.flatMap((kind) => [{ indent: 0, left: '' }, ...kindLines(kind, options)]),
    ...lastLines(findings, options),
  ];
  return layOut(lines, options.width, options.style).join('\n');
}

const order: readonly Severity[] = ['error', 'warning', 'info'];

const worst = (findings: readonly Finding[]): number => Math.min(...findings.map(({ severity }) => order.indexOf(severity)));
const ruleAt = ([first]: readonly Finding[]): number => checkRules.findIndex(({ id }) => id === first?.rule);

function heading({ name, findings, files, ms }: Checked, { style }: ReportOptions): Line {
  const number = (severity: Severity): number => findings.filter((each) => each.severity === severity).length;
  const parts = [
    number('error') ? count(number('error'), 'error') : '',
    number('warning') ? count(number('warning'), 'warning') : '',
    number('info') ? `${number('info')} to know` : '',
  ].filter((part) => part !== '');
  const shown = visible(name);
  return {
    indent: 0,
    left: `${shown} · ${parts.length > 0 ? parts.join(', ') : 'nothing found that would fail in a deployment'}`,
    look: (text) => text.replace(shown, () => style.strong(shown)),
    right: `${duration(ms)}, ${count(files, 'file')}`,
    rightWhole: true,
  };
}

function kindLines(findings: readonly Finding[], options: ReportOptions): Line[] {
  const { style } = options;
  const [first] = findings;
  const rule = checkRules.find(({ id }) => id === first?.rule);
  const look = [style.bad, style.warning, style.quiet][worst(findings)] ?? style.quiet;
  return [
    { indent: 2, left: rule?.title ?? '', look: (text) => look(text), right: rule?.id ?? '', rightWhole: true },
    ...findings.flatMap((finding) => findingLines(finding, options)),
  ];
}

function findingLines({ file, range, message, fix, more }: Finding, { style }: ReportOptions): Line[] {
  const lines: Line[] = [
    { indent: 4, left: `${visible(file)}:${range.startLine + 1}:${range.startColumn + 1}`, look: style.strong },
    { indent: 6, hang: 0, left: visible(message) },
  ];
  if (more !== null) lines.push({ indent: 6, hang: 0, left: visible(more), look: style.quiet });
  if (fix) lines.push({ indent: 6, left: `fix  ${visible(fix.title)}`, look: style.command });
  return lines;
}

function madeLines({ made, style }: ReportOptions): Line[] {
  if (!made) return [];
  const changed = made.left.filter(({ why }) => why === 'changed').map(({ finding }) => finding.fix?.edits[0]?.file ?? finding.file);
  const lines: Line[] = made.fixed.map(({ fix, file, range }) => ({
    indent: 2,
    left: `✔ ${visible(fix?.title ?? '')}`,
    look: style.good,
    right: `${visible(file)}:${range.startLine + 1}`,
  }));
  if (changed.length > 0)
    lines.push({
      indent: 2,
      left: `Not changed, as they have changes that are not committed: ${[...new Set(changed)].map((each) => visible(each)).join(', ')}`,
      look: style.warning,
    });
  if (made.left.some(({ why }) => why === 'overlaps'))
    lines.push({ indent: 2, left: 'Some fixes change the same text: run it again for the rest.', look: style.quiet });
  return lines;
}

function lastLines(findings: readonly Finding[], { made, program, style }: ReportOptions): Line[] {
  const fixable = findings.filter(({ fix }) => fix !== null).length;
  if (fixable === 0 || made) return [];
  return [
    { indent: 0, left: '' },
    { indent: 2, left: `${count(fixable, 'safe fix', 'safe fixes')}   ${program} check --fix`, look: style.command },
  ];
}
