import type { Service, Variable } from '@groundwork/blueprint';
import type { Problem } from '@groundwork/language-server/protocol';
import { findingsOf } from '../../model/findings.ts';
import { frameworkTitle, isProgram, isRestartable, kindIcons, languageTitle, stateLooks, wordOf, type State } from '../../model/look.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { node, place, toEvidence, type TreeNode } from './node.ts';
import { reasonLines, reasonNodes } from './reason.ts';

type Status = NonNullable<Snapshot['status']>['services'][number];

/** Every service, what it is told, and why it failed where it did. */
export function servicesTree(snapshot: Snapshot): readonly TreeNode[] {
  const { blueprint, status } = snapshot;
  return (blueprint?.services ?? []).map((service) => {
    const known = reachable(status?.services.find(({ name }) => name === service.name));
    const state = known?.state ?? 'stopped';
    return node({
      id: `service:${service.name}`,
      name: service.name,
      label: service.name,
      description: descriptionOf(service, known),
      tooltip: tooltipOf(service, known),
      icon:
        state === 'stopped' ? { id: kindIcons[service.kind], color: null } : { id: stateLooks[state].icon, color: stateLooks[state].color },
      context: [
        'service',
        state,
        ...(known?.url ? ['openable'] : []),
        ...(state === 'stopped' ? [] : ['logged']),
        ...(isProgram(service) ? ['program'] : []),
        ...(status?.running && known && isRestartable(known) ? ['restartable'] : []),
      ],
      evidence: service.evidence,
      command: toEvidence(service.evidence),
      children: [...childrenOf(service, known, givenIn(snapshot)), ...findingsNode(service.name, findingsOf(service.name, snapshot))],
      open: state === 'failed',
    });
  });
}

/** Its address is told from the start; it is worth opening once it answers. */
function reachable(known: Status | undefined): Status | undefined {
  return known && known.state !== 'ready' ? { ...known, url: null } : known;
}

export function whatItIs({ kind, framework, language }: Service): string {
  return `${kind} · ${framework === null ? languageTitle(language) : frameworkTitle(framework)}`;
}

function descriptionOf(service: Service, known: Status | undefined): string {
  const state: State = known?.state ?? 'stopped';
  if (state === 'failed') return known?.reason?.message ?? 'failed';
  if (known?.url) return known.url.replace(/^https?:\/\//, '');
  if (state === 'scheduled' && service.schedule !== null) return `scheduled ${service.schedule}`;
  return state === 'stopped' ? whatItIs(service) : `${wordOf(service, state)} · ${service.kind}`;
}

function tooltipOf(service: Service, known: Status | undefined): string {
  const lines = [`${service.name}: ${wordOf(service, known?.state ?? 'stopped')}`, whatItIs(service)];
  if (service.start !== null) lines.push(service.start);
  lines.push(...reasonLines(known));
  return [...lines, ...service.evidence.map((each) => `${each.why}  ${place(each)}`)].join('\n');
}

function childrenOf(service: Service, known: Status | undefined, given: ReadonlySet<string>): readonly TreeNode[] {
  const { name } = service;
  const lines: TreeNode[] = [...reasonNodes('service', name, known)];
  if (known?.url)
    lines.push(
      node({
        id: `service:${name}:url`,
        name,
        label: known.url,
        description: service.health === null ? '' : `healthy at ${service.health}`,
        icon: { id: 'link-external', color: null },
        context: ['address'],
        command: { command: 'groundwork.openService', title: 'Open in Browser', arguments: [{ name }] },
      }),
    );
  if (service.start !== null)
    lines.push(
      node({
        id: `service:${name}:start`,
        name,
        label: service.start,
        description: service.path === '.' ? '' : service.path,
        tooltip: [...service.install, ...service.build, ...service.release, service.start].join('\n'),
        icon: { id: 'terminal', color: null },
        evidence: service.evidence,
        command: toEvidence(service.evidence),
      }),
    );
  return [...lines, ...service.env.map((variable) => variableNode(name, variable, given))];
}

const severityIcons: Readonly<Record<Problem['severity'], string>> = { error: 'error', warning: 'warning', info: 'info' };
const shownFindings = 50;

/** What would fail in a deployment, each leading to its line; all of it is in Problems. */
function findingsNode(service: string, findings: readonly Problem[]): readonly TreeNode[] {
  if (findings.length === 0) return [];
  return [
    node({
      id: `service:${service}:findings`,
      name: service,
      label: findings.length === 1 ? '1 finding' : `${findings.length} findings`,
      description: 'would fail in a deployment',
      icon: { id: 'warning', color: null },
      context: ['findings'],
      children: findings.slice(0, shownFindings).map(({ file, range, message, severity }, index) =>
        node({
          id: `service:${service}:finding:${index}`,
          name: service,
          label: message,
          description: `${file}:${range.start.line + 1}`,
          icon: { id: severityIcons[severity], color: null },
          context: ['finding'],
          command: { command: 'groundwork.showFinding', title: 'Show Finding', arguments: [{ file, line: range.start.line }] },
        }),
      ),
    }),
  ];
}

const sourceIcons: Readonly<Record<Variable['source'], string>> = {
  binding: 'plug',
  generated: 'refresh',
  ask: 'key',
  default: 'symbol-constant',
  fixed: 'lock',
};

function variableNode(service: string, variable: Variable, given: ReadonlySet<string>): TreeNode {
  const from = valueSource(variable, given);
  const yours = variable.source === 'ask';
  return node({
    id: `service:${service}:env:${variable.name}`,
    name: yours ? variable.name : service,
    label: variable.name,
    description: from,
    tooltip: [`${variable.name}: ${from}`, ...variable.evidence.map((each) => `${each.why}  ${place(each)}`)].join('\n'),
    icon: { id: sourceIcons[variable.source], color: null },
    context: ['variable', ...(yours ? ['secret'] : [])],
    evidence: variable.evidence,
    command: toEvidence(variable.evidence),
  });
}

/** Names of the variables that a person gave a value for. */
export const givenIn = ({ secrets }: Snapshot): ReadonlySet<string> =>
  new Set(secrets.filter((each) => each.given).map(({ name }) => name));

/** Where a variable's value comes from, in a few words. Values of secrets are never shown. */
export function valueSource({ name, source, binding, secret, required, default: fallback }: Variable, given: ReadonlySet<string>): string {
  if (given.has(name)) return 'given by you';
  if (binding) return `← ${'resource' in binding ? binding.resource : binding.service} (${binding.property})`;
  if (source === 'generated') return 'generated';
  if (source === 'ask') return required ? 'yours to give' : 'yours to give, optional';
  if (source === 'fixed') return 'set for it';
  if (fallback === null) return 'not set';
  return secret ? 'default of the code' : `default ${fallback}`;
}
