import { Check, Circle, CircleDot, ExternalLink, FileDiff, LoaderCircle, Play, X } from 'lucide';
import type { VNode } from 'preact';
import { Section } from '../../webview/document.tsx';
import { Icon } from '../../webview/icon.tsx';
import type { TicketModel } from '../model.ts';
import type { SessionShown } from '../session-model.ts';
import { Checks } from './checks.tsx';
import { useLine } from './line.tsx';
import { Facts, Outcome } from './outcome.tsx';
import { Lines } from './receipt.tsx';
import { send } from './send.ts';
import { Words } from './words.tsx';

const planSigns = { pending: Circle, in_progress: CircleDot, completed: Check } as const;
const planWords = { pending: 'to do', in_progress: 'doing', completed: 'done' } as const;

/** How a ticket is worked on: its plan, what it does, what it changed, and what was checked of that. */
export function Session({ model, session }: { model: TicketModel; session: SessionShown }): VNode {
  const { plan, files, preview, usage, receipt } = session;
  return (
    <>
      {receipt !== null && <Outcome receipt={receipt} />}
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
                <span dir="auto">
                  <Words of={text} />
                </span>
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
              <Lines of={{ added, deleted }} />
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
      {receipt !== null && <Facts receipt={receipt} />}
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
  const { text, say, input } = useLine((said) => send(isPlan ? { type: 'plan', text: said } : { type: 'steer', text: said }));
  return (
    <section class="steer" aria-label="To the agent">
      <label for="steer">{isPlan ? 'Otherwise' : 'Steer'}</label>
      <input id="steer" placeholder={isPlan ? 'What the plan should be instead' : 'It is interrupted, and goes on with this'} {...input} />
      <button type="button" class="action" disabled={text.trim() === ''} onClick={say}>
        Say It
      </button>
      {isPlan && (
        <button type="button" class="action primary" onClick={() => send({ type: 'plan', text: null })}>
          <Icon of={Play} size={14} />
          <span>Go On</span>
        </button>
      )}
    </section>
  );
}
