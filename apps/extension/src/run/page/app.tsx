import { Check, Copy, Database, KeyRound, Play, ShieldCheck, TriangleAlert } from 'lucide';
import type { ComponentChildren, VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { tellEditor } from '../../webview/editor.ts';
import { Icon } from '../../webview/icon.tsx';
import type { FromPlan, ToPlan } from '../messages.ts';
import type { PlanModel, PlanService } from '../model.ts';

function send(message: FromPlan): void {
  tellEditor(message);
}

/** What Run would do, to be read before it does. */
export function App(): VNode | null {
  const [model, setModel] = useState<PlanModel | null>(null);
  const [install, setInstall] = useState(false);
  const primary = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    const hear = ({ data }: MessageEvent<ToPlan>): void => setModel(data.model);
    window.addEventListener('message', hear);
    send({ type: 'ready' });
    return () => window.removeEventListener('message', hear);
  }, []);
  // Read from the top, agreed to with Enter.
  useEffect(() => primary.current?.focus({ preventScroll: true }), [model === null]);

  if (!model) return null;
  const run = (): void => send({ type: 'run', install });
  return (
    <div class="plan" onKeyDown={(event) => event.key === 'Escape' && send({ type: 'close' })}>
      <main>
        <h1 dir="auto">{model.running ? `What runs of ${model.name}` : `Run ${model.name}`}</h1>
        <p class="lead">{`${model.summary}.${model.trusted || model.running ? '' : ' Nothing of it has run yet.'}`}</p>
        {model.services.map((service) => (
          <ServiceSteps key={service.name} service={service} />
        ))}
        {model.servers.length > 0 && (
          <Section title="Servers it needs">
            {model.servers.map((server) => (
              <ServerRow key={server.name} server={server} />
            ))}
          </Section>
        )}
        {model.leftOut.length > 0 && (
          <Section title="Not started">
            {model.leftOut.map(({ name, message, fix }) => (
              <ServerRow key={name} server={{ name, type: '', title: '', missing: { message, fix } }} />
            ))}
          </Section>
        )}
        {model.secrets.length > 0 && (
          <Section title="Values only you have">
            {model.secrets.map((secret) => (
              <SecretRow key={secret.name} secret={secret} />
            ))}
          </Section>
        )}
      </main>
      <footer>
        {!model.trusted && !model.running && (
          <p>
            <Icon of={ShieldCheck} />
            <span>These commands come from the repository and run as you. You are asked once for this folder.</span>
          </p>
        )}
        <div class="buttons">
          {model.installable && !model.running && (
            <label>
              <input type="checkbox" checked={install} onChange={({ currentTarget }) => setInstall(currentTarget.checked)} />
              Install what is missing
            </label>
          )}
          <button type="button" class="action" onClick={() => send({ type: 'close' })}>
            {model.running ? 'Close' : 'Not now'}
          </button>
          {!model.running && (
            <button type="button" class="action primary" ref={primary} onClick={run}>
              <Icon of={Play} size={14} />
              <span>{model.trusted ? 'Run' : 'Trust and run'}</span>
            </button>
          )}
        </div>
      </footer>
    </div>
  );
}

function Section({ title, children }: { title: string; children: ComponentChildren }): VNode {
  return (
    <section>
      <h2>{title}</h2>
      <ul class="rows">{children}</ul>
    </section>
  );
}

function ServiceSteps({ service: { name, title, steps } }: { service: PlanService }): VNode {
  return (
    <section class="service" aria-label={name}>
      <h2 dir="auto">
        <strong>{name}</strong>
        <span>{title}</span>
      </h2>
      <ol>
        {steps.map(({ step, command }, index) => (
          <li key={index}>
            <span class="step">{step}</span>
            <code dir="auto">{command}</code>
          </li>
        ))}
      </ol>
    </section>
  );
}

function ServerRow({ server: { name, title, missing } }: { server: PlanModel['servers'][number] }): VNode {
  const fix = missing?.fix ?? null;
  return (
    <li class={missing ? 'missing' : ''}>
      <Icon of={missing ? TriangleAlert : Database} />
      <div>
        <strong dir="auto">{name}</strong>
        <span class="quiet">{title}</span>
        {missing && <p dir="auto">{missing.message}</p>}
        {fix !== null && (
          <p class="fix">
            <code>{fix}</code>
            <button
              type="button"
              class="icon-button"
              aria-label={`Copy: ${fix}`}
              title="Copy"
              onClick={() => send({ type: 'copy', text: fix })}
            >
              <Icon of={Copy} size={14} />
            </button>
          </p>
        )}
      </div>
    </li>
  );
}

function SecretRow({ secret: { name, services, required, given } }: { secret: PlanModel['secrets'][number] }): VNode {
  return (
    <li>
      <Icon of={given ? Check : KeyRound} />
      <div>
        <strong class="code">{name}</strong>
        <span class="quiet">{`${given ? 'given' : required ? 'needed' : 'optional'} · ${services.join(', ')}`}</span>
      </div>
      <button type="button" class="action" onClick={() => send({ type: 'secret', name })}>
        {given ? 'Change' : 'Give it'}
        <span class="unseen">{`: ${name}`}</span>
      </button>
    </li>
  );
}
