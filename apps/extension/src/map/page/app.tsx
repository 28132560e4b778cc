import { ListChecks, Play, RefreshCw, RotateCw, Square } from 'lucide';
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { tellEditor, theEditor } from '../../webview/editor.ts';
import { Icon } from '../../webview/icon.tsx';
import type { FromPage, MapArgument, MapCommand, ToPage } from '../messages.ts';
import type { MapModel } from '../model.ts';
import { Canvas } from './canvas.tsx';
import { Details } from './details.tsx';
import type { Covered } from './use-viewport.ts';

function send(message: FromPage): void {
  tellEditor(message);
}

function run(command: MapCommand, argument: MapArgument): void {
  send({ type: 'command', command, argument });
}

export function App(): VNode {
  const [model, setModel] = useState<MapModel | null>(null);
  const [selected, setSelected] = useState<string | null>(keptSelection());
  const narrow = useNarrow();

  useEffect(() => {
    const hear = ({ data }: MessageEvent<ToPage>): void => {
      if (data.type === 'model') setModel(data.model);
      else setSelected(data.id);
    };
    window.addEventListener('message', hear);
    send({ type: 'ready' });
    return () => window.removeEventListener('message', hear);
  }, []);
  useEffect(() => theEditor().setState({ selected }), [selected]);

  const close = (): void => {
    const card = selected === null ? null : document.querySelector<HTMLElement>(`#${CSS.escape(selected)}`);
    setSelected(null);
    card?.focus({ preventScroll: true });
  };
  if (!model) return <div class="blank" />;

  const node = model.nodes.find(({ id }) => id === selected) ?? null;
  const edge = model.edges.find(({ id }) => id === selected) ?? null;
  const select = (id: string): void => {
    setSelected(id);
    // One place is gone to at once; several are listed.
    const [only, ...others] = (model.nodes.find((each) => each.id === id) ?? model.edges.find((each) => each.id === id))?.evidence ?? [];
    if (only && others.length === 0) run('groundwork.showEvidence', { evidence: [only], beside: true });
  };
  return (
    <div class="map" onKeyDown={(event) => event.key === 'Escape' && close()}>
      <Bar model={model} />
      {model.empty !== null ? (
        <div class="empty">
          <p>{model.empty}</p>
        </div>
      ) : (
        <Canvas
          model={model}
          selected={selected}
          onSelect={select}
          onClose={close}
          covered={coveredBy(node !== null || edge !== null, narrow)}
        />
      )}
      <Details model={model} node={node} edge={edge} run={run} open={(url) => send({ type: 'open', url })} select={select} close={close} />
    </div>
  );
}

function Bar({ model }: { model: MapModel }): VNode {
  const { summary, cloud } = model;
  return (
    <header class="bar">
      <h1 dir="auto">{model.name || 'Groundwork'}</h1>
      {model.places.length > 1 && (
        <select
          class="place"
          aria-label="Show how things are in"
          value={cloud?.name ?? model.places[0]?.name}
          onChange={({ currentTarget }) => send({ type: 'place', name: currentTarget.value })}
        >
          {model.places.map(({ name, label }) => (
            <option key={name} value={name}>
              {label}
            </option>
          ))}
        </select>
      )}
      <span class={`summary ${summary.kind}`} role="status">
        {summary.text}
      </span>
      {summary.kind === 'lost' ? (
        <button type="button" class="action" onClick={() => run('groundwork.retry', {})}>
          <Icon of={RotateCw} size={14} />
          <span>Try again</span>
        </button>
      ) : cloud ? (
        <CloudActions name={cloud.name} busy={cloud.busy} />
      ) : (
        <LocalActions model={model} />
      )}
    </header>
  );
}

function LocalActions({ model: { running, busy, summary, nodes } }: { model: MapModel }): VNode {
  const runnable = nodes.some(({ side }) => side === 'service');
  return (
    <>
      {runnable && !busy && (!running || summary.kind === 'failed') && (
        <button type="button" class="action primary" onClick={() => run('groundwork.up', {})}>
          <Icon of={Play} size={14} />
          <span>{running ? 'Run again' : 'Run'}</span>
        </button>
      )}
      {(running || busy) && (
        <button type="button" class="action" onClick={() => run('groundwork.down', {})}>
          <Icon of={Square} size={14} />
          <span>Stop</span>
        </button>
      )}
    </>
  );
}

function CloudActions({ name, busy }: { name: string; busy: boolean }): VNode {
  return (
    <>
      {!busy && (
        <button type="button" class="action" onClick={() => run('groundwork.checkEnvironment', { name })}>
          <Icon of={RefreshCw} size={14} />
          <span>Look again</span>
        </button>
      )}
      <button type="button" class="action" onClick={() => run('groundwork.planEnvironment', { name })}>
        <Icon of={ListChecks} size={14} />
        <span>Plan</span>
      </button>
    </>
  );
}

/** As the style sheet lays the details out. */
function coveredBy(details: boolean, narrow: boolean): Covered {
  if (!details) return { right: 0, below: 0 };
  return narrow ? { right: 0, below: 0.48 } : { right: 340, below: 0 };
}

function keptSelection(): string | null {
  const state = theEditor().getState();
  const kept = typeof state === 'object' && state !== null && 'selected' in state ? state.selected : null;
  return typeof kept === 'string' ? kept : null;
}

/** Where there is little room the details lie below the map, not beside it. */
function useNarrow(): boolean {
  const query = '(max-width: 640px)';
  const [narrow, setNarrow] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const list = matchMedia(query);
    const change = (): void => setNarrow(list.matches);
    list.addEventListener('change', change);
    return () => list.removeEventListener('change', change);
  }, []);
  return narrow;
}
