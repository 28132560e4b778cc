import { Play, Square } from 'lucide';
import type { VNode } from 'preact';
import { Failure } from '../../webview/document.tsx';
import { Icon } from '../../webview/icon.tsx';
import type { TicketModel } from '../model.ts';
import { Head, Questions } from './head.tsx';
import { Branch, Deliver, Request } from './receipt.tsx';
import { send } from './send.ts';
import { Session, Steer } from './session.tsx';
import { Words } from './words.tsx';

const words: Readonly<Record<TicketModel['state'], string>> = {
  wrong: 'wrong',
  open: 'open',
  proposed: 'not approved',
  approved: 'approved',
  working: 'being worked on',
  waiting: 'waits for you',
  paused: 'paused',
  resolved: 'resolved',
  unresolved: 'not resolved',
};

/** One ticket: its acceptance, and its session as plan, change and checks. */
export function Ticket({ model }: { model: TicketModel }): VNode {
  const { head, text, session, trouble, state, file } = model;
  const isUnderway = state === 'working' || state === 'waiting';
  return (
    <div class="document ticket">
      <main tabIndex={0}>
        <h1 dir="auto">
          <Words of={head.goal} />
        </h1>
        <p class="where">
          <span class={`chip ${state}`} role="status">
            {words[state]}
          </span>
          <button type="button" class="place" onClick={() => send({ type: 'file' })}>
            {file}
          </button>
        </p>
        {trouble !== null && (
          <Failure message={trouble.message} fix={trouble.fix} copy={(copied) => send({ type: 'copy', text: copied })}>
            {trouble.code.startsWith('models.') && (
              <button type="button" class="action" onClick={() => send({ type: 'model' })}>
                Choose a Model
              </button>
            )}
          </Failure>
        )}
        {session !== null && <Session model={model} session={session} />}
        <Questions
          questions={isUnderway ? [] : head.questions}
          answer={(id, value) => send({ type: 'answer', answers: { [id]: value } })}
        />
        <Head head={head} />
        {text.trim() !== head.goal && text.trim() !== '' && (
          <section>
            <h2>In words</h2>
            <p class="words" dir="auto">
              {text}
            </p>
          </section>
        )}
      </main>
      {isUnderway && session !== null && session.phase !== 'verifying' && (
        <Steer isPlan={state === 'waiting' && session.phase === 'planned'} />
      )}
      <Footer model={model} />
    </div>
  );
}

const lead = (model: TicketModel): string => {
  if (model.busy && model.state !== 'working' && model.state !== 'waiting') return 'Beginning ...';
  switch (model.state) {
    case 'wrong':
    case 'open':
    case 'proposed':
      return model.hindrance ?? 'Approving lets its commands run in a jail, and its budget be spent.';
    case 'approved':
      return 'It works on a copy of the last commit, in a jail. Nothing of this folder is changed.';
    case 'working':
      return 'It goes on when this page is closed.';
    case 'waiting':
      return 'It goes on once you say so.';
    case 'paused':
      return model.pause ?? '';
    case 'resolved':
      return '';
    case 'unresolved':
      return 'Nothing of it was taken over. It can be begun anew.';
  }
};

function Footer({ model }: { model: TicketModel }): VNode {
  const { state, hash, hindrance, approved, busy, delivered } = model;
  const begins = !busy && (state === 'approved' || state === 'unresolved') && approved;
  return (
    <footer>
      {state === 'resolved' ? <Branch delivered={delivered} /> : <p aria-live="polite">{lead(model)}</p>}
      <div class="buttons">
        {(state === 'open' || state === 'proposed') && (
          <button
            type="button"
            class="action primary"
            disabled={hindrance !== null || busy}
            onClick={() => send({ type: 'approve', hash })}
          >
            Approve
          </button>
        )}
        {!busy && state === 'paused' && (
          <button type="button" class="action primary" onClick={() => send({ type: 'solve', resume: true })}>
            <Icon of={Play} size={14} />
            <span>Resume</span>
          </button>
        )}
        {begins && (
          <button type="button" class="action primary" onClick={() => send({ type: 'solve', resume: false })}>
            <Icon of={Play} size={14} />
            <span>{state === 'unresolved' ? 'Begin Anew' : 'Solve'}</span>
          </button>
        )}
        {(state === 'working' || state === 'waiting') && (
          <button type="button" class="action" onClick={() => send({ type: 'stop' })}>
            <Icon of={Square} size={14} />
            <span>Stop</span>
          </button>
        )}
        {state === 'resolved' && delivered === null && <Deliver busy={busy} />}
        {delivered !== null && <Request delivered={delivered} busy={busy} />}
      </div>
    </footer>
  );
}
