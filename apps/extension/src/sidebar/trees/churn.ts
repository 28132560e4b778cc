import type { Snapshot } from '../../model/snapshot.ts';
import { node, type TreeNode } from './node.ts';

const percent = (share: number): string => `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;
const count = (value: number): string => value.toLocaleString('en-US');

/** What became of the lines, in a few figures; each leads to the report. */
export function churnTree({ churn: { figures, isOld } }: Snapshot): readonly TreeNode[] {
  if (!figures) return [];
  const { windowDays, churned, halfLife, alive, written, assisted, unknown, hottest } = figures;
  const row = (name: string, label: string, description: string, icon: string): TreeNode =>
    node({
      id: `churn:${name}`,
      name,
      label,
      description,
      tooltip: `${label} ${description}`,
      icon: { id: icon, color: null },
      context: ['churn'],
      command: { command: 'groundwork.showChurn', title: 'Show Churn', arguments: [] },
    });
  return [
    churned === null
      ? row('churned', 'Too early to say', `what goes within ${windowDays} days`, 'history')
      : row('churned', percent(churned), `of what was written went within ${windowDays} days`, 'history'),
    halfLife === null
      ? row('half', 'Over half', 'of all lines still live', 'calendar')
      : row('half', `${count(halfLife)} ${halfLife === 1 ? 'day' : 'days'}`, 'until half of the lines were gone', 'calendar'),
    row('alive', count(alive), `lines there now, of ${count(written)} written`, 'list-flat'),
    ...(assisted === null || unknown === null
      ? []
      : [row('assisted', percent(assisted), `AI-assisted, at least; nothing is known of ${percent(unknown)}`, 'sparkle')]),
    ...(hottest ? [row('hottest', hottest.folder, `${percent(hottest.share)} went within ${windowDays} days, the most`, 'flame')] : []),
    ...(isOld ? [row('old', 'Newer commits', 'are read with the report', 'refresh')] : []),
  ];
}
