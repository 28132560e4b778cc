import type { Blueprint, Evidence, Question, Resource, Service, Variable } from '@groundwork/blueprint';

/** One inferred fact at one line. */
export type Place = { readonly line: number; readonly why: string } & (
  | { readonly kind: 'service'; readonly service: Service }
  | { readonly kind: 'resource'; readonly resource: Resource }
  | { readonly kind: 'variable'; readonly variable: Variable; readonly service: Service; readonly isRead: boolean }
  | { readonly kind: 'question'; readonly question: Question }
);

/** All places of a blueprint, by file, in the order of their lines. */
export type Places = ReadonlyMap<string, readonly Place[]>;

export function placesIn({ services, resources, questions }: Blueprint): Places {
  const found = new Map<string, Place[]>();
  const seen = new Set<string>();
  const add = (evidence: readonly Evidence[], key: string, place: (at: { line: number; why: string }) => Place): void => {
    for (const { file, line, why } of evidence) {
      const unique = `${file}\0${line}\0${key}`;
      if (seen.has(unique)) continue;
      seen.add(unique);
      const known = found.get(file);
      const made = place({ line, why });
      if (known) known.push(made);
      else found.set(file, [made]);
    }
  };
  for (const question of questions) add(question.evidence, `? ${question.id}`, (at) => ({ ...at, kind: 'question', question }));
  for (const service of services) add(service.evidence, `service ${service.name}`, (at) => ({ ...at, kind: 'service', service }));
  for (const resource of resources) {
    const uses = services.flatMap((service) => service.uses.filter((use) => use.resource === resource.name));
    const evidence = [...resource.evidence, ...uses.flatMap((use) => use.evidence)];
    add(evidence, `resource ${resource.name}`, (at) => ({ ...at, kind: 'resource', resource }));
  }
  for (const service of services) {
    for (const variable of service.env) {
      add(variable.evidence, `${service.name} ${variable.name}`, (at) => ({
        ...at,
        kind: 'variable',
        variable,
        service,
        isRead: isReading(at.why),
      }));
    }
  }
  for (const places of found.values()) places.sort((a, b) => a.line - b.line);
  return found;
}

/** Whether evidence is the code reading a variable; else a file lists, sets or documents it. */
export const isReading = (why: string): boolean => why.startsWith('reads ');
