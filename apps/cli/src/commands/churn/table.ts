import type { GitClear } from '@groundwork/toolkit';
import { basename } from 'node:path';
import { layOut, type Line } from '../../terminal/lines.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { visible } from '../../terminal/text.ts';
import { percent } from './words.ts';

/** What was done to lines of several repositories, a year a line. */
export function tableText(
  { repositories, years, correlations, windowDays }: GitClear,
  { width, style }: Pick<Terminal, 'width' | 'style'>,
): string {
  const head = ['year', 'added', 'deleted', 'updated', 'moved', 'copied', 'churn', 'same mix', 'AI, at least'];
  const rows = years.map((row) => [
    String(row.year),
    ...[row.added, row.deleted, row.updated, row.moved, row.copied, row.churn.share, row.standardised, row.ai].map(percent),
  ]);
  const wide = head.map((name, column) => Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const laid = (cells: readonly string[]): string => cells.map((cell, column) => cell.padStart(wide[column] ?? 0)).join('  ');
  const lines: Line[] = [
    {
      indent: 0,
      left: `${repositories.length} repositories: ${repositories.map((path) => visible(basename(path))).join(', ')}`,
      look: style.strong,
    },
    { indent: 2, left: laid(head), look: style.quiet },
    ...rows.map((row): Line => ({ indent: 2, left: laid(row) })),
    {
      indent: 2,
      left: `churn: gone within ${windowDays} days. same mix: with projects of the same ages in every year. AI: by what commits say`,
      look: style.quiet,
    },
    ...correlations.map(({ of, r, low, high, why }): Line => {
      const interval = low === null || high === null ? '' : `, 95 % from ${low.toFixed(2)} to ${high.toFixed(2)}`;
      const what = of === 'churn' ? 'AI and churn' : 'AI and churn, same mix';
      return { indent: 2, left: `${what}: ${r === null ? '' : `r = ${r.toFixed(2)}${interval}; `}${why}` };
    }),
  ];
  return layOut(lines, width, style).join('\n');
}
