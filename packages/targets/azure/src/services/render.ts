import { unsupported, type DeployedService, type Deployment, type Permission } from '@groundwork/provision';
import { symbol, type ArmParameter, type ArmResource } from '../arm/template.ts';
import { nativeId } from '../arm/native.ts';
import { plainName } from '../names.ts';
import type { Part } from '../resources/part.ts';
import { rolesOf } from '../roles/assignments.ts';
import { appOf, type Running } from './app.ts';
import { containerOf } from './container.ts';
import { clientIdOf, identityResource } from './identity.ts';
import { jobOf, releaseJobName } from './job.ts';
import { sizeFor, type Size } from './size.ts';

/** Stands for an image that was not built yet; a plan can show it. */
export const unbuilt = (image: string): string => `unbuilt.invalid/${image}:unbuilt`;

export interface RenderedService {
  readonly deployed: DeployedService;
  readonly size: Size;
  readonly native: readonly string[];
  readonly roleNative: readonly string[];
  readonly permissions: readonly Permission[];
}

export interface RenderedServices {
  readonly each: readonly RenderedService[];
  readonly sizes: readonly Size[];
  readonly resources: Readonly<Record<string, ArmResource>>;
  /** Identities and roles, which come before what runs as them. */
  readonly foundations: Readonly<Record<string, ArmResource>>;
  readonly parameters: Readonly<Record<string, ArmParameter>>;
  readonly keepsFiles: boolean;
  readonly notes: readonly string[];
}

export interface ServicesContext {
  readonly parts: ReadonlyMap<string, Part>;
  readonly images: Readonly<Record<string, string>>;
  readonly given: ReadonlySet<string>;
}

/** What runs the person's code, and whom it runs as. */
export function renderServices(deployment: Deployment, { parts, images, given }: ServicesContext): RenderedServices {
  const each: RenderedService[] = [];
  const resources: Record<string, ArmResource> = {};
  const foundations: Record<string, ArmResource> = {};
  const parameters: Record<string, ArmParameter> = {};
  const notes: string[] = [];
  let keepsFiles = false;
  for (const deployed of deployment.services) {
    const size = sizeFor(deployed) ?? tooLarge(deployed);
    const wanted = deployed.grants.flatMap((grant) => parts.get(grant.resource)?.roles(grant, deployed) ?? []);
    const container = containerOf(deployed, { deployment, parts, given, clientId: wanted.length > 0 ? clientIdOf(deployed) : null });
    const running: Running = { deployed, deployment, container, size, image: images[deployed.image] ?? unbuilt(deployed.image) };
    const roles = rolesOf(deployed, deployment, wanted);
    foundations[symbol('identity', deployed.id)] = identityResource(deployed, deployment);
    Object.assign(foundations, roles.resources);
    Object.assign(parameters, container.parameters);
    const made = programsOf(running);
    Object.assign(resources, Object.fromEntries(made.map(({ symbol: name, resource }) => [name, resource])));
    keepsFiles ||= container.mounts.length > 0;
    notes.push(...container.notes);
    each.push({
      deployed,
      size,
      native: made.map(({ native }) => native),
      roleNative: [nativeId('Microsoft.ManagedIdentity/userAssignedIdentities', plainName(deployed.id)), ...roles.native],
      permissions: roles.permissions,
    });
  }
  return { each, sizes: each.map(({ size }) => size), resources, foundations, parameters, keepsFiles, notes };
}

interface Program {
  readonly symbol: string;
  readonly native: string;
  readonly resource: ArmResource;
}

function programsOf(running: Running): Program[] {
  const { deployed } = running;
  const { id, mode, command, release, service } = deployed;
  const job = (name: string, words: string | null, schedule: string | null): Program => ({
    symbol: symbol('job', name),
    native: nativeId('Microsoft.App/jobs', plainName(name)),
    resource: jobOf(running, { name, command: words, schedule }),
  });
  const migration = release.length === 0 ? [] : [job(releaseJobName(id), release.join(' && '), null)];
  if (mode === 'once') return [...migration, job(id, command, null)];
  if (mode === 'scheduled') return [...migration, job(id, command, service.schedule ?? '0 0 * * *')];
  return [
    ...migration,
    { symbol: symbol('app', id), native: nativeId('Microsoft.App/containerApps', plainName(id)), resource: appOf(running) },
  ];
}

function tooLarge({ name, cpu, memory, gpu, service }: DeployedService): never {
  const [place] = service.evidence;
  throw unsupported(
    gpu
      ? `Container Apps have no ${gpu.type ?? 'GPU'} ×${gpu.count} for ${name}: one T4 or one A100 to a copy is what there is`
      : `No machine of Container Apps holds ${cpu} vCPU with ${memory} MiB for ${name}; the largest has 32 vCPU with 256 GiB`,
    gpu
      ? `Set services.${name}.gpu of the environment to type T4 or A100, count 1`
      : `Set services.${name}.cpu and memory of the environment`,
    { where: place ? `${place.file}:${place.line}` : name },
  );
}
