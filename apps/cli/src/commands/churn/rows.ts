import type { Account } from '@groundwork/toolkit';
import type { Line } from '../../terminal/lines.ts';
import { visible } from '../../terminal/text.ts';
import { blank, number, percent, row } from './words.ts';

const classWords = { ai: 'AI-assisted', mixed: 'mixed', human: 'by people', unknown: 'unknown' } as const;

/** Whose work it is, by what is known and how; what nothing is said of is told as well. */
export function workRows({ attribution: { shares }, classes, windowDays }: Account): Line[] {
  const all = shares.reduce((sum, { lines }) => sum + lines, 0);
  if (all === 0) return [];
  const known = shares.filter(({ class: name }) => name !== 'unknown');
  if (known.length === 0) return [row('work', 'nothing says who or what wrote these lines: no records, no trailers'), blank];
  const rows = shares
    .filter(({ source }) => source !== 'automation')
    .map(({ class: name, source, commits, lines }, index) => {
      const churn = classes.find((group) => group.name === name)?.churn.ofAdded.share ?? null;
      const went = name === 'unknown' ? '' : `  ${percent(churn)} gone within ${windowDays} days`;
      const by = source === 'none' ? 'nothing says' : source;
      return row(
        index === 0 ? 'work' : '',
        `${percent(lines / all).padStart(6)} ${classWords[name]}, by ${by}${went}`.replace('by nothing says', 'nothing says whose'),
        `${number(commits)} commits`,
      );
    });
  return [...rows, blank];
}

/** DORA's metrics over the last 12 months, marked where they are estimates. */
export function deliveryRows({ delivery }: Account): Line[] {
  if (!delivery) return [];
  const { last, estimate, source, environment } = delivery;
  const from =
    source === 'tags'
      ? 'by tags'
      : source === 'forge'
        ? `to ${visible(environment ?? '')} by the forge`
        : `to ${visible(environment ?? '')}`;
  const sure = estimate ? 'about ' : '';
  return [
    row(
      'delivery',
      `${number(last.deployments)} deployments ${from} in 12 months, ${hours(last.leadTime.median)} from commit to deployment`,
      `to ${last.to}`,
    ),
    row(
      '',
      `${sure}${percent(last.changeFailureRate.rate)} failed, ${sure}${hours(last.recovery.median)} to recover, ${sure}${percent(last.rework.rate)} were rework`,
    ),
    ...(estimate
      ? [
          row(
            '',
            source === 'forge'
              ? 'an estimate from statuses, rollbacks and reverts: a forge does not know what failed afterwards'
              : 'an estimate from tags and the lines that fixes change: git does not know what failed',
          ),
        ]
      : []),
    blank,
  ];
}

function hours(value: number | null): string {
  if (value === null) return 'unknown time';
  if (value < 1) return `${Math.round(value * 60)} min`;
  return value < 48 ? `${value.toFixed(1)} h` : `${(value / 24).toFixed(1)} days`;
}
