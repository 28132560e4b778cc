import { resourceDefinitions, type Blueprint, type Evidence, type Resource, type Service, type Variable } from '@groundwork/blueprint';
import type { Observation } from './schema.ts';

/** Whether a file of the repository still says a name: what was seen of code that is gone says nothing any more. */
export type Mentions = (file: string, name: string) => boolean;

/**
 * A blueprint with what running it showed: the port a service really listens on, variables and servers it did not work without,
 * packages whose libraries it missed. Each with evidence. Observations of another start command or of code that is gone are left out.
 */
export function withObserved(blueprint: Blueprint, observations: readonly Observation[], mentions: Mentions): Blueprint {
  const holds = observations.filter((each) => {
    const service = blueprint.services.find(({ name }) => name === each.service);
    return service !== undefined && service.start === each.start && (each.kind !== 'variable' || stillRead(each, mentions));
  });
  if (holds.length === 0) return blueprint;
  return {
    ...blueprint,
    services: blueprint.services.map((service) => holds.filter((each) => each.service === service.name).reduce(applied, service)),
    resources: blueprint.resources.map((resource) => neededAfterAll(resource, holds, blueprint)),
  };
}

function stillRead({ where, name }: Extract<Observation, { kind: 'variable' }>, mentions: Mentions): boolean {
  const [file = ''] = where.split(/:(?=\d+$)/);
  return where.endsWith('.log') || mentions(file, name);
}

function applied(service: Service, observation: Observation): Service {
  switch (observation.kind) {
    case 'port':
      return {
        ...service,
        port: observation.port,
        evidence: [...service.evidence, evidenceOf(observation, `listened on ${observation.port} when it ran`)],
      };
    case 'variable':
      return { ...service, env: withVariable(service.env, observation) };
    case 'library': {
      const { carrier } = observation;
      const known = carrier === null || service.systemPackages.includes(carrier);
      return known ? service : { ...service, systemPackages: [...service.systemPackages, carrier] };
    }
    case 'refused':
      return service;
  }
}

function withVariable(env: readonly Variable[], observation: Extract<Observation, { kind: 'variable' }>): Variable[] {
  const { name } = observation;
  const evidence = evidenceOf(observation, 'ended for want of it when it ran');
  const known = env.find((each) => each.name === name);
  if (!known) {
    const secret = /KEY|TOKEN|SECRET|PASSWORD|CREDENTIAL/.test(name);
    return [...env, { name, required: true, secret, default: null, source: 'ask', evidence: [evidence] }];
  }
  // What the code has a value for may be unset by the code itself: a person has to look.
  if (known.source !== 'ask') return [...env];
  return env.map((each) => (each === known ? { ...known, required: true, evidence: [...known.evidence, evidence] } : each));
}

/** An optional server whose usual port a service was refused at is needed as it is shipped. */
function neededAfterAll(resource: Resource, observations: readonly Observation[], { resources }: Blueprint): Resource {
  if (resource.need === 'required') return resource;
  const { port } = resourceDefinitions[resource.type];
  const refused = observations.find((each) => each.kind === 'refused' && each.port === port);
  const [first] = resources.filter(({ type }) => resourceDefinitions[type].port === port);
  if (!refused || port === null || first?.name !== resource.name) return resource;
  const evidence = evidenceOf(refused, `${refused.service} ended because nothing answered on port ${port}`);
  return { ...resource, need: 'required', evidence: [...resource.evidence, evidence] };
}

function evidenceOf({ where }: Observation, why: string): Evidence {
  const [file = '', line = '1'] = where.split(/:(?=\d+$)/);
  return { file, line: Number(line), why, confidence: 1 };
}
