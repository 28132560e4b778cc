import { behaviourNames, behaviours } from './behaviours.ts';
import { held, type Played } from './conformance.ts';

/** Every run as it ended last, with how often it ended otherwise before; then how many of each behaviour held. */
export function conformanceTable(played: readonly Played[]): string {
  const of = (id: string, behaviour: string): readonly Played[] =>
    played.filter((each) => each.instance_id === id && each.behaviour === behaviour);
  const ids = [...new Set(played.map(({ instance_id }) => instance_id))].toSorted();
  const last = ids.flatMap((id) => behaviourNames.flatMap((behaviour) => of(id, behaviour).slice(-1)));
  const rows = last.map((each) => {
    const otherwise = of(each.instance_id, each.behaviour).length - 1;
    const notes = [...(held(each) ? [] : ['NOT HELD']), ...(otherwise === 0 ? [] : [`otherwise ${otherwise} times before`])];
    const reason = each.why === '' ? each.reason : `${each.reason}: ${each.why}`;
    return [
      each.instance_id,
      each.behaviour,
      each.resolved ? 'resolved' : 'unresolved',
      [reason.replaceAll(/\s+/g, ' ').replaceAll('|', '/'), ...notes].join('; '),
      each.seconds.toFixed(0),
    ];
  });
  const sums = behaviourNames.flatMap((behaviour) => {
    const all = last.filter((each) => each.behaviour === behaviour);
    if (all.length === 0) return [];
    const seconds = all.map((each) => each.seconds).toSorted((one, other) => one - other);
    return [
      [
        behaviour,
        behaviours[behaviour],
        `${all.filter((each) => held(each)).length} of ${all.length}`,
        (seconds[Math.floor(seconds.length / 2)] ?? 0).toFixed(0),
      ],
    ];
  });
  return [
    table(['instance', 'behaviour', 'end', 'reason', 'seconds'], rows),
    table(['behaviour', 'has to end', 'held', 'median seconds'], sums),
  ].join('\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('');
}
