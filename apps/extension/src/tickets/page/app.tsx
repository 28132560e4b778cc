import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { ToTicketPage } from '../messages.ts';
import { Failure } from '../../webview/document.tsx';
import { theEditor } from '../../webview/editor.ts';
import type { TicketPageModel, TroubleModel } from '../model.ts';
import { Draft } from './draft.tsx';
import { Receipt } from './receipt.tsx';
import { send } from './send.ts';
import { Ticket } from './ticket.tsx';

/** A ticket: being written, agreed to, worked on, and what came of it. It is a page with its acceptance, not a chat. */
export function App(): VNode {
  const [model, setModel] = useState<TicketPageModel | null>(null);
  useEffect(() => {
    const hear = ({ data: { model: told } }: MessageEvent<ToTicketPage>): void => {
      setModel(told);
      // The editor gives it back when the page is opened again after a reload.
      if (told.kind !== 'draft') theEditor().setState({ id: told.id });
    };
    window.addEventListener('message', hear);
    send({ type: 'ready' });
    return () => window.removeEventListener('message', hear);
  }, []);
  if (!model) return <p class="waiting">Reading the ticket ...</p>;
  switch (model.kind) {
    case 'draft':
      return <Draft model={model} />;
    case 'receipt':
      return <Receipt model={model} />;
    case 'trouble':
      return <Trouble model={model} />;
    case 'ticket':
      return <Ticket model={model} />;
  }
}

/** A ticket that cannot be shown. */
function Trouble({ model: { id, trouble } }: { model: TroubleModel }): VNode {
  return (
    <div class="document ticket">
      <main tabIndex={-1}>
        <h1 dir="auto">{id}</h1>
        {trouble !== null && <Failure message={trouble.message} fix={trouble.fix} copy={(text) => send({ type: 'copy', text })} />}
      </main>
    </div>
  );
}
