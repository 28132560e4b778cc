import {
  ArrowRight,
  CircleQuestionMark,
  ExternalLink,
  FileCode,
  KeyRound,
  Lock,
  Plug,
  Play,
  RefreshCw,
  RotateCw,
  ScrollText,
  SquareTerminal,
  Table,
  Terminal,
  TriangleAlert,
  Variable,
  X,
  type IconNode,
} from 'lucide';
import type { ComponentChildren, VNode } from 'preact';
import type { Evidence } from '@groundwork/blueprint';
import { secretIn } from '../../run/failure.ts';
import { Icon } from '../../webview/icon.tsx';
import type { MapArgument, MapCommand } from '../messages.ts';
import type { MapEdge, MapModel, MapNode, MapVariable } from '../model.ts';
import { NodeSign, StateMark } from './signs.tsx';

export interface DetailsProps {
  readonly model: MapModel;
  readonly node: MapNode | null;
  readonly edge: MapEdge | null;
  readonly run: (command: MapCommand, argument: MapArgument) => void;
  readonly open: (url: string) => void;
  readonly select: (id: string) => void;
  readonly close: () => void;
}

/** Everything about what was chosen: what it is, why we think so, and what can be done with it. */
export function Details({ model, node, edge, run, open, select, close }: DetailsProps): VNode | null {
  if (!node && !edge) return null;
  return (
    <aside id="details" class="details" aria-label={node ? `About ${node.name}` : 'About this line'}>
      <button type="button" class="icon-button close" aria-label="Close" title="Close (Escape)" onClick={close}>
        <Icon of={X} />
      </button>
      {node ? (
        <About key={node.id} node={node} model={model} run={run} open={open} select={select} />
      ) : (
        edge && <Line edge={edge} model={model} run={run} open={open} select={select} />
      )}
    </aside>
  );
}

type Shared = Pick<DetailsProps, 'model' | 'run' | 'open' | 'select'>;

function About({ node, model, run, open, select }: Shared & { node: MapNode }): VNode {
  const { name, side, reason } = node;
  const missing = secretIn(reason?.fix ?? null);
  const users = model.edges.filter(({ to }) => to === node.id);
  const { cloud } = model;
  const { url } = node;
  return (
    <>
      <header>
        <NodeSign node={node} />
        <div>
          <h2 dir="auto">{name}</h2>
          <p dir="auto">{node.title}</p>
        </div>
      </header>
      <p class="standing">
        <StateMark state={node.state} word={node.word} />
        {node.server !== null && <span>{node.server}</span>}
        {node.cost !== '' && <span>{`${node.cost} a month`}</span>}
        {node.optional && <span>optional</span>}
      </p>
      {reason && (
        <section class="reason" aria-label="Why it failed">
          <p dir="auto">{reason.message}</p>
          {reason.fix !== null && <p class="fix">{reason.fix}</p>}
          <div class="actions">
            {missing !== null && (
              <Action of={KeyRound} label={`Give ${missing}`} onClick={() => run('groundwork.setSecret', { name: missing })} />
            )}
            {cloud === null && (
              <Action
                of={FileCode}
                label={reason.where ?? 'Show why'}
                onClick={() => run('groundwork.showFailure', { name, beside: true })}
              />
            )}
          </div>
        </section>
      )}
      <div class="actions">
        {url !== null && side === 'service' && (
          <Action of={ExternalLink} label="Open" onClick={() => (cloud ? open(url) : run('groundwork.openService', { name }))} />
        )}
        {node.program && <Action of={Play} label="Run" onClick={() => run('groundwork.runService', { name })} />}
        {node.program && <Action of={SquareTerminal} label="Run with options" onClick={() => run('groundwork.runServiceWith', { name })} />}
        {node.restartable && !node.program && (
          <Action of={RotateCw} label="Restart" onClick={() => run('groundwork.restartService', { name })} />
        )}
        {node.connectable && <Action of={Table} label="Look inside" onClick={() => run('groundwork.openResource', { name })} />}
        {node.connectable && <Action of={Terminal} label="Connect" onClick={() => run('groundwork.connectResource', { name })} />}
        {cloud === null && node.state !== 'stopped' && (
          <Action of={ScrollText} label="Logs" onClick={() => run('groundwork.showLogs', { name })} />
        )}
        {cloud !== null && side === 'service' && node.server !== null && (
          <Action of={ScrollText} label="Logs" onClick={() => run('groundwork.showEnvironmentLogs', { name: cloud.name })} />
        )}
      </div>
      {node.url !== null && <Fact label="Address">{node.url}</Fact>}
      {node.command !== null && <Fact label={node.path === '.' ? 'Command' : `Command in ${node.path ?? ''}`}>{node.command}</Fact>}
      {node.questions.length > 0 && (
        <Section title="Questions">
          {node.questions.map(({ id, ask, using }) => (
            <Row
              key={id}
              of={CircleQuestionMark}
              label={ask}
              more={using === null ? 'unanswered' : `using ${using}`}
              onClick={() => run('groundwork.answerQuestion', { id })}
            />
          ))}
        </Section>
      )}
      {node.findings.length > 0 && (
        <Section title="What would fail in a deployment">
          {node.findings.slice(0, 20).map(({ file, range, message, severity }, index) => (
            <Row
              key={index}
              of={TriangleAlert}
              kind={severity}
              label={message}
              more={`${file}:${range.start.line + 1}`}
              onClick={() => run('groundwork.showFinding', { file, line: range.start.line, beside: true })}
            />
          ))}
          {node.findings.length > 20 && (
            <Row
              of={TriangleAlert}
              label={`${node.findings.length - 20} more`}
              more="in Problems"
              onClick={() => run('groundwork.check', {})}
            />
          )}
        </Section>
      )}
      <Variables variables={node.variables} run={run} select={select} />
      {users.length > 0 && (
        <Section title="Used by">
          {users.map(({ id, from, variables }) => (
            <Row key={id} of={ArrowRight} label={nameIn(model, from)} more={variables.join(', ')} onClick={() => select(from)} />
          ))}
        </Section>
      )}
      <EvidenceRows evidence={node.evidence} run={run} />
    </>
  );
}

function Line({ edge, model, run, select }: Shared & { edge: MapEdge }): VNode {
  return (
    <>
      <header>
        <div>
          <h2 dir="auto">{`${nameIn(model, edge.from)} → ${nameIn(model, edge.to)}`}</h2>
          <p>{edge.variables.length === 0 ? 'Used, without a variable' : edge.variables.join(', ')}</p>
        </div>
      </header>
      <div class="actions">
        <Action of={ArrowRight} label={nameIn(model, edge.from)} onClick={() => select(edge.from)} />
        <Action of={ArrowRight} label={nameIn(model, edge.to)} onClick={() => select(edge.to)} />
      </div>
      <EvidenceRows evidence={edge.evidence} run={run} />
    </>
  );
}

function EvidenceRows({ evidence, run }: Pick<Shared, 'run'> & { evidence: readonly Evidence[] }): VNode | null {
  if (evidence.length === 0) return null;
  return (
    <Section title="Read in">
      {evidence.slice(0, 30).map((each, index) => (
        <Row
          key={index}
          of={FileCode}
          label={`${each.file}:${each.line}`}
          more={each.why}
          onClick={() => run('groundwork.showEvidence', { evidence: [each], beside: true })}
        />
      ))}
    </Section>
  );
}

/** First what is given to it; what the code has a value for by itself can be opened. */
function Variables({ variables, run, select }: Pick<Shared, 'run' | 'select'> & { variables: readonly MapVariable[] }): VNode {
  const given = variables.filter(({ source }) => source !== 'default');
  const others = variables.filter(({ source }) => source === 'default');
  const rows = (of: readonly MapVariable[]): readonly VNode[] =>
    of.map((variable) => <VariableRow key={variable.name} variable={variable} run={run} select={select} />);
  return (
    <>
      {given.length > 0 && <Section title="Variables">{rows(given)}</Section>}
      {others.length > 0 && (
        <details class="others">
          <summary>{others.length === 1 ? '1 variable with a default' : `${others.length} variables with a default`}</summary>
          <ul>{rows(others)}</ul>
        </details>
      )}
    </>
  );
}

const sources: Readonly<Record<MapVariable['source'], IconNode>> = {
  binding: Plug,
  generated: RefreshCw,
  ask: KeyRound,
  default: Variable,
  fixed: Lock,
};

function VariableRow({ variable, run, select }: Pick<Shared, 'run' | 'select'> & { variable: MapVariable }): VNode {
  const { name, from, source, node, evidence } = variable;
  const onClick = (): void => {
    if (source === 'ask') run('groundwork.setSecret', { name });
    else if (evidence.length > 0) run('groundwork.showEvidence', { evidence: [...evidence], beside: true });
    else if (node !== null) select(node);
  };
  return <Row of={sources[source]} label={name} more={from} onClick={onClick} code />;
}

function Section({ title, children }: { title: string; children: ComponentChildren }): VNode {
  return (
    <section>
      <h3>{title}</h3>
      <ul>{children}</ul>
    </section>
  );
}

function Fact({ label, children }: { label: string; children: string }): VNode {
  return (
    <section>
      <h3>{label}</h3>
      <code dir="auto">{children}</code>
    </section>
  );
}

function Action({ of, label, onClick }: { of: IconNode; label: string; onClick: () => void }): VNode {
  return (
    <button type="button" class="action" onClick={onClick}>
      <Icon of={of} size={14} />
      <span>{label}</span>
    </button>
  );
}

function Row(of: { of: IconNode; label: string; more: string; onClick: () => void; kind?: string; code?: boolean }): VNode {
  return (
    <li>
      <button type="button" class={`row ${of.kind ?? ''}`} onClick={of.onClick} title={of.more}>
        <Icon of={of.of} size={14} />
        <span class={of.code ? 'label code' : 'label'} dir="auto">
          {of.label}
        </span>
        <span class="more" dir="auto">
          {of.more}
        </span>
      </button>
    </li>
  );
}

function nameIn({ nodes }: MapModel, id: string): string {
  return nodes.find((each) => each.id === id)?.name ?? id;
}
