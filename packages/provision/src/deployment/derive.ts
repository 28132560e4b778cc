import { resourceDefinitions, type Blueprint, type CloudTarget, type EnvironmentSettings, type Service } from '@groundwork/blueprint';
import { imagesOf, listeningPort } from '@groundwork/images';
import { planEnvironment } from '../plan/plan.ts';
import type { StartStep } from '../plan/step.ts';
import { askedVariables, generatedNames } from '../values/secrets.ts';
import { toldAbout } from '../values/told.ts';
import type { DeployedResource, DeployedService, Deployment, Grant } from './deployment.ts';
import { identifierOf, identifiersOf } from './names.ts';
import { sizeOf } from './sizes.ts';

export interface DeriveOptions {
  readonly environment: string;
  readonly target: CloudTarget;
  readonly region: string;
  readonly settings: EnvironmentSettings;
  /** A service that is asked for by name: deployed although it would be left out, such as a training. */
  readonly asked?: string;
}

/** What a blueprint comes to in an environment. Pure: the same blueprint and settings give the same deployment. */
export function deriveDeployment(blueprint: Blueprint, { environment, target, region, settings, asked }: DeriveOptions): Deployment {
  const plan = planEnvironment(blueprint, { environment, target, ...(asked === undefined ? {} : { asked }) });
  const starts = new Map(plan.steps.flatMap((step) => (step.kind === 'start' ? [[step.service, step] as const] : [])));
  const servers = new Set(plan.steps.flatMap((step) => (step.kind === 'resource' ? [step.resource] : [])));
  const runnable = blueprint.services.flatMap((service) => {
    const start = starts.get(service.name);
    return start ? [{ start, service }] : [];
  });
  const names = new Set(runnable.map(({ service }) => service.name));
  // A service and a resource of one name must not meet in the target.
  const ids = identifiersOf([...names, ...blueprint.resources.map(({ name }) => (names.has(name) ? `${name}-server` : name))]);
  const images = imageNames(runnable.map(({ service }) => service));
  const released = new Set<string>();
  return {
    version: 1,
    name: identifierOf(blueprint.name),
    title: blueprint.name,
    environment,
    target,
    region,
    settings,
    services: runnable.map(({ start, service }) => {
      // Migrations of one folder run once, whoever of its services they are read from.
      const release = [service.path, ...service.release].join('\0');
      const first = !released.has(release);
      released.add(release);
      return deployed(start, service, {
        id: ids.get(service.name) ?? service.name,
        image: images.get(service.name) ?? service.name,
        settings,
        release: first ? service.release : [],
        servers,
      });
    }),
    resources: blueprint.resources
      .filter(({ name }) => servers.has(name))
      .map((resource): DeployedResource => {
        const users = runnable.filter(({ service }) => usesIt(service, resource.name)).map(({ service }) => service.name);
        const own = names.has(resource.name) ? `${resource.name}-server` : resource.name;
        return {
          name: resource.name,
          id: ids.get(own) ?? resource.name,
          resource,
          users,
          told: toldAbout(resource.name, blueprint, {}),
          stateful: resourceDefinitions[resource.type].stateful,
          settings: settings.resources?.[resource.name] ?? {},
        };
      }),
    leftOut: plan.leftOut,
    generated: generatedNames(blueprint),
    asked: askedVariables(blueprint),
    blueprint,
  };
}

interface Given {
  readonly id: string;
  readonly image: string;
  readonly settings: EnvironmentSettings;
  readonly release: readonly string[];
  readonly servers: ReadonlySet<string>;
}

function deployed(start: StartStep, service: Service, { id, image, settings: all, release, servers }: Given): DeployedService {
  const settings = all.services?.[service.name] ?? {};
  const { mode, command } = start;
  const size = sizeOf(service, mode);
  const listens = mode === 'serve' || mode === 'static';
  return {
    name: service.name,
    id,
    service,
    mode,
    image,
    command,
    release,
    port: listens ? (listeningPort(service) ?? 8080) : null,
    public: settings.public ?? listens,
    cpu: settings.cpu ?? size.cpu,
    memory: settings.memory ?? size.memory,
    replicas: replicasOf(settings.replicas),
    gpu: gpuOf(service, settings),
    why: { size: size.why },
    grants: service.uses.filter(({ resource }) => servers.has(resource)).map(grantOf),
    settings,
  };
}

function replicasOf(replicas: NonNullable<EnvironmentSettings['services']>[string]['replicas'] = 1): DeployedService['replicas'] {
  return typeof replicas === 'number' ? { min: replicas, max: replicas } : { min: replicas.min, max: Math.max(replicas.min, replicas.max) };
}

function gpuOf({ gpu }: Service, { gpu: wanted }: NonNullable<EnvironmentSettings['services']>[string]): DeployedService['gpu'] {
  const count = wanted?.count ?? (gpu === 'required' || wanted?.type !== undefined ? 1 : 0);
  return count === 0 ? null : { type: wanted?.type ?? null, count };
}

function grantOf({ resource, operations = [], access, evidence }: Service['uses'][number]): Grant {
  return { resource, operations, access, evidence: operations.length > 0 ? operations.flatMap((each) => each.evidence) : evidence };
}

const usesIt = ({ uses, env }: Service, name: string): boolean =>
  uses.some(({ resource }) => resource === name) ||
  env.some(({ binding }) => binding !== undefined && 'resource' in binding && binding.resource === name);

/** The image of each service, by its name: `imagesOf` decides who shares one. */
function imageNames(services: readonly Service[]): ReadonlyMap<string, string> {
  const images = imagesOf(services);
  const ids = identifiersOf(images.map(({ name }) => name));
  return new Map(images.flatMap(({ name, services: all }) => all.map((service) => [service.name, ids.get(name) ?? name] as const)));
}
