import type { EnvironmentState } from '@groundwork/provision';
import type { Launch } from '../launch/schema.ts';

/** What somebody wants done besides what the launches differ in. */
export interface Wish {
  /** Services to start anew, because their files changed. */
  readonly restart: readonly string[];
  /** Migrations may have changed: do releases again. */
  readonly release: boolean;
}

/** What leads from what runs to what is to run. */
export interface Change {
  /** Stopped before anything starts: what is gone, or comes back different. */
  readonly stop: { readonly resources: readonly string[]; readonly services: readonly string[] };
  readonly start: { readonly resources: ReadonlySet<string>; readonly tasks: ReadonlySet<string>; readonly services: ReadonlySet<string> };
}

/** What has to be stopped and started so that one launch becomes another. What failed before is tried again. */
export function changeOf(from: Launch, to: Launch, { restart, release }: Wish, state: EnvironmentState): Change {
  const failed = new Set([...state.services, ...state.resources].flatMap((each) => (each.state === 'failed' ? [each.name] : [])));
  const resources = differing(from.resources.map(asStarted), to.resources.map(asStarted));
  const again = to.resources.filter(({ name }) => resources.changed.has(name) || failed.has(name)).map(({ name }) => name);
  const services = differing(from.services.map(asStarted), to.services.map(asStarted));
  const speaksToAgain = ({ needs }: Launch['services'][number]): boolean => again.some((name) => needs.includes(`resource:${name}`));
  const starting = to.services
    .filter(
      (service) =>
        services.changed.has(service.name) || failed.has(service.name) || restart.includes(service.name) || speaksToAgain(service),
    )
    .map(({ name }) => name);
  const tasks = differing(from.tasks.map(asNamed), to.tasks.map(asNamed));
  const doing = to.tasks.filter(
    (task) =>
      task.services.some((name) => starting.includes(name)) &&
      (task.kind !== 'release' ||
        release ||
        tasks.changed.has(task.id) ||
        again.length > 0 ||
        task.services.some((name) => failed.has(name))),
  );
  return {
    // A service that comes back runs until what comes before it is done.
    stop: { resources: [...resources.gone, ...again], services: services.gone },
    start: { resources: new Set(again), tasks: new Set(doing.map(({ id }) => id)), services: new Set(starting) },
  };
}

/** What comes before it, and what is fetched before its first start, do not make it another one. */
function asStarted<T extends { readonly name: string }>(each: T): T {
  return { ...each, needs: null, obtain: null };
}

const asNamed = <T extends { readonly id: string }>(task: T): T & { readonly name: string } => ({ ...task, name: task.id });

function differing<T extends { readonly name: string }>(
  from: readonly T[],
  to: readonly T[],
): { readonly gone: string[]; readonly changed: ReadonlySet<string> } {
  const before = new Map(from.map((each) => [each.name, JSON.stringify(each)]));
  const changed = to.filter((each) => before.get(each.name) !== JSON.stringify(each)).map(({ name }) => name);
  return { gone: from.map(({ name }) => name).filter((name) => !to.some((each) => each.name === name)), changed: new Set(changed) };
}
