import type { Snapshot } from '../../model/snapshot.ts';
import { node, type TreeNode } from './node.ts';

const percent = (share: number): string => `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;
const count = (value: number): string => value.toLocaleString('en-US');

/** What became of the lines, in a few figures; each leads to the report. */
export function churnTree({ churn: { figures, isOld } }: Snapshot): readonly TreeNode[] {
  if (!figures) return [];
  const { windowDays, churned, halfLife, alive, written, assisted, unknown, hottest } = figures;
  const row = (name: string, icon: string, [label, description, tooltip]: readonly [string, string, string]): TreeNode =>
    node({
      id: `churn:${name}`,
      name,
      label,
      description,
      tooltip,
      icon: { id: icon, color: null },
      context: ['churn'],
      command: { command: 'groundwork.showChurn', title: 'Show Churn', arguments: [] },
    });
  const within = `within ${windowDays} days`;
  return [
    row(
      'churned',
      'history',
      churned === null
        ? ['Too early', `to say what goes ${within}`, `Nothing was written longer than ${windowDays} days ago`]
        : [percent(churned), `gone ${within}`, `${percent(churned)} of what was written was deleted or updated ${within}`],
    ),
    row(
      'half',
      'calendar',
      halfLife === null
        ? ['Over half', 'of all lines still live', 'More than half of all lines that were ever written still live']
        : [days(halfLife), 'until half of the lines were gone', `Half of all lines were gone after ${days(halfLife)}`],
    ),
    row('alive', 'list-flat', [count(alive), `lines now, of ${count(written)} written`, `${count(alive)} of ${count(written)} lines live`]),
    ...(assisted === null || unknown === null ? [] : [row('assisted', 'sparkle', assistedWords(assisted, unknown))]),
    ...(hottest
      ? [row('hottest', 'flame', [hottest.folder, `${percent(hottest.share)} gone ${within}`, 'Lines of this folder went soonest'])]
      : []),
    ...(isOld ? [row('old', 'refresh', ['Newer commits', 'are read with the report', 'These figures are of an earlier commit'])] : []),
  ];
}

const days = (number: number): string => `${count(number)} ${number === 1 ? 'day' : 'days'}`;

const assistedWords = (assisted: number, unknown: number): readonly [string, string, string] => [
  percent(assisted),
  'AI-assisted, at least',
  `Something says of ${percent(assisted)} of the lines that an assistant wrote them; nothing is known of ${percent(unknown)}`,
];
