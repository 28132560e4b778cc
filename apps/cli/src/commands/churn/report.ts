import type { Account, ChurnGroup, ChurnReport } from '@groundwork/toolkit';
import { basename } from 'node:path';
import { layOut, type Line } from '../../terminal/lines.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { cutEnd, cutPath, visible, widthOfText } from '../../terminal/text.ts';
import { deliveryRows, workRows } from './rows.ts';
import { blank, linesText, number, percent, row } from './words.ts';

interface Reading {
  readonly dir: string;
  /** Commits that were read this time. */
  readonly read: number;
  readonly ms: number;
}

const mostRows = 8;
const barWidth = 24;
/** Fewer lines than this say nothing of a year or a folder. */
const fewLines = 50;

/** The summary a person reads: what was counted, how much of it did not last, how long the rest lives, and where. */
export function churnText(report: Account, { dir, read, ms }: Reading, out: Pick<Terminal, 'width' | 'style'>): string {
  const { strong, quiet, warning } = out.style;
  const { totals, churn, windowDays, survival, duplicates } = report;
  const span = `${report.first.slice(0, 7)} to ${report.last.slice(0, 7)}`;
  const lines: Line[] = [
    {
      indent: 0,
      left: `${visible(basename(dir))} · ${number(report.commits)} commits, ${span}`,
      look: strong,
      right: `${(ms / 1000).toFixed(1)} s, ${read === report.commits ? 'all' : number(read)} read`,
    },
    blank,
    row(
      'lines',
      `${number(totals.added)} added, ${number(totals.deleted)} deleted, ${number(totals.alive)} there now`,
      `checked at ${report.head.slice(0, 10)}`,
    ),
  ];
  if (totals.transitions !== 0)
    lines.push(
      row(
        '',
        `${number(totals.transitions)} by files that became text to git, or stopped being text${report.history === 'all-commits' ? ', and by lines that two branches had' : ''}`,
      ),
    );
  lines.push(
    row(
      'churn',
      `${percent(churn.ofAdded.share)} of what was written went within ${windowDays} days`,
      `${number(churn.ofAdded.churned)} of ${linesText(churn.ofAdded.of)}`,
    ),
    row(
      '',
      `${percent(churn.ofChanged.share)} of all changes hit a line younger than that`,
      `${number(churn.ofChanged.churned)} of ${linesText(churn.ofChanged.of)}`,
    ),
  );
  if (churn.ofAdded.open > 0)
    lines.push(
      row(
        '',
        `${linesText(churn.ofAdded.open)} written in the last ${windowDays} days: too early to say, in no figure of what was written`,
      ),
    );
  lines.push(row('life', lifeText(survival.all)), blank, ...yearRows(report), ...operationRows(report));
  lines.push(
    ...groupRows('folders', report.folders, out),
    ...groupRows('languages', report.languages, out),
    ...groupRows('authors', report.authors, out),
  );
  lines.push(...workRows(report), ...deliveryRows(report));
  const told = report.reverts.filter(({ said }) => said).length;
  lines.push(
    row(
      'undone',
      `${number(report.reverts.length)} commits undo another: ${number(told)} say so, the others bring a file back to what it was`,
    ),
    row(
      'twice',
      `${percent(duplicates.share)} of the lines stand in blocks of 5 or more that are there twice`,
      linesText(duplicates.lines),
    ),
  );
  const [largest] = duplicates.blocks;
  if (largest) {
    const places = largest.places.map(({ path, line }) => `${visible(path)}:${line}`);
    lines.push(row('', `${largest.lines} lines ${largest.places.length} times: ${places[0] ?? ''} and ${places[1] ?? ''}`));
  }
  lines.push(blank);
  for (const { message } of report.notes) lines.push({ indent: 2, left: `! ${visible(message)}`, look: warning });
  const patterns = report.leftOut.length;
  const left =
    patterns === 0
      ? 'Every file is counted.'
      : `Not counted: lockfiles, vendored and generated files (${patterns} patterns; --all counts them).`;
  lines.push({
    indent: 2,
    left: `${left} ${report.history === 'first-parent' ? 'A merge is one change of the branch it came to.' : 'Each commit counts where it was made, a merge with what it did itself.'}`,
    look: quiet,
  });
  return layOut(lines, out.width, out.style).join('\n');
}

function lifeText({ halfLife, points }: ChurnReport['survival']['all']): string {
  const year = points.find(({ days }) => days === 365);
  const half = halfLife === null ? 'More than half of all lines still live' : `Half of the lines are gone after ${ageText(halfLife)}`;
  return year ? `${half}; ${percent(year.alive)} live a year (95 %: ${percent(year.low)} to ${percent(year.high)})` : half;
}

function ageText(days: number): string {
  if (days > 730) return `${(days / 365).toFixed(1)} years`;
  return days === 1 ? '1 day' : `${days} days`;
}

/** Churn of what was written, year by year. */
function yearRows({ months, windowDays }: ChurnReport): Line[] {
  const years = new Map<string, { of: number; churned: number }>();
  for (const { name, churn } of months) {
    const year = years.get(name.slice(0, 4)) ?? { of: 0, churned: 0 };
    years.set(name.slice(0, 4), { of: year.of + churn.ofAdded.of, churned: year.churned + churn.ofAdded.churned });
  }
  const shown = [...years].filter(([, { of }]) => of >= fewLines);
  const most = Math.max(...shown.map(([, { of, churned }]) => churned / of), 0);
  const rows = shown.map(([year, { of, churned }], index) =>
    row(index === 0 ? 'years' : '', `${year}  ${percent(churned / of).padStart(6)} ${bar(churned / of, most)}`, `of ${linesText(of)}`),
  );
  return rows.length === 0 ? [] : [...rows, row('', `gone within ${windowDays} days, by the year they were written`), blank];
}

function bar(value: number, most: number): string {
  const eighths = most === 0 ? 0 : Math.round((value / most) * barWidth * 8);
  return '█'.repeat(Math.floor(eighths / 8)) + (['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'][eighths % 8] ?? '');
}

const words: Readonly<Record<keyof ChurnReport['operations'], string>> = {
  added: 'added',
  deleted: 'deleted',
  updated: 'updated',
  moved: 'moved',
  copied: 'copied within a commit',
  copiedFromRepository: 'copied from the repository, in blocks',
  findReplaced: 'found and replaced',
  noop: 'whitespace only',
};

function operationRows({ operations }: ChurnReport): Line[] {
  const rows = Object.entries(operations).filter(([, lines]) => lines > 0);
  const sum = rows.reduce((total, [name, lines]) => (name === 'noop' ? total : total + lines), 0);
  const most = Math.max(...rows.map(([, lines]) => lines), 0);
  const result = Object.entries(words).flatMap(([name, word]) => {
    const found = rows.find(([known]) => known === name)?.[1] ?? 0;
    const share = name === 'noop' || sum === 0 ? '' : percent(found / sum);
    return found === 0 ? [] : [{ text: `${share.padStart(6)} ${bar(found, most)} ${word}`, lines: found }];
  });
  return result.length === 0
    ? []
    : [...result.map(({ text, lines }, index) => row(index === 0 ? 'changes' : '', text, linesText(lines))), blank];
}

function groupRows(label: string, groups: readonly ChurnGroup[], { width }: Pick<Terminal, 'width'>): Line[] {
  const shown = groups.filter(({ added }) => added >= fewLines).slice(0, mostRows);
  const most = Math.max(16, Math.min(40, width - 60));
  const names = shown.map(({ name }) => {
    const text = visible(name.replace(/ <[^<>]*>$/, ''));
    return label === 'folders' ? cutPath(text, most) : cutEnd(text, most);
  });
  const wide = Math.max(...names.map(widthOfText), 0);
  return shown.length === 0
    ? []
    : [
        ...shown.map(({ added, churn }, index) => {
          const name = names[index] ?? '';
          return row(
            index === 0 ? label : '',
            `${name}${' '.repeat(wide - widthOfText(name))}  ${percent(churn.ofAdded.share).padStart(6)} gone`,
            `${number(added)} added`,
          );
        }),
        blank,
      ];
}
