import { resourceDefinitions, type Blueprint } from '@groundwork/blueprint';
import {
  generatePassword,
  toldAbout,
  valueOfProperty,
  withoutPasswords,
  type Connection,
  type EnvironmentFolder,
  type Plan,
  type ResourceStep,
  type Secrets,
  type Told,
} from '@groundwork/provision';
import { join } from 'node:path';
import { isRoot, sharedRoot } from '../process/account.ts';
import { ServersMissing, type MissingServer } from '../servers/missing.ts';
import { checkVolume } from '../servers/container/kept.ts';
import { isObtained } from '../servers/obtain/obtain.ts';
import type { FoundServer, ServerProvider, ServerRequest } from '../servers/provider.ts';
import { serverProviders } from '../servers/registry.ts';
import type { PortWish } from './ports.ts';
import type { LaunchedResource } from './schema.ts';

/** Resources of a plan that this machine may serve, each with its provider. */
export function servedSteps(plan: Plan): { readonly step: ResourceStep; readonly provider: ServerProvider }[] {
  return plan.steps.flatMap((step) => {
    if (step.kind !== 'resource') return [];
    const provider = serverProviders[step.type];
    if (provider === 'outside' || 'unserved' in provider) return [];
    return [{ step, provider }];
  });
}

export function resourceWishes(plan: Plan, blueprint: Blueprint): PortWish[] {
  return servedSteps(plan).flatMap(({ step, provider }) => {
    if (provider.port === null) return [];
    const { conventionalPort, written } = toldAbout(step.resource, blueprint);
    // Where libraries look for an address by themselves, another port does as well, unless the code does not use those libraries.
    const fixed = conventionalPort && !provider.foundByLibraries;
    const id = `resource:${step.resource}`;
    const extra = (provider.extraPorts ?? []).map((name) => ({ id: `${id}:${name}`, wanted: null, fixed: false }));
    return [{ id, wanted: conventionalPort ? (written.port ?? provider.port) : null, fixed }, ...extra];
  });
}

export interface FoundResources {
  readonly launched: LaunchedResource[];
  readonly connections: Record<string, Connection>;
  readonly warnings: string[];
}

/** Looks for the server of every resource; starts nothing. Throws `ServersMissing` (exit 3) that names all there is none for. */
export async function findResources(
  { plan, blueprint, folder }: { plan: Plan; blueprint: Blueprint; folder: EnvironmentFolder },
  secrets: Secrets,
  ports: Readonly<Record<string, number>>,
): Promise<FoundResources> {
  const { passwords } = secrets;
  const found: FoundResources = { launched: [], connections: {}, warnings: [] };
  const missing = unsupported(plan);
  for (const { step, provider } of servedSteps(plan)) {
    const { resource: name, type, version, extensions } = step;
    const password = (passwords[provider.sharesPassword ?? name] ??= generatePassword());
    const told = toldAbout(name, blueprint, secrets.given);
    const adminPassword = (passwords[`${name} admin`] ??= generatePassword());
    const request: ServerRequest = {
      name,
      type,
      version,
      why: blueprint.resources.find((each) => each.name === name)?.evidence.map(({ why }) => why) ?? [],
      extensions,
      evidence: blueprint.resources.find((resource) => resource.name === name)?.evidence ?? [],
      told,
      instance: secrets.instance,
      project: blueprint.name,
      // A file database is opened by the service itself, as the person who runs it.
      data: join(provider.port === null ? folder.data : dataRoot(folder, secrets), fileName(name)),
      port: ports[`resource:${name}`] ?? 0,
      extraPorts: extraPortsOf(provider, name, ports),
      password,
      adminPassword,
    };
    const server = await foundOr(missing, provider, request);
    if (server === null) continue;
    found.launched.push(launchedFrom(step, server, folder, told));
    found.connections[name] = server.connection;
    if (server.warning !== null) found.warnings.push(server.warning);
  }
  if (missing.length > 0) throw new ServersMissing(missing);
  return found;
}

/** The server of one resource; where there is none, that is noted beside what else is missing: a person mends it all at once. */
async function foundOr(missing: MissingServer[], provider: ServerProvider, request: ServerRequest): Promise<FoundServer | null> {
  try {
    const found = await provider.find(request);
    checkVolume(request, found.server.driver);
    return found;
  } catch (cause) {
    if (!(cause instanceof ServersMissing)) throw cause;
    missing.push(...cause.missing);
    return null;
  }
}

function unsupported({ steps }: Plan): MissingServer[] {
  return steps.flatMap((step) => {
    if (step.kind !== 'resource') return [];
    const provider = serverProviders[step.type];
    if (provider === 'outside' || !('unserved' in provider)) return [];
    return [{ name: step.resource, type: step.type, lacks: provider }];
  });
}

function extraPortsOf({ extraPorts = [] }: ServerProvider, name: string, ports: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(extraPorts.map((extra) => [extra, ports[`resource:${name}:${extra}`] ?? 0]));
}

/** Data lies with the project, but for root: the accounts that servers run as then cannot reach a private folder. */
export function dataRoot(folder: EnvironmentFolder, { instance }: Pick<Secrets, 'instance'>): string {
  return isRoot() ? join(sharedRoot, 'data', fileName(instance)) : folder.data;
}

function launchedFrom(
  { resource: name, type }: ResourceStep,
  { title, server, connection, page, obtain }: FoundServer,
  folder: EnvironmentFolder,
  { conventionalPort, variables }: Told,
): LaunchedResource {
  // Where nobody can be told of a file, the code has a place of its own for it; the name of a database is all the place a file has.
  const isTold = !conventionalPort || variables.some(({ property }) => property === 'database');
  // One that is no `scheme://login@host:port` is shown as its clients are told it.
  const own = connection.properties?.url !== undefined;
  const url = valueOfProperty(connection, 'url', own ? null : (resourceDefinitions[type].schemes[0] ?? null));
  return {
    name,
    type,
    title,
    url: typeof url !== 'string' || (connection.path !== null && !isTold) ? '' : withoutPasswords(url),
    port: connection.path === null ? connection.port : null,
    log: connection.path === null ? join(folder.logs, `${fileName(name)}.log`) : null,
    page: page ?? null,
    obtain: !obtain || isObtained(obtain) ? null : obtain,
    connection,
    server,
  };
}

/** A name from a repository as the name of a file. */
export function fileName(name: string): string {
  return name.replace(/[^\w.-]+/g, '-').replace(/^\.+/, '') || 'unnamed';
}
