import { resourceTypes, type Blueprint, type Decisions, type Question, type ResourceType, type Service } from '@groundwork/blueprint';
import { databaseQuestion } from './questions.ts';

/** Lays the person's answers and overrides over what was inferred. */
export function decide(blueprint: Blueprint, decisions: Decisions): Blueprint {
  const ignored = new Set(Object.entries(decisions.resources ?? {}).flatMap(([name, each]) => (each.ignore ? [name] : [])));
  const resources = blueprint.resources
    .filter((resource) => !ignored.has(resource.name))
    .map((resource) => {
      const said = decisions.resources?.[resource.name];
      return said
        ? { ...resource, type: said.type ?? resource.type, need: said.need ?? resource.need, version: said.version ?? resource.version }
        : resource;
    });
  const services = blueprint.services
    .filter((service) => !decisions.services?.[service.name]?.ignore)
    .map((service) => decideService(service, decisions, ignored));
  const answered = decisions.answers ?? {};
  return {
    ...blueprint,
    name: decisions.name ?? blueprint.name,
    services,
    resources,
    questions: blueprint.questions.filter(({ id, ...question }) => {
      const answer = answered[id];
      return answer === undefined || !isAnswer({ id, ...question }, answer);
    }),
  };
}

/** The database a person named; it is applied while connections are read, as forms and bindings follow from it. */
export function databaseIn(decisions: Decisions): ResourceType | null {
  const answer = decisions.answers?.[databaseQuestion];
  return resourceTypes.find((type) => type === answer) ?? null;
}

/** Whether a value answers a question: a port is a number, a type one of those offered, a command any. */
export function isAnswer({ id, options }: Question, value: string | number | boolean): boolean {
  if (id.endsWith('.port')) return isPort(value);
  if (id.endsWith('.type')) return options.includes(String(value));
  return String(value).trim() !== '';
}

function isPort(value: string | number | boolean): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 && value < 65_536;
}

function decideService(service: Service, decisions: Decisions, ignored: ReadonlySet<string>): Service {
  const said = decisions.services?.[service.name] ?? {};
  const answer = (field: string): string | undefined => {
    const value = decisions.answers?.[`${service.name}.${field}`];
    return value === undefined ? undefined : String(value);
  };
  const port = decisions.answers?.[`${service.name}.port`];
  const values = said.env ?? {};
  const env = service.env.map((variable) => {
    const value = values[variable.name];
    if (value !== undefined && !variable.secret) return { ...variable, default: value, source: 'default' as const };
    if (!variable.binding || !('resource' in variable.binding) || !ignored.has(variable.binding.resource)) return variable;
    const { binding: _dropped, ...unbound } = variable;
    return { ...unbound, source: 'ask' as const };
  });
  return {
    ...service,
    kind: said.kind ?? service.kind,
    start: said.start ?? answer('start') ?? service.start,
    install: said.install ?? service.install,
    build: said.build ?? service.build,
    release: said.release ?? service.release,
    port: said.port ?? (port !== undefined && isPort(port) ? port : service.port),
    health: said.health ?? service.health,
    schedule: said.schedule ?? service.schedule,
    env,
    uses: service.uses.filter((use) => !ignored.has(use.resource)),
  };
}
