import type { Blueprint, Resource } from '@groundwork/blueprint';
import { definitionOf, groupIcons, stateLooks } from '../../model/look.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { node, place, toEvidence, type TreeNode } from './node.ts';
import { reasonLines, reasonNodes } from './reason.ts';

type Status = NonNullable<Snapshot['status']>['resources'][number];

/** Every resource, what serves it now, and who uses it. What is in it comes below, when it is looked at. */
export function resourcesTree({ blueprint, status }: Snapshot): readonly TreeNode[] {
  return (blueprint?.resources ?? []).map((resource) => {
    const known = status?.resources.find(({ name }) => name === resource.name);
    const state = known?.state ?? 'stopped';
    const { group } = definitionOf(resource.type);
    return node({
      id: `resource:${resource.name}`,
      name: resource.name,
      label: resource.name,
      description: descriptionOf(resource, known),
      tooltip: tooltipOf(resource, known),
      icon: state === 'stopped' ? { id: groupIcons[group], color: null } : { id: stateLooks[state].icon, color: stateLooks[state].color },
      context: ['resource', state, ...(definitionOf(resource.type).port === null ? [] : ['connectable'])],
      evidence: resource.evidence,
      command: toEvidence(resource.evidence),
      children: [...reasonNodes('resource', resource.name, known), ...contents(resource), ...users(resource.name, blueprint)],
      open: state === 'failed',
    });
  });
}

export const contentsId = (resource: string): string => `resource:${resource}:contents`;

/** `PostgreSQL 16 + vector`. */
export function resourceTitle({ type, version, extensions }: Resource): string {
  return [
    definitionOf(type).title,
    ...(version === null ? [] : [version]),
    ...(extensions.length === 0 ? [] : [`+ ${extensions.join(', ')}`]),
  ].join(' ');
}

function descriptionOf(resource: Resource, known: Status | undefined): string {
  if (known?.state === 'failed') return known.reason?.message ?? 'failed';
  const optional = resource.need === 'optional' ? ' · optional' : '';
  if (!known || known.state === 'stopped') return `${resourceTitle(resource)}${optional}`;
  return `${known.server ?? resourceTitle(resource)} · ${stateLooks[known.state].word}`;
}

function tooltipOf(resource: Resource, known: Status | undefined): string {
  const lines = [`${resource.name}: ${resourceTitle(resource)}, ${stateLooks[known?.state ?? 'stopped'].word}`];
  if (known?.url) lines.push(known.url);
  lines.push(...reasonLines(known));
  return [...lines, ...resource.evidence.map((each) => `${each.why}  ${place(each)}`)].join('\n');
}

/** What is in it: read when it is opened, which brings it up where it is not. */
function contents({ name, type }: Resource): readonly TreeNode[] {
  if (definitionOf(type).port === null && type !== 'sqlite') return [];
  return [
    node({
      id: contentsId(name),
      name,
      label: 'Contents',
      tooltip: `What is in ${name}. It is started for as long as you look, where it is not running.`,
      icon: { id: 'list-tree', color: null },
      context: ['contents'],
      inside: { resource: name, place: [] },
    }),
  ];
}

/** The services told about it, each leading to the line that reads what they are told. */
function users(resource: string, blueprint: Blueprint | null): readonly TreeNode[] {
  return (blueprint?.services ?? []).flatMap((service) => {
    const variables = service.env.filter(({ binding }) => binding && 'resource' in binding && binding.resource === resource);
    const use = service.uses.find((each) => each.resource === resource);
    if (variables.length === 0 && !use) return [];
    const evidence = [...(use?.evidence ?? []), ...variables.flatMap((variable) => variable.evidence)];
    return [
      node({
        id: `resource:${resource}:user:${service.name}`,
        name: service.name,
        label: service.name,
        description: variables.map(({ name }) => name).join(', '),
        tooltip: evidence.map((each) => `${each.why}  ${place(each)}`).join('\n'),
        icon: { id: 'arrow-left', color: null },
        context: ['user'],
        evidence,
        command: toEvidence(evidence),
      }),
    ];
  });
}
