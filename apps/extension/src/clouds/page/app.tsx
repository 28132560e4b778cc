import type { Evidence } from '@groundwork/blueprint';
import { CloudUpload, KeyRound, LoaderCircle, TriangleAlert } from 'lucide';
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { tellEditor } from '../../webview/editor.ts';
import { Failure, Section } from '../../webview/document.tsx';
import { Icon } from '../../webview/icon.tsx';
import { Places } from '../../webview/places.tsx';
import type { FromCloudPage, ToCloudPage } from '../messages.ts';
import type { CloudPageModel } from '../model.ts';
import { ChangeRow } from './change.tsx';

function send(message: FromCloudPage): void {
  tellEditor(message);
}

/** What deploying would change and cost, to be read before it happens; then how it goes. */
export function App(): VNode {
  const [model, setModel] = useState<CloudPageModel | null>(null);
  useEffect(() => {
    const hear = ({ data }: MessageEvent<ToCloudPage>): void => setModel(data.model);
    window.addEventListener('message', hear);
    send({ type: 'ready' });
    return () => window.removeEventListener('message', hear);
  }, []);
  if (!model) return <p class="waiting">Reading the code and asking what is there ...</p>;
  const said = model.failed ?? model.uncompared;
  return (
    <div class="document cloud" onKeyDown={(event) => event.key === 'Escape' && send({ type: 'close' })}>
      <main tabIndex={0}>
        <h1 dir="auto">{model.environment}</h1>
        <p class="where" dir="auto">
          {model.where}
        </p>
        <p class="lead">
          <span>{model.lead}</span> <strong>{model.cost}</strong>
        </p>
        {said !== null && <Failure message={said.message} fix={said.fix} copy={(text) => send({ type: 'copy', text })} />}
        <Steps model={model} />
        <Running model={model} />
        {model.changes.length > 0 && (
          <Section title="Changes">
            {model.changes.map((line) => (
              <ChangeRow key={line.id} line={line} />
            ))}
          </Section>
        )}
        <p class="quiet">{[model.same > 0 ? `${model.same} stay as they are.` : '', model.priced].filter(Boolean).join(' ')}</p>
        <Asked model={model} />
        {model.leftOut.length > 0 && (
          <Section title="Left out">
            {model.leftOut.map(({ name, why }) => (
              <Row key={name} name={name} text={why} />
            ))}
          </Section>
        )}
        {model.notes.length > 0 && (
          <Section title="To know">
            {model.notes.map((note) => (
              <Row key={note} name="" text={note} />
            ))}
          </Section>
        )}
      </main>
      <Footer model={model} />
    </div>
  );
}

function Row({
  name,
  text,
  evidence = [],
  sign = false,
}: {
  name: string;
  text: string;
  evidence?: readonly Evidence[];
  sign?: boolean;
}): VNode {
  return (
    <li>
      {sign && <Icon of={TriangleAlert} className="warning" />}
      <div>
        {name !== '' && <strong dir="auto">{name}</strong>}
        <span class="quiet" dir="auto">
          {text}
        </span>
        <Places evidence={evidence} />
      </div>
    </li>
  );
}

/** What only a person can give or decide. */
function Asked({ model: { missing, unsupported } }: { model: CloudPageModel }): VNode {
  return (
    <>
      {unsupported.length > 0 && (
        <Section title="Not to be had there">
          {unsupported.map(({ name, why, evidence }) => (
            <Row key={name} name={name} text={why} evidence={evidence} sign />
          ))}
        </Section>
      )}
      {missing.length > 0 && (
        <Section title="Values only you have">
          {missing.map(({ name, services }) => (
            <li key={name}>
              <Icon of={KeyRound} />
              <div>
                <strong class="code">{name}</strong>
                <span class="quiet">{services}</span>
              </div>
              <button type="button" class="action" onClick={() => send({ type: 'secret', name })}>
                Give it<span class="unseen">{`: ${name}`}</span>
              </button>
            </li>
          ))}
        </Section>
      )}
    </>
  );
}

function Steps({ model: { underway } }: { model: CloudPageModel }): VNode | null {
  if (underway === null) return null;
  return (
    <section aria-live="polite">
      <h2>{underway.what === 'deploy' ? 'Deploying' : 'Removing'}</h2>
      <ul class="rows">
        {underway.steps.map(({ label, detail }) => (
          <li key={label}>
            <Icon of={LoaderCircle} className="spin" />
            <div>
              <strong>{label}</strong>
              <span class="quiet">{detail}</span>
            </div>
          </li>
        ))}
        {underway.steps.length === 0 && (
          <li>
            <Icon of={LoaderCircle} className="spin" />
            <span class="quiet">Beginning ...</span>
          </li>
        )}
      </ul>
    </section>
  );
}

function Running({ model: { services } }: { model: CloudPageModel }): VNode | null {
  if (services.length === 0) return null;
  return (
    <Section title="What runs there">
      {services.map(({ name, state, url, reason }) => (
        <li key={name}>
          <div>
            <strong dir="auto">{name}</strong>
            <span class={`state ${state}`}>{state}</span>
            {reason !== null && <p dir="auto">{reason}</p>}
          </div>
          {url !== null && (
            <button type="button" class="action" onClick={() => send({ type: 'open', url })}>
              Open<span class="unseen">{`: ${name}`}</span>
            </button>
          )}
        </li>
      ))}
    </Section>
  );
}

function Footer({ model }: { model: CloudPageModel }): VNode {
  const { underway, hindrance } = model;
  return (
    <footer>
      <p>
        {underway === null
          ? (hindrance ?? 'Images are built from this folder with its own commands.')
          : 'It goes on when this page is closed.'}
      </p>
      <div class="buttons">
        {underway === null && (
          <button type="button" class="action" onClick={() => send({ type: 'again' })}>
            Look again
          </button>
        )}
        {underway?.what === 'deploy' && (
          <button type="button" class="action" onClick={() => send({ type: 'stop' })}>
            Stop
          </button>
        )}
        {underway === null && (
          <button type="button" class="action primary" disabled={hindrance !== null} onClick={() => send({ type: 'deploy' })}>
            <Icon of={CloudUpload} size={14} />
            <span>Deploy</span>
          </button>
        )}
      </div>
    </footer>
  );
}
