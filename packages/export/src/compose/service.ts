import { posix } from 'node:path';
import type { Variable } from '@groundwork/blueprint';
import { shellCommand } from '@groundwork/images';
import { variablesOf, type DeployedService, type Deployment, type Reach, type Step, type Template } from '@groundwork/provision';
import { dockerfileName, type ExportRequest } from '../request.ts';
import { placesOf, shortPlaceOf } from '../text/line.ts';
import type { Comment, YamlValue } from '../yaml/yaml.ts';
import { interpolated, literal, type Names, type Reader } from './interpolate.ts';
import type { ComposeServer } from './server.ts';

/** What all services of one compose file are made from. */
export interface Making {
  readonly request: ExportRequest;
  readonly deployment: Deployment;
  readonly servers: ReadonlyMap<string, ComposeServer>;
  readonly reach: Readonly<Record<string, Reach>>;
  readonly names: Names;
  readonly steps: readonly Step[];
  readonly ports: ReadonlyMap<string, number>;
}

/** One entry below `services:`, with what is said above its lines. */
export interface Entry {
  readonly id: string;
  readonly value: Record<string, YamlValue>;
  readonly head: readonly string[];
  /** Relative to the entry. */
  readonly comments: readonly Comment[];
  readonly volumes: readonly string[];
  /** Files made of templates, by path in the container. */
  readonly files: Readonly<Record<string, string>>;
}

const profiles = { once: 'jobs', scheduled: 'scheduled' } as const;

/** A service of the repository, and what runs once before it. */
export function entriesOf(deployed: DeployedService, making: Making): Entry[] {
  const { service, id, mode, release, gpu, port, name } = deployed;
  const { ports } = making;
  const profile = service.kind === 'training' ? 'training' : mode === 'once' || mode === 'scheduled' ? profiles[mode] : null;
  const { environment, comments, files } = environmentOf(deployed, making, {
    lenient: profile !== null,
    published: mode === 'static' ? ports : null,
  });
  const common = { ...imageOf(deployed, making), environment };
  const volumes = volumesOf(deployed, making);
  const kept = volumes.length > 0 ? { volumes: volumes.map(([volume, path]) => `${volume}:${literal(path)}`) } : {};
  const after = dependsOn(`start:${name}`, making);
  const hostPort = ports.get(name);
  const main: Entry = {
    id,
    head: [...headOf(deployed), ...placesOf(service.evidence)],
    comments,
    files,
    volumes: volumes.map(([volume]) => volume),
    value: {
      ...(profile === null ? {} : { profiles: [profile] }),
      ...common,
      ...(deployed.command === null ? {} : { command: shellCommand(deployed.command).map(literal) }),
      ...(hostPort === undefined || port === null ? {} : { ports: [`127.0.0.1:${hostPort}:${port}`] }),
      ...kept,
      ...after,
      ...(gpu === null ? {} : { deploy: { resources: { reservations: { devices: [devicesOf(gpu)] } } } }),
      ...hardened,
      restart: mode === 'serve' || mode === 'work' || mode === 'static' ? 'unless-stopped' : 'no',
    },
  };
  if (release.length === 0) return [main];
  const once: Entry = {
    id: `${id}-release`,
    head: ['Once per release, before whatever shares its database starts'],
    comments,
    files,
    volumes: main.volumes,
    value: {
      ...common,
      command: ['sh', '-c', literal(release.join(' && '))],
      ...kept,
      ...dependsOn(`release:${name}`, making),
      ...hardened,
      restart: 'no',
    },
  };
  return [once, main];
}

/** What runs code of the repository gets no more rights than it was started with. */
const hardened = { init: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] } satisfies YamlValue;

function headOf({ service: { kind, schedule, name, gpu }, mode }: DeployedService): string[] {
  if (mode === 'scheduled') return [`Due at \`${schedule ?? '?'}\` (UTC); compose has no schedule: docker compose run --rm ${name}`];
  if (mode === 'once') return [`A ${kind === 'training' ? 'training' : 'job'}: docker compose run --rm ${name}`];
  return gpu === 'optional' ? ['Faster with a GPU: reserve one below `deploy.resources.reservations.devices`'] : [];
}

function imageOf({ image }: DeployedService, { request, deployment }: Making): Record<string, YamlValue> {
  return {
    image: `${deployment.name}-${image}`,
    // The Dockerfile is looked for from the folder that is built, not from this file's.
    build: { context: request.root, dockerfile: posix.join(request.here, dockerfileName(image)) },
  };
}

/** The variables of a service, with the place each is read at, and the files some of them name. */
export function environmentOf(
  deployed: DeployedService,
  { deployment, reach, names }: Making,
  { lenient, published }: Pick<Reader, 'lenient' | 'published'>,
) {
  const { service } = deployed;
  const insists = ({ required, default: inCode }: Variable): boolean => required && inCode === null;
  const given = new Set(service.env.filter((each) => !lenient && each.source === 'ask' && insists(each)).map(({ name }) => name));
  const { variables, files } = variablesOf(deployed, deployment, { reach, given });
  const reader = { deployment, names, published, lenient };
  const known = new Map(variables.map(({ name, value }) => [name, value]));
  const open = service.env.filter(({ name, source, binding }) => !known.has(name) && (source === 'ask' || binding !== undefined));
  const environment: Record<string, YamlValue> = {};
  const comments: Comment[] = [];
  for (const name of [...known.keys(), ...open.map((each) => each.name)].toSorted()) {
    const declared = service.env.find((each) => each.name === name);
    const value = known.get(name) ?? (declared && insists(declared) && !lenient ? [{ of: 'secret' as const, name }] : null);
    environment[name] = value === null ? passed(name, names) : interpolated(value, reader);
    const [place] = declared?.evidence ?? [];
    if (place) comments.push({ at: ['environment', name], lines: [shortPlaceOf(place, name)], beside: true });
  }
  return { environment, comments, files: filesOf(files, reader) };
}

const filesOf = (files: Readonly<Record<string, Template>>, reader: Reader): Record<string, string> =>
  Object.fromEntries(Object.entries(files).map(([path, template]) => [path, interpolated(template, reader)]));

/** Without a value in the file it is what `.env` says, and not there at all where that says nothing. */
function passed(name: string, names: Names): null {
  names({ of: 'secret', name });
  return null;
}

/** What has to be up or done before a step of the plan. */
function dependsOn(step: string, { steps, servers, deployment, request }: Making): Record<string, YamlValue> {
  const needs = steps.find(({ id }) => id === step)?.needs ?? [];
  const conditions: Record<string, YamlValue> = {};
  for (const need of needs) {
    const [kind, name] = [need.slice(0, need.indexOf(':')), need.slice(need.indexOf(':') + 1)];
    const server = servers.get(name);
    const other = deployment.services.find((each) => each.name === name);
    if (kind === 'resource' && server) conditions[server.resource.id] = { condition: 'service_healthy' };
    if (kind === 'release' && other) conditions[`${other.id}-release`] = { condition: 'service_completed_successfully' };
    if (kind === 'start' && other && (other.mode === 'serve' || other.mode === 'work' || other.mode === 'static')) {
      const healthy = request.dockerfiles.some(({ image, healthcheck }) => image === other.image && healthcheck);
      conditions[other.id] = { condition: healthy ? 'service_healthy' : 'service_started' };
    }
  }
  return Object.keys(conditions).length === 0 ? {} : { depends_on: conditions };
}

/** Folders of the repository that outlive a container, and file databases. */
function volumesOf({ service, image, id }: DeployedService, { request, deployment, reach }: Making): (readonly [string, string])[] {
  const folder = request.dockerfiles.find((each) => each.image === image)?.folder ?? '/app';
  const kept = service.volumes.map(({ path }) => [`${id}-${slug(path)}`, posix.resolve(folder, path)] as const);
  const files = deployment.resources.flatMap(({ name, id: resource, resource: { type } }) => {
    // The account's home is there and its own: a volume takes that over.
    const path = type === 'sqlite' && service.uses.some((use) => use.resource === name) ? reach[name]?.path : undefined;
    return path === undefined ? [] : [[resource, posix.dirname(path)] as const];
  });
  return [...kept, ...files];
}

const slug = (path: string): string =>
  path
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '') || 'data';

const devicesOf = ({ count }: { readonly count: number }): YamlValue => ({ driver: 'nvidia', count, capabilities: ['gpu'] });
