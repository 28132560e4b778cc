import { ChevronLeft, ChevronRight, RefreshCw, type IconNode } from 'lucide';
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { tellEditor } from '../../webview/editor.ts';
import { Icon } from '../../webview/icon.tsx';
import type { FromRows, RowsModel, ToRows } from '../messages.ts';

function send(message: FromRows): void {
  tellEditor(message);
}

type Shown = Extract<RowsModel, { state: 'shown' }>;

/** Rows of a table, or the answer of a query. */
export function App(): VNode | null {
  const [model, setModel] = useState<RowsModel | null>(null);
  useEffect(() => {
    const hear = ({ data }: MessageEvent<ToRows>): void => setModel(data.model);
    window.addEventListener('message', hear);
    send({ type: 'ready' });
    return () => window.removeEventListener('message', hear);
  }, []);
  if (!model) return null;
  return (
    <main class="page">
      <header>
        <h1 dir="auto">{model.title}</h1>
        <p dir="auto">{model.subtitle}</p>
        {model.state === 'shown' && <Paging model={model} />}
        {model.state === 'waiting' && (
          <button type="button" class="action" onClick={() => send({ type: 'cancel' })}>
            Cancel
          </button>
        )}
        {model.state !== 'waiting' && <Tool of={RefreshCw} label="Read again" onClick={() => send({ type: 'refresh' })} />}
      </header>
      {model.state === 'waiting' && (
        <p class="said" role="status">
          Reading ...
        </p>
      )}
      {model.state === 'failed' && (
        <div class="said failed" role="alert">
          <p dir="auto">{model.message}</p>
          {model.fix !== null && <p>{model.fix}</p>}
        </div>
      )}
      {model.state === 'shown' && <Grid model={model} />}
    </main>
  );
}

function Paging({ model: { rows, offset, paged, said } }: { model: Shown }): VNode {
  const size = rows.rows.length;
  const range = size === 0 ? 'no rows' : `${offset + 1} to ${offset + size}`;
  const total = rows.total === null ? (rows.more ? ' of more' : '') : ` of ${rows.total}`;
  const count = paged ? `${range}${size === 0 ? '' : total}` : `${size}${rows.more ? ' and more' : ''} ${size === 1 ? 'row' : 'rows'}`;
  return (
    <div class="paging">
      <span role="status">{[count, said].filter(Boolean).join(' · ')}</span>
      {paged && (
        <Tool
          of={ChevronLeft}
          label="Rows before"
          disabled={offset === 0}
          onClick={() => send({ type: 'page', offset: Math.max(0, offset - pageSize(size)) })}
        />
      )}
      {paged && (
        <Tool of={ChevronRight} label="Rows after" disabled={!rows.more} onClick={() => send({ type: 'page', offset: offset + size })} />
      )}
    </div>
  );
}

/** The last page may be shorter: the one before it is as long as any. */
const pageSize = (size: number): number => Math.max(200, size);

function Grid({ model: { rows, offset } }: { model: Shown }): VNode {
  if (rows.columns.length === 0) return <p class="said">Done. It answered without rows.</p>;
  return (
    // A region that scrolls has to be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div class="grid" tabIndex={0} role="region" aria-label="Rows">
      <table>
        <thead>
          <tr>
            <th scope="col" class="number">
              #
            </th>
            {rows.columns.map(({ name, type }, index) => (
              <th key={index} scope="col">
                <span dir="auto">{name}</span>
                <small>{type}</small>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.rows.map((row, index) => (
            <tr key={index}>
              <th scope="row" class="number">
                {offset + index + 1}
              </th>
              {row.map((value, column) => (
                <td key={column} class={value === null ? 'null' : ''} dir="auto" title={value ?? 'null'}>
                  {value ?? 'null'}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Tool({ of, label, disabled = false, onClick }: { of: IconNode; label: string; disabled?: boolean; onClick: () => void }): VNode {
  return (
    <button type="button" class="icon-button" aria-label={label} title={label} disabled={disabled} onClick={onClick}>
      <Icon of={of} size={14} />
    </button>
  );
}
