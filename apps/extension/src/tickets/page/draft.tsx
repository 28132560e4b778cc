import { FilePlus2 } from 'lucide';
import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Failure } from '../../webview/document.tsx';
import { theEditor } from '../../webview/editor.ts';
import { Icon } from '../../webview/icon.tsx';
import type { DraftModel } from '../model.ts';
import { Head, Questions } from './head.tsx';
import { send } from './send.ts';

const keptText = (): string => {
  const kept = theEditor().getState();
  return typeof kept === 'object' && kept !== null && 'given' in kept && typeof kept.given === 'string' ? kept.given : '';
};

/** What is wanted, in words; below it what that is taken for, to be answered and written. */
export function Draft({ model }: { model: DraftModel }): VNode {
  const { head, busy, trouble, file } = model;
  const [given, setGiven] = useState(keptText);
  // The editor gives it back when the page is opened again after a reload.
  useEffect(() => theEditor().setState({ given }), [given]);
  const [proposed, setProposed] = useState('');
  const [answers, setAnswers] = useState<Readonly<Record<string, string>>>({});
  const field = useRef<HTMLTextAreaElement>(null);
  // Whoever opened it wants to write.
  useEffect(() => field.current?.focus(), []);
  const propose = (): void => {
    if (given.trim() === '') return;
    setAnswers({});
    setProposed(given);
    send({ type: 'propose', given, answers: {} });
  };
  const answer = (id: string, value: string): void => {
    const all = { ...answers, [id]: value };
    setAnswers(all);
    send({ type: 'propose', given: proposed, answers: all });
  };
  const isCurrent = head !== null && given === proposed;
  return (
    <div class="document ticket">
      <main tabIndex={-1}>
        <h1>What is wanted?</h1>
        <label for="given" class="quiet">
          In words, or the address of an issue of GitHub or GitLab. Names of files, functions and routes say where; commands, requests and
          tests say when it is done.
        </label>
        <textarea
          id="given"
          ref={field}
          rows={6}
          value={given}
          placeholder="Orders can be filtered by customer: GET /orders?customer=3 …"
          onInput={({ currentTarget }) => setGiven(currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) propose();
          }}
        />
        <div class="buttons ask">
          <button type="button" class={isCurrent ? 'action' : 'action primary'} disabled={given.trim() === '' || busy} onClick={propose}>
            Propose a Ticket
          </button>
        </div>
        {trouble !== null && <Failure message={trouble.message} fix={trouble.fix} copy={(text) => send({ type: 'copy', text })} />}
        {head !== null && (
          <>
            <Questions questions={head.questions} answer={answer} />
            <Head head={head} />
          </>
        )}
      </main>
      <footer>
        <p aria-live="polite">
          {busy
            ? 'Reading the code ...'
            : head === null
              ? 'Nothing is run, and no model is asked.'
              : (model.hindrance ?? `It is written to ${file ?? ''}, where it can be changed. Nothing is approved by that.`)}
        </p>
        <div class="buttons">
          <button
            type="button"
            class="action primary"
            disabled={!isCurrent || busy}
            onClick={() => send({ type: 'save', given: proposed, answers })}
          >
            <Icon of={FilePlus2} size={14} />
            <span>Write the Ticket</span>
          </button>
        </div>
      </footer>
    </div>
  );
}
