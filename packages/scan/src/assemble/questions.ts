import type { Question, Resource, ResourceType, Service } from '@groundwork/blueprint';
import type { ServiceDraft } from '../languages/language.ts';
import { best } from './resources.ts';
import type { ComponentNeeds } from './service-needs.ts';

interface Started {
  readonly service: Service;
  readonly draft: ServiceDraft;
}

/** The question which database a URL names; one for the repository, as its services share it. */
export const databaseQuestion = 'db.type';

/** What the code leaves open. A default is what the blueprint uses; where there is none, the code shows nothing to choose from. */
export function questionsOf(services: readonly Started[], needs: readonly ComponentNeeds[], resources: readonly Resource[]): Question[] {
  return [...typeQuestion(needs, resources), ...services.flatMap((each) => [...startQuestion(each), ...portQuestion(each)])];
}

function startQuestion({ service, draft }: Started): Question[] {
  const { name, start, kind } = service;
  const evidence = service.evidence.slice(0, 1);
  const ask = `Which command starts ${name}?`;
  if (start === null) {
    if (draft.isCalled || kind === 'function' || kind === 'static') return [];
    return [{ id: `${name}.start`, ask, options: [], default: null, evidence }];
  }
  // What a manifest says instead of the code leaves nothing open.
  if (!draft.otherStarts?.length || start !== draft.start) return [];
  return [{ id: `${name}.start`, ask, options: [start, ...draft.otherStarts], default: start, evidence }];
}

/** A web service that neither says where it listens nor takes the port it is given. */
function portQuestion({ service, draft }: Started): Question[] {
  const { name, kind, port, start, env } = service;
  if ((kind !== 'web' && kind !== 'inference') || port !== null || start === null || draft.isCalled) return [];
  if (/\$\{?PORT\b/.test(start) || env.some((variable) => variable.name === 'PORT')) return [];
  return [
    { id: `${name}.port`, ask: `Which port does ${name} listen on?`, options: [], default: null, evidence: service.evidence.slice(0, 1) },
  ];
}

function typeQuestion(needs: readonly ComponentNeeds[], resources: readonly Resource[]): Question[] {
  const connections = needs.flatMap((need) => need.connections).filter(({ optional }) => !optional);
  const open = connections.filter(({ fits }) => fits);
  const options = [...new Set(open.flatMap(({ fits }) => fits ?? []))];
  const [first] = open;
  if (!first) return [];
  const told = (type: ResourceType): boolean =>
    connections.some((each) => each.type === type && !each.fits) ||
    resources.some((resource) => resource.type === type && resource.evidence.some(({ confidence }) => confidence > surelyMeant));
  if (options.some(told)) return [];
  const variable = first.wires.find(({ property }) => property === 'url')?.read.name;
  const ask = variable === undefined ? 'Which database does the service connect to?' : `Which database does ${variable} name?`;
  const evidence = open.map(({ connection, confidence }) => ({ ...connection.evidence, confidence }));
  return [{ id: databaseQuestion, ask, options, default: first.type, evidence: best(evidence).slice(0, 2) }];
}

/** More than what installed drivers suggest. */
const surelyMeant = 0.85;
