import type { Blueprint, Evidence, Resource, Service } from '@groundwork/blueprint';
import { inOrder } from './order.ts';
import type { LeftOut, Plan, RunMode, Step } from './step.ts';

export interface PlanOptions {
  /** Name of the environment: `local`, `staging`. */
  readonly environment: string;
  readonly target: string;
  /** A service that is asked for by name: planned although it would be left out. */
  readonly asked?: string;
}

/**
 * What bringing a blueprint to life takes, as ordered steps with reasons: resources, installs, builds, releases, starts.
 * Pure: the same blueprint gives the same plan.
 */
export function planEnvironment(blueprint: Blueprint, { environment, target, asked }: PlanOptions): Plan {
  const resources = blueprint.resources.filter(({ need }) => need === 'required');
  const leftOut: LeftOut[] = [
    ...blueprint.resources
      .filter(({ need }) => need === 'optional')
      .map(({ name }) => ({ name, why: 'optional: the code works without it' })),
    ...blueprint.services.filter(({ start, kind }) => start === null && kind !== 'static').map(unstartable),
    ...blueprint.services.flatMap((service) => {
      const why = service.name === asked ? null : aside(service, blueprint);
      return why === null ? [] : [{ name: service.name, why }];
    }),
  ];
  const named = new Set(leftOut.map(({ name }) => name));
  const runnable = blueprint.services.filter(({ name }) => !named.has(name));
  const steps: Step[] = resources.map(resourceStep);
  for (const service of runnable) addService(service, { blueprint, runnable, resources, steps });
  afterReleases(steps);
  return { version: 1, name: blueprint.name, environment, target, steps: inOrder(steps), leftOut };
}

interface Building {
  readonly blueprint: Blueprint;
  readonly runnable: readonly Service[];
  readonly resources: readonly Resource[];
  readonly steps: Step[];
}

/** Installing, building and releasing are shared by services of one folder that ask for the same commands. */
function addService(service: Service, building: Building): void {
  const servers = resourcesOf(service, building.resources).map((name) => `resource:${name}`);
  let before: string[] = [];
  for (const kind of ['install', 'build', 'release'] as const) {
    const commands = service[kind];
    if (commands.length === 0) continue;
    // A release speaks to the database; some builds do as well, and waiting for a server costs nothing next to an install.
    const needs = kind === 'install' ? [] : servers;
    before = [shared(building.steps, { kind, service, commands, needs: [...before, ...needs] })];
  }
  building.steps.push({
    kind: 'start',
    id: `start:${service.name}`,
    needs: [...new Set([...before, ...servers, ...servicesBefore(service, building)])],
    service: service.name,
    path: service.path,
    mode: modeOf(service),
    command: service.start,
    why: service.evidence[0]?.why ?? `the ${service.kind} of this repository`,
    where: placeOf(service.evidence),
  });
}

function shared(
  steps: Step[],
  { kind, service, commands, needs }: { kind: 'install' | 'build' | 'release'; service: Service; commands: string[]; needs: string[] },
): string {
  const same = steps.find(
    (step) => step.kind === kind && step.path === service.path && JSON.stringify(step.commands) === JSON.stringify(commands),
  );
  if (same && 'services' in same) {
    same.services.push(service.name);
    same.needs.push(...needs.filter((need) => !same.needs.includes(need)));
    return same.id;
  }
  const id = `${kind}:${service.name}`;
  const why = { install: 'what it depends on', build: 'built before it starts', release: 'once per release, before it starts' }[kind];
  steps.push({ kind, id, needs, services: [service.name], path: service.path, commands, why, where: placeOf(service.evidence) });
  return id;
}

/** A service that shares a database with one that migrates it finds the schema of this release, not of the last one. */
function afterReleases(steps: readonly Step[]): void {
  const resourcesIn = ({ needs }: Step): string[] => needs.filter((need) => need.startsWith('resource:'));
  const starts = steps.filter(({ kind }) => kind === 'start').map((step) => ({ step, resources: resourcesIn(step) }));
  for (const release of steps.filter(({ kind }) => kind === 'release')) {
    const migrated = new Set(resourcesIn(release));
    for (const { step, resources } of starts) {
      if (resources.some((id) => migrated.has(id)) && !step.needs.includes(release.id)) step.needs.push(release.id);
    }
  }
}

/** Services whose address this one is told start first, unless they are told this one's address as well. */
function servicesBefore(service: Service, { runnable }: Building): string[] {
  const told = toldServices(service).filter((name) => name !== service.name);
  return runnable
    .filter(({ name, kind }) => told.includes(name) && kind !== 'training' && kind !== 'job')
    .filter((other) => !reaches(other, service.name, runnable))
    .map(({ name }) => `start:${name}`);
}

function reaches(from: Service, wanted: string, services: readonly Service[], seen = new Set<string>()): boolean {
  if (seen.has(from.name)) return false;
  seen.add(from.name);
  return toldServices(from).some(
    (name) => name === wanted || services.some((next) => next.name === name && reaches(next, wanted, services, seen)),
  );
}

function toldServices(service: Service): string[] {
  return service.env.flatMap(({ binding }) => (binding && 'service' in binding ? [binding.service] : []));
}

function resourcesOf(service: Service, resources: readonly Resource[]): string[] {
  const bound = service.env.flatMap(({ binding }) => (binding && 'resource' in binding ? [binding.resource] : []));
  const used = new Set([...service.uses.map(({ resource }) => resource), ...bound]);
  return resources.map(({ name }) => name).filter((name) => used.has(name));
}

function resourceStep(resource: Resource): Step {
  return {
    kind: 'resource',
    id: `resource:${resource.name}`,
    needs: [],
    resource: resource.name,
    type: resource.type,
    version: resource.version,
    extensions: resource.extensions,
    why: resource.evidence[0]?.why ?? 'named by the code',
    where: placeOf(resource.evidence),
  };
}

function modeOf({ kind, schedule }: Service): RunMode {
  if (kind === 'cron' || (kind === 'job' && schedule !== null)) return 'scheduled';
  if (kind === 'job' || kind === 'training') return 'once';
  return kind === 'worker' || kind === 'scheduler' ? 'work' : kind === 'static' ? 'static' : 'serve';
}

/** Why a service that could start is not started with the others. */
function aside(service: Service, blueprint: Blueprint): string | null {
  const carrier = carrierOf(service, blueprint);
  if (carrier) return `runs inside ${carrier.name}: the same command starts both`;
  // Beside what serves people a training is done when somebody wants it: it may take hours, and the model of before is there.
  const serves = blueprint.services.some(({ kind }) => !['training', 'job', 'cron'].includes(kind));
  return service.kind === 'training' && serves ? `a training: gw run ${service.name}` : null;
}

/** The service whose command starts this one as well: twice in one folder, it would be the same program beside itself. */
export function carrierOf({ name, path, start }: Service, { services }: Blueprint): Service | null {
  const first = services.find((other) => start !== null && other.path === path && other.start === start);
  return first === undefined || first.name === name ? null : first;
}

function unstartable({ name }: Service): LeftOut {
  return { name, why: `how it starts was not found: gw answer ${name}.start "COMMAND"` };
}

function placeOf([first]: readonly Evidence[]): string | null {
  return first ? `${first.file}:${first.line}` : null;
}
