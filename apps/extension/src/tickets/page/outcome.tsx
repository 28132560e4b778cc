import { Check, X } from 'lucide';
import type { VNode } from 'preact';
import { Icon } from '../../webview/icon.tsx';
import type { ReceiptShown } from '../session-model.ts';

/** What came of it, in one sentence. */
export function Outcome({ receipt: { resolved, why } }: { receipt: ReceiptShown }): VNode {
  return (
    <div class={resolved ? 'outcome resolved' : 'outcome'} role="status">
      <Icon of={resolved ? Check : X} />
      <p dir="auto">{why}</p>
    </div>
  );
}

/** What somebody needs to check it again. */
export function Facts({ receipt: { facts } }: { receipt: ReceiptShown }): VNode {
  return (
    <details class="receipt">
      <summary>What proves it: hashes, agent, model, cost</summary>
      <dl>
        {facts.map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <code dir="auto">{value}</code>
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
