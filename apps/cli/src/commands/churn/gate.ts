import type { Gate } from '@groundwork/toolkit';
import { layOut, type Line } from '../../terminal/lines.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { visible } from '../../terminal/text.ts';
import { linesText, percent } from './words.ts';

const mostFiles = 8;

/** How much of a change rewrites what was only just written, and where. */
export function gateText(gate: Gate, { width, style }: Pick<Terminal, 'width' | 'style'>): string {
  const { changed, churned, share, usual, max, passed, windowDays, commits, since, duplicated, files } = gate;
  const bound = max === null ? '' : `at most ${percent(max)}`;
  const lines: Line[] = [
    {
      indent: 0,
      left: `${passed ? '✔' : '✘'} ${percent(share)} of this change rewrites lines younger than ${windowDays} days`,
      look: passed ? style.strong : style.warning,
      right: bound,
    },
    {
      indent: 2,
      left: `${churned} of ${linesText(changed)}, in ${commits} ${commits === 1 ? 'commit' : 'commits'} since ${since.slice(0, 10)}`,
      right: `usual here ${percent(usual)}`,
    },
  ];
  if (duplicated > 0) lines.push({ indent: 2, left: `${linesText(duplicated)} came in blocks of 5 or more that stand elsewhere too` });
  for (const { path, churned: ended, youngest, written } of files.slice(0, mostFiles))
    lines.push({
      indent: 4,
      left: `${visible(path)}  ${linesText(ended)}, the youngest ${youngest === 0 ? 'of today' : `${youngest} days old`}`,
      right: written[0]?.slice(0, 10) ?? '',
    });
  if (files.length > mostFiles) lines.push({ indent: 4, left: `and ${files.length - mostFiles} more files`, look: style.quiet });
  return layOut(lines, width, style).join('\n');
}
