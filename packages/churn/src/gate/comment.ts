import type { Gate } from './gate.ts';

const classWords = { ai: 'AI-assisted', mixed: 'mixed', human: 'by people', unknown: 'of unknown origin' } as const;

/** What a pull request is told, in Markdown. The first line lets a workflow find and replace the comment of before. */
export function gateComment({
  since,
  commits,
  windowDays,
  changed,
  churned,
  share,
  usual,
  max,
  passed,
  duplicated,
  classes,
  files,
}: Gate): string {
  const verdict = max === null ? 'Churn' : passed ? 'Churn is within bounds' : 'Churn is too high';
  const of = classes.map(({ class: name, commits: count }) => `${count} ${classWords[name]}`).join(', ');
  const lines = [
    '<!-- groundwork churn -->',
    `### ${verdict}: ${percent(share)} of this change rewrites lines younger than ${windowDays} days${max === null ? '' : ` (at most ${percent(max)})`}`,
    '',
    `${churned} of ${changed} changed lines, in ${commits} ${commits === 1 ? 'commit' : 'commits'} since \`${since.slice(0, 10)}\` (${of}). Usual here over the last 12 months: ${percent(usual)}.`,
  ];
  if (duplicated > 0) lines.push('', `${duplicated} lines came in blocks of 5 or more that stand elsewhere too.`);
  if (files.length > 0) {
    lines.push('', '| File | Lines rewritten | Youngest | Written by |', '|---|--:|--:|---|');
    for (const file of files) {
      const written = file.written.map((sha) => sha.slice(0, 10)).join(', ');
      lines.push(`| ${code(file.path)} | ${file.churned} | ${file.youngest === 0 ? 'today' : `${file.youngest} d`} | ${written} |`);
    }
  }
  return `${lines.join('\n')}\n`;
}

function percent(share: number | null): string {
  return share === null ? '–' : `${(share * 100).toFixed(1)} %`;
}

/** A path as code in a table of Markdown, whatever it holds. */
function code(path: string): string {
  const text = path.replace(/\p{Cc}/gu, '\ufffd').replaceAll('|', '\\|');
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return longest === 0 ? `${fence}${text}${fence}` : `${fence} ${text} ${fence}`;
}
