import type { DeployedResource, DeployedService } from '@groundwork/provision';
import { accountOf } from '../names.ts';
import { renderers } from '../resources/index.ts';
import { memberOf } from '../roles/permissions.ts';
import { support } from '../support.ts';
import { labelOf, output, resource as block, type Block } from '../terraform/block.ts';
import { expression } from '../terraform/value.ts';
import { keyOf, readerOf, wire, type Wired } from './container.ts';
import { noAccess, type Access, type Context, type Made } from './context.ts';
import type { Uses } from './network.ts';
import { schedulerAccount, scheduleBlocks } from './schedule.ts';
import { distinct } from './secrets-file.ts';
import { secretLocal, type Secret } from './secrets.ts';
import { jobBlocks, runBlocks, type Running } from './services.ts';
import { sizeFor, type Size } from './size.ts';

/** One service with everything that stands for it. */
export interface RunService {
  readonly service: DeployedService;
  readonly size: Size;
  readonly wired: Wired;
  readonly inNetwork: boolean;
  readonly blocks: readonly Block[];
  readonly access: readonly Access[];
}

/** A deployment in Google's words: what each resource and service becomes, and how they know each other. */
export interface Wiring {
  readonly made: ReadonlyMap<string, Made>;
  readonly services: readonly RunService[];
  readonly secrets: readonly Secret[];
  readonly uses: Uses;
  readonly blocks: readonly Block[];
  /** Services that no machine is large enough for, with why. */
  readonly unfit: readonly { readonly service: DeployedService; readonly why: string }[];
  readonly notes: readonly string[];
}

export function wiringOf(context: Context): Wiring {
  const { deployment } = context;
  const made = new Map(deployment.resources.flatMap((each): [string, Made][] => madeOf(each, context)));
  const unfit: { service: DeployedService; why: string }[] = [];
  const called = new Set<string>();
  const wired = deployment.services.map((service) => ({ service, size: sizeFor(service), wired: wire(service, context, made) }));
  for (const { wired: each } of wired) for (const name of each.calls) called.add(name);
  const internal = deployment.services.some((each) => !each.public && called.has(each.name));
  const services = wired.flatMap(({ service, size, wired: each }): RunService[] => {
    if ('why' in size) {
      unfit.push({ service, why: size.why });
      return [];
    }
    const needed = usedBy(service).some((name) => (made.get(name)?.network ?? 'none') !== 'none');
    const callsInside = each.calls.some((name) => deployment.services.some((other) => other.name === name && !other.public));
    return [serviceOf({ service, size, wired: each, inNetwork: needed || callsInside }, context, made)];
  });
  const servers = deployment.resources.flatMap(({ name, id }): Secret[] => [
    ...(made.get(name)?.sqlUser ? [{ key: keyOf(id, 'password'), of: 'made' as const }] : []),
    ...(made.get(name)?.passwords ?? []).map((key): Secret => ({ key, of: 'made' })),
  ]);
  const secrets = distinct([...servers, ...services.flatMap((each) => each.wired.secrets)]);
  const resources = [...made.values()].flatMap(({ blocks }) => blocks);
  return {
    made,
    services,
    secrets,
    unfit,
    uses: {
      peered: [...made.values()].some(({ network }) => network === 'peered'),
      machines: [...made.values()].some(({ network }) => network === 'subnet'),
      internal: internal || [...made.values()].some(({ network }) => network === 'inside'),
    },
    blocks: [
      ...resources,
      ...services.flatMap(({ blocks, access }) => [...blocks, ...access.flatMap((each) => each.blocks)]),
      ...secretReaders(services),
      ...(services.some(({ service }) => service.mode === 'scheduled') ? [schedulerAccount(context)] : []),
      ...outputsOf(secrets, made),
    ],
    notes: [
      ...[...made.values()].flatMap(({ notes = [] }) => notes),
      ...notesOf(services, context, made),
      ...unfit.map(({ service, why }) => `${service.name} is left out: ${why}`),
    ],
  };
}

function madeOf(deployed: DeployedResource, context: Context): [string, Made][] {
  const made = renderers[deployed.resource.type]?.(deployed, context) ?? null;
  return made ? [[deployed.name, made]] : [];
}

function usedBy({ grants, service }: DeployedService): string[] {
  const bound = service.env.flatMap(({ binding }) => (binding && 'resource' in binding ? [binding.resource] : []));
  return [...new Set([...grants.map(({ resource }) => resource), ...bound])];
}

function serviceOf(running: Running, context: Context, made: ReadonlyMap<string, Made>): RunService {
  const { service } = running;
  const { id, mode, release, grants } = service;
  const account = block('main', 'google_service_account', labelOf(id), {
    account_id: accountOf(context.deployment, id),
    display_name: `${service.name} of ${context.deployment.title} ${context.deployment.environment}`.slice(0, 100),
  });
  const listens = mode === 'serve' || mode === 'static' || mode === 'work';
  return {
    ...running,
    blocks: [
      account,
      ...(listens
        ? runBlocks(running, context)
        : [jobBlocks(running, context, { id, command: service.command, retries: mode === 'scheduled' ? 1 : 0 })]),
      ...(release.length > 0 ? [jobBlocks(running, context, { id: releaseId(service), command: release.join(' && '), retries: 0 })] : []),
      ...(mode === 'scheduled' && service.service.schedule !== null ? scheduleBlocks(context, { id, cron: service.service.schedule }) : []),
    ],
    access: grants.map((grant) => made.get(grant.resource)?.access?.(service, grant) ?? noAccess),
  };
}

/** The job that migrates for a service. */
export const releaseId = ({ id }: Pick<DeployedService, 'id'>): string => `${id}-release`;

/** A service reads the secrets in its own variables and no others. */
const secretReaders = (services: readonly RunService[]): Block[] =>
  services.flatMap(({ service, wired }) =>
    [...wired.reads].map((key) =>
      block('main', 'google_secret_manager_secret_iam_member', readerOf(service, key), {
        secret_id: expression(secretLocal(key, 'id')),
        role: 'roles/secretmanager.secretAccessor',
        member: memberOf(service),
      }),
    ),
  );

/** What the engine has to know to put secrets together. */
function outputsOf(secrets: readonly Secret[], made: ReadonlyMap<string, Made>): Block[] {
  const wanted = secrets.flatMap((secret) => (secret.of === 'composed' ? secret.template : [])).filter((part) => typeof part !== 'string');
  const seen = new Map<string, Block>();
  for (const part of wanted) {
    if (part.of !== 'resource') continue;
    const [resource = '', thing] = part.name.split(/\/(.*)/);
    const found = made.get(resource);
    const value = thing === undefined ? found?.values[part.property] : found?.named?.[thing];
    const name = outputName(part.name, part.property);
    if (value !== undefined) seen.set(name, output(name, value, `The ${part.property} of ${part.name}`));
  }
  return [...seen.values()];
}

export const outputName = (resource: string, property: string): string => `${labelOf(resource)}_${property}`;

function notesOf(services: readonly RunService[], { deployment }: Context, made: ReadonlyMap<string, Made>): string[] {
  const notes = deployment.resources
    .filter(({ name, resource }) => !made.has(name) && !('unsupported' in support[resource.type]))
    .flatMap(({ name, told }) => {
      const variables = [...new Set(told.variables.map((each) => each.name))];
      return variables.length > 0 ? [`${name} is outside: its values are secrets (${variables.join(', ')})`] : [];
    });
  for (const { service } of services)
    if (service.service.volumes.length > 0)
      notes.push(
        `${service.name} writes files to ${service.service.volumes.map(({ path }) => path).join(', ')}: they are gone with its container`,
      );
  if (services.some(({ service }) => service.mode === 'static'))
    notes.push('Static files are served by a small container, which has an address with TLS by itself');
  return notes;
}
