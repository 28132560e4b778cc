import { Check, Info, X } from 'lucide';
import type { VNode } from 'preact';
import { Section } from '../../webview/document.tsx';
import { Icon } from '../../webview/icon.tsx';
import type { CheckShown } from '../session-model.ts';
import { send } from './send.ts';

const signs = { passed: Check, failed: X, reported: Info } as const;

/** What was executed on a clean tree, before and after. Those that failed come first. */
export function Checks({ title = 'Checks', checks }: { title?: string; checks: readonly CheckShown[] }): VNode | null {
  if (checks.length === 0) return null;
  const order = { failed: 0, passed: 1, reported: 2 } as const;
  return (
    <Section title={title} live>
      {checks
        .toSorted((a, b) => order[a.state] - order[b.state])
        .map((check) => (
          <li key={check.id} class={`check ${check.state}`}>
            <Icon of={signs[check.state]} />
            <div>
              <span class="unseen">{`${check.state}: `}</span>
              <strong dir="auto">{check.title}</strong>
              {check.change !== '' && <span class="lines">{check.change}</span>}
              <p class="quiet" dir="auto">
                {check.why}
              </p>
              {check.places.slice(0, 8).map(({ file, line, why }) => (
                <p key={`${file}:${line}:${why}`}>
                  <button type="button" class="place" onClick={() => send({ type: 'place', file, line })}>
                    {line === null ? file : `${file}:${line}`}
                  </button>{' '}
                  <span class="quiet" dir="auto">
                    {why}
                  </span>
                </p>
              ))}
              {check.output.trim() !== '' && (
                <details open={check.state === 'failed'}>
                  <summary>What it printed</summary>
                  <pre tabIndex={0}>{check.output.trim()}</pre>
                </details>
              )}
            </div>
          </li>
        ))}
    </Section>
  );
}
