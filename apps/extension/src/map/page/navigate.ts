import type { Layout } from '../layout/layout.ts';
import type { MapEdge } from '../model.ts';

export type Direction = 'up' | 'down' | 'left' | 'right' | 'first' | 'last';

export const directions: Readonly<Record<string, Direction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
  Home: 'first',
  End: 'last',
};

/** The card an arrow key leads to from another: along a line where there is one, else to the nearest in the next column. */
export function neighbourOf(from: string, direction: Direction, { columns, nodes }: Layout, edges: readonly MapEdge[]): string {
  const column = columns.findIndex((each) => each.includes(from));
  const here = columns[column] ?? [];
  const row = here.indexOf(from);
  switch (direction) {
    case 'up':
      return here[row - 1] ?? from;
    case 'down':
      return here[row + 1] ?? from;
    case 'first':
      return columns[0]?.[0] ?? from;
    case 'last':
      return columns.at(-1)?.at(-1) ?? from;
    case 'left':
    case 'right':
      break;
  }
  const step = direction === 'left' ? -1 : 1;
  const beside = columns[column + step] ?? [];
  const linked = edges.flatMap(({ from: one, to: other }) => (one === from ? [other] : other === from ? [one] : []));
  const distance = (id: string): number => Math.abs((nodes.get(id)?.y ?? 0) - (nodes.get(from)?.y ?? 0));
  const nearest = (ids: readonly string[]): string | undefined => ids.toSorted((left, right) => distance(left) - distance(right))[0];
  return nearest(beside.filter((id) => linked.includes(id))) ?? nearest(beside) ?? from;
}
