import type { Blueprint, Decisions, Service } from '@groundwork/blueprint';

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
    questions: blueprint.questions.filter((question) => !(question.id in answered)),
  };
}

function decideService(service: Service, decisions: Decisions, ignored: ReadonlySet<string>): Service {
  const said = decisions.services?.[service.name] ?? {};
  const answer = (field: string): string | undefined => {
    const value = decisions.answers?.[`${service.name}.${field}`];
    return value === undefined ? undefined : String(value);
  };
  const port = answer('port');
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
    port: said.port ?? (port === undefined ? undefined : Number(port)) ?? service.port,
    health: said.health ?? service.health,
    schedule: said.schedule ?? service.schedule,
    env,
    uses: service.uses.filter((use) => !ignored.has(use.resource)),
  };
}
