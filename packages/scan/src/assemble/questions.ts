import type { Question, Resource, Service } from '@groundwork/blueprint';

/** What the code leaves open. Each question has a default, so that everything works without an answer. */
export function questionsOf(services: readonly Service[], _resources: readonly Resource[]): Question[] {
  return services
    .filter((service) => service.start === null && service.kind !== 'function' && service.kind !== 'static')
    .map((service) => ({
      id: `${service.name}.start`,
      ask: `Which command starts ${service.name}?`,
      options: [],
      default: null,
      evidence: service.evidence.slice(0, 1),
    }));
}
