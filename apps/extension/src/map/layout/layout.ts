import { ordered } from './order.ts';
import { placed } from './place.ts';
import { ranksOf, type Link } from './ranks.ts';

export interface LayoutInput {
  readonly nodes: readonly { readonly id: string; readonly side: 'service' | 'resource' }[];
  readonly edges: readonly { readonly id: string; readonly from: string; readonly to: string }[];
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  /** Upper left corners. */
  readonly nodes: ReadonlyMap<string, Point>;
  /** The points a line passes, from its beginning to its end. */
  readonly edges: ReadonlyMap<string, readonly Point[]>;
  /** Ids column by column, each from top to bottom: the order arrow keys follow. */
  readonly columns: readonly (readonly string[])[];
  /** Left edge of the first column and of the column of resources, `null` where there is none. */
  readonly resourcesAt: number | null;
}

export const card = { width: 248, height: 84 } as const;
/** Cards in a column, at most. */
const tallest = 12;
const gap = { column: 176, row: 28, lane: 22 } as const;

/** Services in columns left, resources in one column right, lines past whatever stands between. */
export function layoutOf({ nodes, edges }: LayoutInput): Layout {
  const services = nodes.filter(({ side }) => side === 'service').map(({ id }) => id);
  const resources = nodes.filter(({ side }) => side === 'resource').map(({ id }) => id);
  const known = new Set(nodes.map(({ id }) => id));
  const drawn = edges.filter(({ from, to }) => known.has(from) && known.has(to));

  const ranks = columnsOf(services, resources, drawn);
  const columns: string[][] = Array.from({ length: Math.max(0, ...ranks.values()) + 1 }, () => []);
  for (const { id } of nodes) columns[ranks.get(id) ?? 0]?.push(id);

  // A line over several columns gets a lane of its own in each column between.
  const links: Link[] = [];
  const lanes = new Map<string, readonly string[]>();
  for (const { id, from, to } of drawn) {
    const [start, end] = [ranks.get(from) ?? 0, ranks.get(to) ?? 0];
    if (end <= start) continue;
    const between = Array.from({ length: end - start - 1 }, (_, index) => `${id}#${index}`);
    for (const [index, lane] of between.entries()) columns[start + 1 + index]?.push(lane);
    lanes.set(id, between);
    const stops = [from, ...between, to];
    for (const [index, stop] of stops.slice(1).entries()) links.push({ from: stops[index] ?? from, to: stop });
  }

  const order = ordered(columns, links).filter((column) => column.length > 0);
  const middles = middlesOf(order, links, known);
  return drawnOut({ order, middles, lanes, drawn, known, resources });
}

/** The column of everything: services by who asks whom, resources right of them all; what is too tall for one column takes several. */
function columnsOf(services: readonly string[], resources: readonly string[], links: readonly Link[]): ReadonlyMap<string, number> {
  const ranks = ranksOf(services, links);
  const count = services.length === 0 ? 0 : Math.max(...ranks.values()) + 1;
  const together = Array.from({ length: count }, (_, rank) => services.filter((id) => ranks.get(id) === rank));
  const columns = new Map<string, number>();
  let next = 0;
  for (const ids of [...together, resources]) {
    const wide = Math.ceil(ids.length / tallest);
    const tall = Math.ceil(ids.length / Math.max(1, wide));
    for (const [index, id] of ids.entries()) columns.set(id, next + Math.floor(index / tall));
    next += wide;
  }
  return columns;
}

/** Heights of the middles, drawn towards whatever each is linked to, left and right in turns. */
function middlesOf(order: readonly (readonly string[])[], links: readonly Link[], known: ReadonlySet<string>): Map<string, number> {
  const size = (id: string): number => (known.has(id) ? card.height + gap.row : gap.lane);
  const middles = new Map<string, number>();
  for (const column of order) {
    const total = column.reduce((sum, id) => sum + size(id), 0);
    let filled = -total / 2;
    for (const id of column) {
      middles.set(id, filled + size(id) / 2);
      filled += size(id);
    }
  }
  const near = new Map<string, string[]>();
  for (const { from, to } of links) {
    near.set(from, [...(near.get(from) ?? []), to]);
    near.set(to, [...(near.get(to) ?? []), from]);
  }
  for (let turn = 0; turn < 8; turn += 1) {
    for (const column of turn % 2 === 0 ? order : [...order].reverse()) {
      const wishes = column.map((id) => {
        const beside = (near.get(id) ?? []).map((each) => middles.get(each) ?? 0);
        const at = beside.length === 0 ? (middles.get(id) ?? 0) : beside.reduce((sum, each) => sum + each, 0) / beside.length;
        return { at, size: size(id) };
      });
      for (const [index, at] of placed(wishes).entries()) middles.set(column[index] ?? '', at);
    }
  }
  return middles;
}

function drawnOut(of: {
  order: readonly (readonly string[])[];
  middles: ReadonlyMap<string, number>;
  lanes: ReadonlyMap<string, readonly string[]>;
  drawn: LayoutInput['edges'];
  known: ReadonlySet<string>;
  resources: readonly string[];
}): Layout {
  const { order, middles, lanes, drawn, known, resources } = of;
  const top = Math.min(0, ...[...middles].map(([id, at]) => at - (known.has(id) ? card.height / 2 : 0)));
  const columnAt = (index: number): number => index * (card.width + gap.column);
  const at = new Map(
    order.flatMap((column, index) => column.map((id): [string, Point] => [id, { x: columnAt(index), y: (middles.get(id) ?? 0) - top }])),
  );
  const middle = (id: string): Point => at.get(id) ?? { x: 0, y: 0 };

  const leaving = ports(drawn, 'from', (each) => middle(lanes.get(each.id)?.[0] ?? each.to).y);
  const arriving = ports(drawn, 'to', (each) => middle(lanes.get(each.id)?.at(-1) ?? each.from).y);
  const lines = drawn.map((each): [string, readonly Point[]] => {
    const [from, to] = [middle(each.from), middle(each.to)];
    const start = { x: from.x + card.width, y: from.y + (leaving.get(each.id) ?? 0) };
    // What asks back, or asks its own column, is entered from the right.
    const back = to.x <= from.x;
    const end = { x: back ? to.x + card.width : to.x, y: to.y + (arriving.get(each.id) ?? 0) };
    const past = (lanes.get(each.id) ?? []).flatMap((lane) => [middle(lane), { x: middle(lane).x + card.width, y: middle(lane).y }]);
    return [each.id, [start, ...past, end]];
  });
  const nodes = [...at].filter(([id]) => known.has(id)).map(([id, { x, y }]): [string, Point] => [id, { x, y: y - card.height / 2 }]);
  const bottom = Math.max(0, ...nodes.map(([, { y }]) => y + card.height), ...lines.flatMap(([, points]) => points.map(({ y }) => y)));
  return {
    width: order.length === 0 ? 0 : columnAt(order.length - 1) + card.width,
    height: bottom,
    nodes: new Map(nodes),
    edges: new Map(lines),
    columns: order.map((column) => column.filter((id) => known.has(id))).filter((column) => column.length > 0),
    resourcesAt: resources.length === 0 ? null : Math.min(...resources.map((id) => at.get(id)?.x ?? 0)),
  };
}

/** How far from its middle each line meets a card: those of one card spread out, in the order of where they come from or go to. */
function ports(
  edges: LayoutInput['edges'],
  end: 'from' | 'to',
  other: (edge: LayoutInput['edges'][number]) => number,
): ReadonlyMap<string, number> {
  const byCard = new Map<string, LayoutInput['edges'][number][]>();
  for (const edge of edges) byCard.set(edge[end], [...(byCard.get(edge[end]) ?? []), edge]);
  return new Map(
    [...byCard.values()].flatMap((together) => {
      const step = Math.min(12, (card.height - 28) / Math.max(1, together.length - 1));
      const sorted = together.sort((left, right) => other(left) - other(right));
      return sorted.map(({ id }, index): [string, number] => [id, (index - (sorted.length - 1) / 2) * step]);
    }),
  );
}
