import { CircleQuestionMark, TriangleAlert } from 'lucide';
import type { VNode } from 'preact';
import { Icon } from '../../webview/icon.tsx';
import { card, type Point } from '../layout/layout.ts';
import type { MapNode } from '../model.ts';
import { counted, unseenWords } from './names.ts';
import { NodeSign, StateMark } from './signs.tsx';

export interface CardProps {
  readonly node: MapNode;
  readonly at: Point;
  readonly selected: boolean;
  /** Neither it nor anything linked to it is looked at, while something is. */
  readonly faded: boolean;
  readonly reachable: boolean;
  readonly needs: readonly string[];
  readonly onSelect: () => void;
  readonly onLook: (looking: boolean) => void;
}

/** One service or resource. */
export function Card({ node, at, selected, faded, reachable, needs, onSelect, onLook }: CardProps): VNode {
  const attention = node.findings.filter(({ severity }) => severity !== 'info').length;
  const classes = [
    'card',
    node.side,
    `is-${node.state}`,
    selected ? 'selected' : '',
    faded ? 'faded' : '',
    node.optional ? 'optional' : '',
  ];
  return (
    <button
      type="button"
      id={node.id}
      class={classes.filter(Boolean).join(' ')}
      style={{ left: `${at.x}px`, top: `${at.y}px`, width: `${card.width}px`, height: `${card.height}px` }}
      tabIndex={reachable ? 0 : -1}
      aria-expanded={selected}
      aria-controls="details"
      onClick={onSelect}
      onFocus={() => onLook(true)}
      onBlur={() => onLook(false)}
      onPointerEnter={() => onLook(true)}
      onPointerLeave={() => onLook(false)}
    >
      <NodeSign node={node} />
      <span class="words">
        <span class="name" dir="auto">
          {node.name}
        </span>
        <span class="unseen">{`, ${node.side}, `}</span>
        <span class="title" dir="auto">
          {node.title}
        </span>
        <span class="unseen">, </span>
      </span>
      <span class="foot">
        <StateMark state={node.state} word={node.word} />
        <span class="address">{addressOf(node)}</span>
        <span class="unseen">{unseenWords(node, needs)}</span>
        {node.questions.length > 0 && <Badge kind="question" count={node.questions.length} of={CircleQuestionMark} />}
        {attention > 0 && <Badge kind="finding" count={attention} of={TriangleAlert} />}
      </span>
    </button>
  );
}

function Badge({ kind, count, of }: { kind: string; count: number; of: Parameters<typeof Icon>[0]['of'] }): VNode {
  return (
    <span class={`badge ${kind}`}>
      <Icon of={of} size={12} />
      {count}
      <span class="unseen">{counted(count, kind)}</span>
    </span>
  );
}

/** What it costs where it is, or the short form of where that is: a port, a server, or that it may be missing. */
function addressOf({ url, server, optional, state, cost }: MapNode): string {
  if (cost !== '') return cost;
  if (server !== null && state !== 'stopped') return server;
  const port = url === null ? null : /:(\d+)/.exec(url.replace(/^[a-z+]+:\/\//i, ''))?.[1];
  if (port) return `:${port}`;
  return optional ? 'optional' : '';
}
