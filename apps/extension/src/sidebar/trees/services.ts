import type { Service, Variable } from '@groundwork/blueprint';
import { frameworkTitle, kindIcons, languageTitle, stateLooks, type State } from '../../model/look.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { node, place, toEvidence, type TreeNode } from './node.ts';

type Status = NonNullable<Snapshot['status']>['services'][number];

/** Every service, what it is told, and why it failed where it did. */
export function servicesTree({ blueprint, status }: Snapshot): readonly TreeNode[] {
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
      context: ['service', state, ...(known?.url ? ['openable'] : []), ...(state === 'stopped' ? [] : ['logged'])],
      evidence: service.evidence,
      command: toEvidence(service.evidence),
      children: childrenOf(service, known),
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
  return state === 'stopped' ? whatItIs(service) : `${stateLooks[state].word} · ${service.kind}`;
}

function tooltipOf(service: Service, known: Status | undefined): string {
  const lines = [`${service.name}: ${stateLooks[known?.state ?? 'stopped'].word}`, whatItIs(service)];
  if (service.start !== null) lines.push(service.start);
  if (known?.reason) lines.push('', known.reason.message, ...(known.reason.fix === null ? [] : [known.reason.fix]));
  return [...lines, ...service.evidence.map((each) => `${each.why}  ${place(each)}`)].join('\n');
}

function childrenOf(service: Service, known: Status | undefined): readonly TreeNode[] {
  const { name } = service;
  const lines: TreeNode[] = [];
  if (known?.reason) {
    const { message, where, fix } = known.reason;
    lines.push(
      node({
        id: `service:${name}:reason`,
        name,
        label: message,
        description: where ?? '',
        tooltip: fix ?? message,
        icon: { id: 'error', color: 'groundwork.failed' },
        context: ['reason'],
        command: { command: 'groundwork.showFailure', title: 'Show Why It Failed', arguments: [{ name }] },
      }),
    );
  }
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
  return [...lines, ...service.env.map((variable) => variableNode(name, variable))];
}

const sourceIcons: Readonly<Record<Variable['source'], string>> = {
  binding: 'plug',
  generated: 'refresh',
  ask: 'key',
  default: 'symbol-constant',
  fixed: 'lock',
};

function variableNode(service: string, variable: Variable): TreeNode {
  const yours = variable.source === 'ask';
  return node({
    id: `service:${service}:env:${variable.name}`,
    name: yours ? variable.name : service,
    label: variable.name,
    description: valueSource(variable),
    tooltip: [`${variable.name}: ${valueSource(variable)}`, ...variable.evidence.map((each) => `${each.why}  ${place(each)}`)].join('\n'),
    icon: { id: sourceIcons[variable.source], color: null },
    context: ['variable', ...(yours ? ['secret'] : [])],
    evidence: variable.evidence,
    command: toEvidence(variable.evidence),
  });
}

/** Where a variable's value comes from, in a few words. Values of secrets are never shown. */
export function valueSource({ source, binding, secret, required, default: fallback }: Variable): string {
  if (binding) return `← ${'resource' in binding ? binding.resource : binding.service} (${binding.property})`;
  if (source === 'generated') return 'generated';
  if (source === 'ask') return required ? 'yours to give' : 'yours to give, optional';
  if (source === 'fixed') return 'set for it';
  if (fallback === null) return 'not set';
  return secret ? 'default of the code' : `default ${fallback}`;
}
