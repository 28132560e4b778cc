import { RefreshCw, Square } from 'lucide';
import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Failure } from '../../webview/document.tsx';
import { tellEditor } from '../../webview/editor.ts';
import { Icon } from '../../webview/icon.tsx';
import type { ChurnPageState, FromChurnPage, ToChurnPage } from '../messages.ts';
import { Report } from './report.tsx';

const send = (message: FromChurnPage): void => tellEditor(message);

/** The report of what became of the repository's lines, and what is read of it just now. */
export function App(): VNode {
  const [html, setHtml] = useState<string | null>(null);
  const [state, setState] = useState<ChurnPageState | null>(null);
  useEffect(() => {
    const hear = ({ data }: MessageEvent<ToChurnPage>): void => {
      if (data.type === 'report') setHtml(data.html);
      else setState(data.state);
    };
    window.addEventListener('message', hear);
    send({ type: 'ready' });
    return () => window.removeEventListener('message', hear);
  }, []);
  const scroll = useRef<HTMLDivElement>(null);
  const isThere = html !== null;
  // The keyboard scrolls it at once.
  useEffect(() => scroll.current?.focus({ preventScroll: true }), [isThere]);
  return (
    <div class="churn">
      {state && <Around state={state} isThere={isThere} />}
      {html !== null && (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is reached by the keyboard
        <div class="scrolled" ref={scroll} tabIndex={0}>
          <Report html={html} />
        </div>
      )}
    </div>
  );
}

/** A strip above the report, or all there is while there is none. */
function Around({ state: { reading, trouble, isOld }, isThere }: { state: ChurnPageState; isThere: boolean }): VNode | null {
  const again = (words: string): VNode => (
    <button type="button" class="action" onClick={() => send({ type: 'read' })}>
      <Icon of={RefreshCw} size={13} /> {words}
    </button>
  );
  if (reading) {
    const words = readingWords(reading);
    const progress = (
      <progress aria-label="Commits read" max={reading.total ?? undefined} value={reading.total === null ? undefined : reading.done} />
    );
    const stop = (
      <button type="button" class="action" onClick={() => send({ type: 'stop' })}>
        <Icon of={Square} size={12} /> Stop
      </button>
    );
    return isThere ? (
      <header class="bar">
        <p>{words}</p>
        {progress}
        {stop}
      </header>
    ) : (
      <main class="alone">
        <h1>{words}</h1>
        {progress}
        <p class="quiet">
          Every line of every commit is followed, once. What was read is kept: the next time, only new commits are. Nothing of the
          repository runs.
        </p>
        {stop}
      </main>
    );
  }
  if (trouble) {
    const failure = <Failure {...trouble} copy={(text) => send({ type: 'copy', text })} />;
    return isThere ? (
      <header class="bar document">
        {failure}
        {again('Read Again')}
      </header>
    ) : (
      <main class="alone">
        <h1>There is no account of this folder</h1>
        <div class="document">{failure}</div>
        {again('Read Again')}
      </main>
    );
  }
  if (!isThere)
    return (
      <main class="alone">
        <h1>The history was not read to its end</h1>
        {again('Read On')}
      </main>
    );
  return isOld ? (
    <header class="bar">
      <p role="status">There are newer commits.</p>
      {again('Read Them')}
    </header>
  ) : null;
}

function readingWords({ done, total }: NonNullable<ChurnPageState['reading']>): string {
  if (total === null) return 'Reading the history ...';
  return `Reading the history: ${done.toLocaleString('en-US')} of ${total.toLocaleString('en-US')} commits`;
}
