import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { ToTicketPage } from '../messages.ts';
import type { TicketPageModel } from '../model.ts';
import { Draft } from './draft.tsx';
import { send } from './send.ts';
import { Ticket } from './ticket.tsx';

/** A ticket: being written, agreed to, worked on, and what came of it. It is a page with its acceptance, not a chat. */
export function App(): VNode {
  const [model, setModel] = useState<TicketPageModel | null>(null);
  useEffect(() => {
    const hear = ({ data }: MessageEvent<ToTicketPage>): void => setModel(data.model);
    window.addEventListener('message', hear);
    send({ type: 'ready' });
    return () => window.removeEventListener('message', hear);
  }, []);
  if (!model) return <p class="waiting">Reading the ticket ...</p>;
  return model.kind === 'draft' ? <Draft model={model} /> : <Ticket model={model} />;
}
