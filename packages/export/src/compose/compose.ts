import { deriveDeployment, planEnvironment, type Deployment, type Reach, type Step } from '@groundwork/provision';
import type { Exported } from '../file.ts';
import { dockerfileFiles } from '../dockerfile/dockerfiles.ts';
import type { ExportRequest } from '../request.ts';
import { oneLine, placesOf } from '../text/line.ts';
import { yamlText, type Comment, type YamlValue } from '../yaml/yaml.ts';
import { environmentFiles } from './environment-files.ts';
import { interpolated, literal } from './interpolate.ts';
import { namesOf } from './names.ts';
import { readmeOf } from './readme.ts';
import { serverOf, type ComposeServer } from './server.ts';
import { sharedVariables } from './share.ts';
import { entriesOf, type Entry, type Making } from './service.ts';

/** Everything on one machine with a container engine: `docker compose up --build --wait`. */
export function exportCompose(request: ExportRequest): Exported {
  const model = composeModel(request);
  const text = yamlText(model.value, {
    head: [
      `${oneLine(request.deployment.title)}: what its code needs, on one machine with a container engine. README.md has the commands.`,
      'Comments name the place in the code that something was read from.',
    ],
    comments: model.comments,
    anchors: model.anchors,
    airy: 2,
  });
  return {
    files: [
      { path: 'compose.yaml', text },
      ...dockerfileFiles(request.dockerfiles),
      ...environmentFiles(model.deployment, model.used),
      { path: 'README.md', text: readmeOf(model) },
    ],
    notes: model.notes,
  };
}

export interface ComposeModel {
  readonly deployment: Deployment;
  readonly value: Record<string, YamlValue>;
  readonly comments: readonly Comment[];
  readonly anchors: ReadonlyMap<object, string>;
  readonly used: ReturnType<typeof namesOf>['used'];
  readonly servers: readonly ComposeServer[];
  readonly ports: ReadonlyMap<string, number>;
  readonly notes: readonly string[];
}

/** The file as data, with what its readme and `.env` are made from. */
export function composeModel(request: ExportRequest): ComposeModel {
  const { making, used } = makingOf(request);
  const { deployment, servers, ports } = making;
  const { entries, anchors } = sharedVariables([
    ...deployment.services.flatMap((service) => entriesOf(service, making)),
    ...[...servers.values()].map((server) => entryOf(server, making)),
  ]);
  const configs = configsOf(entries);
  const volumes = [...new Set(entries.flatMap((each) => each.volumes))].sort();
  return {
    deployment,
    used,
    anchors,
    servers: [...servers.values()],
    ports,
    comments: entries.flatMap(({ id, head, comments }) => [
      { at: ['services', id], lines: head },
      ...comments.map((comment) => ({ ...comment, at: ['services', id, ...comment.at] })),
    ]),
    value: {
      name: deployment.name,
      services: Object.fromEntries(entries.map(({ id, value, files }) => [id, { ...value, ...mounted(id, files) }])),
      ...(volumes.length === 0 ? {} : { volumes: Object.fromEntries(volumes.map((name) => [name, {}])) }),
      ...(Object.keys(configs).length === 0 ? {} : { configs }),
    },
    notes: notesOf(deployment, servers),
  };
}

/** What entries of a compose file are made from; `used` fills while they are. */
export function makingOf(request: ExportRequest): { readonly making: Making; readonly used: ComposeModel['used'] } {
  const { deployment, steps } = withTrainings(request.deployment);
  const { names, used } = namesOf(deployment);
  const servers = new Map(
    deployment.resources.flatMap((resource) => {
      const server = serverOf(resource, deployment);
      return server ? [[resource.name, server] as const] : [];
    }),
  );
  const ports = hostPorts(deployment);
  return { used, making: { request, deployment, servers, reach: reachOf(deployment, servers), names, steps, ports } };
}

/** Trainings are left out of a deployment; here they stand ready behind a profile. */
function withTrainings(deployment: Deployment): { deployment: Deployment; steps: readonly Step[] } {
  const { blueprint, environment, target, region, settings } = deployment;
  const { steps } = planEnvironment(blueprint, { environment, target });
  const trainings = deployment.leftOut
    .map(({ name }) => blueprint.services.find((service) => service.name === name))
    .flatMap((service) => (service?.kind === 'training' && service.start !== null ? [service.name] : []));
  const more = trainings.map((asked) => ({
    services: deriveDeployment(blueprint, { environment, target, region, settings, asked }).services.filter(({ name }) => name === asked),
    steps: planEnvironment(blueprint, { environment, target, asked }).steps.filter(({ id }) => id === `start:${asked}`),
  }));
  return {
    deployment: {
      ...deployment,
      services: [...deployment.services, ...more.flatMap((each) => each.services.map((service) => ({ ...service, release: [] })))],
      leftOut: deployment.leftOut.filter(({ name }) => !trainings.includes(name)),
    },
    steps: [...steps, ...more.flatMap((each) => each.steps)],
  };
}

function reachOf({ resources }: Deployment, servers: ReadonlyMap<string, ComposeServer>): Record<string, Reach> {
  return Object.fromEntries(
    resources.flatMap(({ name, id, resource: { type } }) => {
      const reach: Reach | undefined =
        type === 'sqlite'
          ? { host: [''], port: 0, user: null, password: null, database: null, path: `/home/app/${id}.sqlite3` }
          : servers.get(name)?.reach;
      return reach ? [[name, reach]] : [];
    }),
  );
}

/** Each port once; a second service of the same port is published on the next free one. */
function hostPorts({ services }: Deployment): ReadonlyMap<string, number> {
  const taken = new Set<number>();
  const ports = new Map<string, number>();
  for (const { name, port, public: isPublic, mode } of services) {
    if (port === null || !isPublic || (mode !== 'serve' && mode !== 'static')) continue;
    // Below 1024 a port is the system's own.
    let own = port < 1024 ? port + 8000 : port;
    while (taken.has(own)) own += 1;
    taken.add(own);
    ports.set(name, own);
  }
  return ports;
}

/** A server as an entry. */
export function entryOf(server: ComposeServer, { names, deployment }: Making): Entry {
  const { resource, title, image, command, entrypoint, user, environment, data, page, health, files } = server;
  const variables = Object.entries(environment).map(
    ([name, value]) => [name, interpolated(value, { deployment, names, published: null, lenient: false })] as const,
  );
  return {
    id: resource.id,
    head: [title, ...placesOf(resource.resource.evidence)],
    comments: [],
    volumes: data === null ? [] : [`${resource.id}-data`],
    files: Object.fromEntries(Object.entries(files).map(([path, text]) => [path, literal(text)])),
    value: {
      image,
      ...(user === null ? {} : { user }),
      ...(entrypoint === null ? {} : { entrypoint: entrypoint.map(literal) }),
      ...(command === null ? {} : { command: command.map(literal) }),
      ...(variables.length === 0 ? {} : { environment: Object.fromEntries(variables) }),
      ...(page === null ? {} : { ports: [`127.0.0.1:${page}:${page}`] }),
      ...(data === null ? {} : { volumes: [`${resource.id}-data:${data}`] }),
      healthcheck: { ...health },
      security_opt: ['no-new-privileges:true'],
      restart: 'unless-stopped',
    },
  };
}

const configName = (id: string, at: number): string => `${id}-${at + 1}`;

export const configsOf = (entries: readonly Entry[]): Record<string, YamlValue> =>
  Object.fromEntries(entries.flatMap(({ id, files }) => Object.values(files).map((content, at) => [configName(id, at), { content }])));

export function mounted(id: string, files: Readonly<Record<string, string>>): Record<string, YamlValue> {
  const paths = Object.keys(files);
  return paths.length === 0 ? {} : { configs: paths.map((target, at) => ({ source: configName(id, at), target })) };
}

function notesOf({ resources, leftOut }: Deployment, servers: ReadonlyMap<string, ComposeServer>): string[] {
  return [
    ...resources
      .filter(({ name, resource: { type } }) => !servers.has(name) && type !== 'sqlite')
      .map(({ name, resource: { type } }) => `${name}: nothing serves ${type} in a container here; its variables are in .env`),
    ...leftOut.map(({ name, why }) => `${name} is left out: ${why}`),
  ].map((note) => oneLine(note, 300));
}
