import type { VNode } from 'preact';
import type { CloudLine } from '../model.ts';
import { Places } from '../../webview/places.tsx';

const marks = { create: '+', update: '~', replace: '±', delete: '−', none: '' } as const;
const words = { create: 'new', update: 'changed', replace: 'made anew', delete: 'removed', none: 'as it is' } as const;

/** One line of the diff: a sign and a word for what happens, what it is, what it costs, and what follows from it. */
export function ChangeRow({ line }: { line: CloudLine }): VNode {
  const { action, name, title, cost, differences, permissions, evidence, losesData } = line;
  return (
    <li class={`change ${action}`}>
      <span class="mark" aria-hidden="true">
        {marks[action]}
      </span>
      <div>
        <p class="first">
          <span class="unseen">{`${words[action]}: `}</span>
          <strong dir="auto">{name}</strong>
          <span dir="auto">{title}</span>
        </p>
        {losesData && <p class="loss">What is in it is lost.</p>}
        {differences.map((difference) => (
          <p key={difference} class="quiet difference" dir="auto">
            {difference}
          </p>
        ))}
        {permissions.map(({ actions, on, evidence: asked }) => (
          <p key={on} class="quiet">
            <code>{actions}</code> on {on} <Places evidence={asked} />
          </p>
        ))}
        {permissions.length === 0 && <Places evidence={evidence} />}
      </div>
      <span class="cost">{cost}</span>
    </li>
  );
}
