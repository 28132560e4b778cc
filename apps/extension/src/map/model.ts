import type { Blueprint, Evidence, Service } from '@groundwork/blueprint';
import type { Problem } from '@groundwork/language-server/protocol';
import { findingsOf } from '../model/findings.ts';
import { definitionOf, isProgram, isRestartable, stateLooks, wordOf, type State } from '../model/look.ts';
import type { Cloud, Snapshot } from '../model/snapshot.ts';
import { summaryOf, type Summary } from '../model/summary.ts';
import { cloudSummary, here, placesOf, shownCloud, standingOf, type Place } from './places.ts';
import { resourceTitle } from '../sidebar/trees/resources.ts';
import { givenIn, valueSource, whatItIs } from '../sidebar/trees/services.ts';

export interface MapVariable {
  readonly name: string;
  /** Where its value comes from, in words; never the value of a secret. */
  readonly from: string;
  readonly source: Service['env'][number]['source'];
  readonly required: boolean;
  /** The node that gives the value, `null` for a value that is no binding. */
  readonly node: string | null;
  readonly evidence: readonly Evidence[];
}

export interface MapNode {
  /** `service:counter`, `resource:orders`. */
  readonly id: string;
  readonly side: 'service' | 'resource';
  readonly name: string;
  /** What it is: `web · FastAPI`, `PostgreSQL 16`. */
  readonly title: string;
  /** Names of logos, the best first, and the kind or group whose sign is used where there is none. */
  readonly logos: readonly string[];
  readonly sign: string;
  readonly state: State;
  /** The state in a word. */
  readonly word: string;
  readonly optional: boolean;
  readonly url: string | null;
  readonly server: string | null;
  readonly command: string | null;
  readonly path: string | null;
  readonly reason: { readonly message: string; readonly where: string | null; readonly fix: string | null } | null;
  readonly variables: readonly MapVariable[];
  readonly questions: readonly { readonly id: string; readonly ask: string; readonly using: string | null }[];
  readonly findings: readonly Problem[];
  readonly evidence: readonly Evidence[];
  /** A client can be opened on it, and its contents looked at. */
  readonly connectable: boolean;
  /** What it costs a month where it is shown, empty where nothing or nobody knows. */
  readonly cost: string;
  /** It ends by itself, and is run when somebody asks. */
  readonly program: boolean;
  /** It is up with the others, and can be started anew. */
  readonly restartable: boolean;
}

export interface MapEdge {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly variables: readonly string[];
  readonly evidence: readonly Evidence[];
  /** Both ends are there. */
  readonly live: boolean;
  readonly optional: boolean;
}

/** All that the map shows, as plain data. */
export interface MapModel {
  readonly name: string;
  readonly nodes: readonly MapNode[];
  readonly edges: readonly MapEdge[];
  readonly summary: Summary;
  readonly running: boolean;
  readonly busy: boolean;
  /** Where it can be shown how things are; only this machine where nothing was deployed. */
  readonly places: readonly Place[];
  /** The environment of a cloud that is shown, `null` for this machine. */
  readonly cloud: { readonly name: string; readonly busy: boolean } | null;
  /** Why there is nothing to see. */
  readonly empty: string | null;
}

/** The map of a place: of this machine unless an environment of a cloud is named. */
export function mapModel(snapshot: Snapshot, place: string = here): MapModel {
  const { blueprint, status, busy } = snapshot;
  const cloud = shownCloud(snapshot, place);
  const local = blueprint ? [...blueprint.services.map((each) => serviceNode(each, snapshot)), ...resourceNodes(blueprint, snapshot)] : [];
  const nodes = cloud ? local.map((node) => inCloud(node, cloud)) : local;
  return {
    name: blueprint?.name ?? snapshot.name,
    nodes,
    edges: blueprint ? edgesOf(blueprint, nodes) : [],
    summary: cloud ? { kind: summaryKind(cloud), text: cloudSummary(cloud), tooltip: '' } : summaryOf(snapshot),
    running: status?.running ?? false,
    busy: busy !== null,
    places: placesOf(snapshot),
    cloud: cloud && { name: cloud.name, busy: cloud.underway !== null },
    empty: nodes.length > 0 ? null : emptyReason(snapshot),
  };
}

/** The same card, as it stands in an environment of a cloud: nothing of this machine can be done with it there. */
function inCloud(node: MapNode, cloud: Cloud): MapNode {
  const { state, word, title, cost, url, reason } = standingOf(cloud, node.side, node.name);
  return {
    ...node,
    state,
    word,
    cost,
    url,
    server: title,
    reason: reason === null ? null : { message: reason, where: null, fix: null },
    connectable: false,
    program: false,
    restartable: false,
  };
}

function summaryKind(cloud: Cloud): Summary['kind'] {
  if (cloud.underway !== null) return 'starting';
  if (cloud.failed !== null || cloud.status?.phase === 'failed' || cloud.status?.phase === 'half') return 'failed';
  return cloud.deployed === null ? 'stopped' : 'up';
}

function emptyReason({ connection, unavailable, blueprint }: Snapshot): string {
  if (connection === 'unavailable')
    return [unavailable?.message ?? 'There is no workspace server', unavailable?.fix].filter(Boolean).join('. ');
  return blueprint ? 'Nothing that runs was found in this folder' : 'Reading the repository ...';
}

function serviceNode(service: Service, snapshot: Snapshot): MapNode {
  const { blueprint, status } = snapshot;
  const given = givenIn(snapshot);
  const known = status?.services.find(({ name }) => name === service.name);
  const state = known?.state ?? 'stopped';
  return {
    id: `service:${service.name}`,
    side: 'service',
    name: service.name,
    title: whatItIs(service),
    logos: [service.framework ?? '', service.language].filter(Boolean),
    sign: service.kind,
    state,
    word: wordOf(service, state),
    optional: false,
    url: state === 'ready' ? (known?.url ?? null) : null,
    server: null,
    command: service.start,
    path: service.path,
    reason: known?.reason ?? null,
    variables: service.env.map(({ binding, ...variable }) => ({
      name: variable.name,
      from: valueSource({ ...variable, ...(binding ? { binding } : {}) }, given),
      source: variable.source,
      required: variable.required,
      node: binding ? ('resource' in binding ? `resource:${binding.resource}` : `service:${binding.service}`) : null,
      evidence: variable.evidence,
    })),
    questions: questionsAbout(service.name, blueprint),
    findings: findingsOf(service.name, snapshot),
    evidence: service.evidence,
    connectable: false,
    cost: '',
    program: isProgram(service),
    restartable: (status?.running ?? false) && known !== undefined && isRestartable(known),
  };
}

function resourceNodes(blueprint: Blueprint, { status }: Snapshot): readonly MapNode[] {
  return blueprint.resources.map((resource) => {
    const known = status?.resources.find(({ name }) => name === resource.name);
    const state = known?.state ?? 'stopped';
    const { group, port } = definitionOf(resource.type);
    return {
      id: `resource:${resource.name}`,
      side: 'resource',
      name: resource.name,
      title: resourceTitle(resource),
      logos: [resource.type],
      sign: group,
      state,
      word: stateLooks[state].word,
      optional: resource.need === 'optional',
      url: state === 'ready' ? (known?.url ?? null) : null,
      server: known?.server ?? null,
      command: null,
      path: null,
      reason: known?.reason ?? null,
      variables: [],
      questions: questionsAbout(resource.name, blueprint),
      findings: [],
      evidence: resource.evidence,
      connectable: port !== null,
      cost: '',
      program: false,
      restartable: false,
    };
  });
}

function questionsAbout(name: string, blueprint: Blueprint | null): MapNode['questions'] {
  const about = (blueprint?.questions ?? []).filter(({ id }) => id === name || id.startsWith(`${name}.`));
  return about.map(({ id, ask, default: using }) => ({ id, ask, using }));
}

function edgesOf({ services, resources }: Blueprint, nodes: readonly MapNode[]): readonly MapEdge[] {
  const there = new Map(nodes.map((each) => [each.id, each]));
  return services.flatMap((service) => {
    const from = `service:${service.name}`;
    const ends = new Map<string, { variables: string[]; evidence: Evidence[] }>();
    const end = (to: string): { variables: string[]; evidence: Evidence[] } => {
      const known = ends.get(to) ?? { variables: [], evidence: [] };
      ends.set(to, known);
      return known;
    };
    for (const { resource, evidence } of service.uses) end(`resource:${resource}`).evidence.push(...evidence);
    for (const { name, binding, evidence } of service.env) {
      if (!binding) continue;
      const known = end('resource' in binding ? `resource:${binding.resource}` : `service:${binding.service}`);
      known.variables.push(name);
      known.evidence.push(...evidence);
    }
    return [...ends].flatMap(([to, { variables, evidence }]) => {
      const target = there.get(to);
      if (!target || to === from) return [];
      const live = [there.get(from), target].every((each) => each?.state === 'ready' || each?.state === 'scheduled');
      const optional = resources.some(({ name, need }) => to === `resource:${name}` && need === 'optional');
      return [{ id: `${from}>${to}`, from, to, variables, evidence, live, optional }];
    });
  });
}
