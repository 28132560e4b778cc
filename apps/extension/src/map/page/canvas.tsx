import type { VNode } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { card, layoutOf, type Layout } from '../layout/layout.ts';
import type { MapEdge, MapModel } from '../model.ts';
import { Card } from './card.tsx';
import { Labels, Lines } from './lines.tsx';
import { directions, neighbourOf } from './navigate.ts';
import { useViewport, type Covered } from './use-viewport.ts';
import { ZoomButtons } from './zoom-buttons.tsx';

export interface CanvasProps {
  readonly model: MapModel;
  readonly selected: string | null;
  readonly onSelect: (id: string) => void;
  readonly onClose: () => void;
  readonly covered: Covered;
}

/** The graph: cards that are buttons, over lines, on a ground that can be moved and zoomed. */
export function Canvas({ model, selected, onSelect, onClose, covered }: CanvasProps): VNode {
  const { nodes, edges } = model;
  // Its shape changes only with what there is, never with how it goes.
  const shape = JSON.stringify([nodes.map(({ id, side }) => [id, side]), edges.map(({ id }) => id)]);
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  const layout = useMemo(() => layoutOf({ nodes, edges }), [shape]);
  const window = useRef<HTMLElement>(null);
  const { view, moving, reveal, zoom, fit, handlers } = useViewport(window, layout, covered);
  const [looked, setLooked] = useState<string | null>(null);
  const [reachable, setReachable] = useState<string | null>(null);

  const focus = [looked, selected].find((id) => id !== null && (layout.nodes.has(id) || layout.edges.has(id))) ?? null;
  const bright = useMemo(() => (focus === null ? null : linesOf(focus, edges)), [focus, edges]);
  const near = useMemo(() => (focus === null || !bright ? null : endsOf(focus, bright, edges)), [focus, bright, edges]);
  const first = reachable !== null && layout.nodes.has(reachable) ? reachable : layout.columns[0]?.[0];

  useEffect(() => {
    const at = selected === null ? undefined : layout.nodes.get(selected);
    if (at) reveal(at, card);
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [selected, covered.right, covered.below]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const direction = directions[event.key];
    if (direction && first !== undefined) {
      event.preventDefault();
      const from = document.activeElement?.id ?? '';
      const next = layout.nodes.has(from) ? neighbourOf(from, direction, layout, edges) : first;
      setReachable(next);
      const at = layout.nodes.get(next);
      if (at) reveal(at, card);
      document.querySelector<HTMLElement>(`#${CSS.escape(next)}`)?.focus({ preventScroll: true });
    } else if (event.key === '+' || event.key === '=') zoom(1.2);
    else if (event.key === '-') zoom(1 / 1.2);
    else if (event.key === '0') fit();
  };

  return (
    <main class={moving ? 'canvas moving' : 'canvas'} ref={window} {...handlers} onKeyDown={onKeyDown}>
      <div
        class="ground"
        role="group"
        aria-label={`Map of ${model.name}: ${count(nodes, 'service')}, ${count(nodes, 'resource')}. Arrow keys move, Enter shows details.`}
        style={{
          transform: `translate(${view.x}px, ${view.y}px) scale(${view.zoom})`,
          width: `${layout.width}px`,
          height: `${layout.height}px`,
        }}
      >
        <Headings layout={layout} />
        <Lines edges={edges} layout={layout} bright={bright} selected={selected} onSelect={onSelect} onLook={setLooked} />
        {layout.columns.flat().map((id) => {
          const node = nodes.find((each) => each.id === id);
          const at = layout.nodes.get(id);
          if (!node || !at) return null;
          return (
            <Card
              key={id}
              node={node}
              at={at}
              selected={selected === id}
              faded={near !== null && !near.has(id)}
              reachable={id === first}
              needs={needsOf(id, model)}
              onSelect={() => {
                setReachable(id);
                if (selected === id) onClose();
                else onSelect(id);
              }}
              onLook={(looking) => setLooked((now) => (looking ? id : now === id ? null : now))}
            />
          );
        })}
        <Labels edges={edges} layout={layout} bright={bright} focus={focus} />
      </div>
      <ZoomButtons zoom={zoom} fit={fit} percent={Math.round(view.zoom * 100)} />
    </main>
  );
}

function Headings({ layout }: { layout: Layout }): VNode {
  const { resourcesAt } = layout;
  return (
    <div class="headings" aria-hidden="true">
      {resourcesAt !== 0 && <span style={{ left: '0px' }}>Services</span>}
      {resourcesAt !== null && <span style={{ left: `${resourcesAt}px` }}>Resources</span>}
    </div>
  );
}

function linesOf(id: string, edges: readonly MapEdge[]): ReadonlySet<string> {
  return new Set(edges.filter((edge) => edge.id === id || edge.from === id || edge.to === id).map((edge) => edge.id));
}

function endsOf(id: string, bright: ReadonlySet<string>, edges: readonly MapEdge[]): ReadonlySet<string> {
  return new Set([id, ...edges.filter((edge) => bright.has(edge.id)).flatMap(({ from, to }) => [from, to])]);
}

function needsOf(id: string, { nodes, edges }: MapModel): readonly string[] {
  const resource = id.startsWith('resource:');
  const others = edges.flatMap(({ from, to }) => (resource ? (to === id ? [from] : []) : from === id ? [to] : []));
  return nodes.filter((node) => others.includes(node.id)).map(({ name }) => name);
}

function count(nodes: MapModel['nodes'], side: 'service' | 'resource'): string {
  const { length } = nodes.filter((node) => node.side === side);
  return `${length} ${side}${length === 1 ? '' : 's'}`;
}
