import { Check, Circle, CircleDot, ExternalLink, FileDiff, LoaderCircle, X } from 'lucide';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { Section } from '../../webview/document.tsx';
import { Icon } from '../../webview/icon.tsx';
import type { SessionShown, TicketModel } from '../model.ts';
import { Checks } from './checks.tsx';
import { send } from './send.ts';

const planSigns = { pending: Circle, in_progress: CircleDot, completed: Check } as const;
const planWords = { pending: 'to do', in_progress: 'doing', completed: 'done' } as const;

/** How a ticket is worked on: its plan, what it does, what it changed, and what was checked of that. */
export function Session({ model, session }: { model: TicketModel; session: SessionShown }): VNode {
  const { plan, files, preview, usage, receipt } = session;
  return (
    <>
      {receipt !== null && (
        <div class={receipt.resolved ? 'outcome resolved' : 'outcome'} role="status">
          <Icon of={receipt.resolved ? Check : X} />
          <p dir="auto">{receipt.why}</p>
        </div>
      )}
      <div class="usage">
        <span>{usage.text}</span>
        {usage.part !== null && <progress max={1} value={usage.part} aria-label="Part of the budget that is used" />}
      </div>
      {plan.length > 0 && (
        <Section title="Plan" live>
          {plan.map(({ text, state }, at) => (
            <li key={at} class={`step ${state}`}>
              <Icon of={planSigns[state]} />
              <div>
                <span class="unseen">{`${planWords[state]}: `}</span>
                <span dir="auto">{text}</span>
              </div>
            </li>
          ))}
        </Section>
      )}
      {files.length > 0 && (
        <Section title={files.length === 1 ? '1 file changed' : `${files.length} files changed`}>
          {files.map(({ path, added, deleted }) => (
            <li key={path}>
              <Icon of={FileDiff} />
              <div>
                <button type="button" class="place" onClick={() => send({ type: 'diff', path })}>
                  {path}
                </button>
              </div>
              <span class="lines">
                <span class="added">{`+${added}`}</span> <span class="deleted">{`−${deleted}`}</span>
              </span>
            </li>
          ))}
        </Section>
      )}
      {preview !== null && (
        <Section title="Preview">
          {preview.services.map(({ name, url }) => (
            <li key={name}>
              <Icon of={ExternalLink} />
              <div>
                <strong dir="auto">{name}</strong>
                <button type="button" class="place" onClick={() => send({ type: 'open', url })}>
                  {url}
                </button>
              </div>
            </li>
          ))}
          {preview.services.length === 0 && (
            <li>
              <span class="quiet" dir="auto">
                {preview.reason ?? preview.state}
              </span>
            </li>
          )}
        </Section>
      )}
      <Checks checks={session.checks} />
      <Steps session={session} working={model.state === 'working'} />
      {receipt !== null && (
        <details class="receipt">
          <summary>Receipt</summary>
          <dl>
            {receipt.facts.map(({ name, value }) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>
                  <code dir="auto">{value}</code>
                </dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </>
  );
}

/** What it does, in one line each; not what it says. */
function Steps({ session, working }: { session: SessionShown; working: boolean }): VNode | null {
  const { steps, earlier, said, denied } = session;
  if (steps.length === 0 && said.length === 0 && !working) return null;
  return (
    <Section title="What it does">
      {earlier > 0 && (
        <li>
          <span class="quiet">{`${earlier} steps before`}</span>
        </li>
      )}
      {steps.map(({ id, title, state, place }) => (
        <li key={id} class={`step ${state}`}>
          <Icon
            of={state === 'completed' ? Check : state === 'failed' ? X : LoaderCircle}
            className={state === 'in_progress' && working ? 'spin' : ''}
          />
          <div>
            <span class="unseen">{state === 'failed' ? 'failed: ' : ''}</span>
            <code dir="auto">{title}</code>
          </div>
          {place !== null && (
            <button type="button" class="place" onClick={() => send({ type: 'place', ...place })}>
              {place.line === null ? place.file : `${place.file}:${place.line}`}
            </button>
          )}
        </li>
      ))}
      {denied.map(({ tool, why }, at) => (
        <li key={at} class="step failed">
          <Icon of={X} />
          <div>
            <code dir="auto">{tool}</code> <span class="quiet">{`was not allowed: ${why}`}</span>
          </div>
        </li>
      ))}
      {said.map(({ text }, at) => (
        <li key={at}>
          <div>
            <strong>You</strong>
            <span dir="auto">{text}</span>
          </div>
        </li>
      ))}
      {steps.length === 0 && working && (
        <li>
          <Icon of={LoaderCircle} className="spin" />
          <span class="quiet">{session.agent === null ? 'Preparing a copy and a jail ...' : `${session.agent} reads ...`}</span>
        </li>
      )}
    </Section>
  );
}

/** One line to the agent: it is interrupted and goes on with that. */
export function Steer({ isPlan }: { isPlan: boolean }): VNode {
  const [text, setText] = useState('');
  const say = (): void => {
    const said = text.trim();
    if (said === '') return;
    send(isPlan ? { type: 'plan', text: said } : { type: 'steer', text: said });
    setText('');
  };
  return (
    <form
      class="steer"
      aria-label="To the agent"
      onSubmit={(event) => {
        event.preventDefault();
        say();
      }}
    >
      <label for="steer">{isPlan ? 'Do otherwise' : 'Steer'}</label>
      <input
        id="steer"
        type="text"
        value={text}
        autocomplete="off"
        placeholder={isPlan ? 'What the plan should be instead' : 'It is interrupted, and goes on with this'}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
      />
      <button type="submit" class="action" disabled={text.trim() === ''}>
        Say It
      </button>
      {isPlan && (
        <button type="button" class="action primary" onClick={() => send({ type: 'plan', text: null })}>
          Go On
        </button>
      )}
    </form>
  );
}
