import type { VNode } from 'preact';
import type { Layout, Point } from '../layout/layout.ts';
import { middleOf, pathThrough } from '../layout/path.ts';
import type { MapEdge } from '../model.ts';

export interface LinesProps {
  readonly edges: readonly MapEdge[];
  readonly layout: Layout;
  /** Ids of the lines that are looked at; `null` while none is. */
  readonly bright: ReadonlySet<string> | null;
  readonly selected: string | null;
  readonly onSelect: (id: string) => void;
  readonly onLook: (id: string | null) => void;
}

/** The bindings. What they carry is in the details of their ends too, so they need no place in the tab order. */
export function Lines({ edges, layout, bright, selected, onSelect, onLook }: LinesProps): VNode {
  const shown = edges.flatMap((edge) => {
    const points = layout.edges.get(edge.id);
    return points ? [{ edge, points, path: pathThrough(points) }] : [];
  });
  return (
    <svg class="lines" width={layout.width} height={layout.height} aria-hidden="true">
      {shown.map(({ edge, points, path }) => {
        const looked = bright?.has(edge.id) ?? false;
        const classes = [
          'line',
          edge.live ? 'live' : '',
          edge.optional ? 'optional' : '',
          looked ? 'bright' : '',
          bright && !looked ? 'faded' : '',
        ];
        const [start, end] = [points[0], points.at(-1)];
        return (
          <g
            key={edge.id}
            class={[...classes, selected === edge.id ? 'selected' : ''].filter(Boolean).join(' ')}
            onClick={() => onSelect(edge.id)}
            onPointerEnter={() => onLook(edge.id)}
            onPointerLeave={() => onLook(null)}
          >
            <path class="hit" d={path} />
            <path class="stroke" d={path} />
            {start && <circle cx={start.x} cy={start.y} r="3" />}
            {end && <circle cx={end.x} cy={end.y} r="3" />}
          </g>
        );
      })}
    </svg>
  );
}

/** The variables of the lines that are looked at, written at the far end of each: cards never stand as close as lines do. */
export function Labels({
  edges,
  layout,
  bright,
  focus,
}: Pick<LinesProps, 'edges' | 'layout' | 'bright'> & { focus: string | null }): VNode {
  const shown = edges.filter(({ id, variables }) => bright?.has(id) && variables.length > 0);
  return (
    <div class="labels" aria-hidden="true">
      {shown.map((edge) => {
        const { side, at } = labelAt(edge, layout, focus);
        const rest = edge.variables.length - 2;
        return (
          <div key={edge.id} class={`label ${side}`} style={{ left: `${at.x}px`, top: `${at.y}px` }}>
            {edge.variables.slice(0, rest === 1 ? 3 : 2).map((name) => (
              <span key={name}>{name}</span>
            ))}
            {rest > 1 && <span class="rest">{`and ${rest} more`}</span>}
          </div>
        );
      })}
    </div>
  );
}

function labelAt({ id, from, to }: MapEdge, layout: Layout, focus: string | null): { side: 'before' | 'after' | 'middle'; at: Point } {
  const points = layout.edges.get(id) ?? [];
  const [start, end] = [points[0], points.at(-1)];
  if (focus === from && end) return { side: 'before', at: { x: end.x - 8, y: end.y } };
  if (focus === to && start) return { side: 'after', at: { x: start.x + 8, y: start.y } };
  return { side: 'middle', at: middleOf(points) };
}
