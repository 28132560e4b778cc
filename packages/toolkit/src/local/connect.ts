import type { Blueprint, Resource } from '@groundwork/blueprint';
import { exitCodes, GroundworkError, type Host } from '@groundwork/host';
import { environmentFolder, focusPlan, planEnvironment, valueOfProperty, type EnvironmentFolder } from '@groundwork/provision';
import {
  borrowEnvironment,
  clientsFor,
  currentState,
  findClient,
  runningLaunch,
  isServed,
  type LaunchedResource,
  type ReadyClient,
} from '@groundwork/target-local';
import { scanFolder } from '../scan-folder.ts';
import { localEnvironment, realFolder } from './folder.ts';

/** How a person gets at a resource, or at a service that answers HTTP. */
export interface Door {
  readonly name: string;
  /** With its password: shown only to the person who asked for it. */
  readonly url: string;
  /** A page to look at it in a browser. */
  readonly page: string | null;
  /** A client on this machine, `null` when there is none or a page is what people use. */
  readonly client: ReadyClient | null;
  /** Programs that would be used if they were there. */
  readonly clients: readonly string[];
  readonly dir: string;
  /** Has to be called when the person is done: stops what was started for this alone. */
  release(exit: number): Promise<void>;
}

export interface ConnectOptions {
  readonly host: Host;
  /** Only say where it is: nothing is started. */
  readonly print: boolean;
}

/**
 * Opens the way to a resource by name, the only one when no name is given. A resource that is not up is brought up for as long as
 * its client runs. Throws `connect.unknown`, and `connect.not_up` when only its address was asked for.
 */
export async function openDoor(folder: string, name: string | null, { host, print }: ConnectOptions): Promise<Door> {
  const dir = realFolder(folder);
  const { blueprint } = await scanFolder(dir, { host });
  const places = environmentFolder(dir, localEnvironment);
  const wanted = name ?? onlyResource(blueprint);

  const service = currentState(dir, localEnvironment)?.services.find((each) => each.name === wanted);
  const listens = blueprint.services.some((each) => each.name === wanted);
  if (listens && !service?.url) throw notUp(wanted);
  if (listens && service?.url) return { ...closed, name: wanted, dir, url: service.url, page: service.url };

  const running = runningResource(dir, wanted)?.resource ?? null;
  if (running === null && (print || clientsFor(servedResource(blueprint, wanted).type).length === 0)) throw notUp(wanted);
  if (print && running) return doorTo(running, places, dir, async () => {});
  const { resource, release } = await lendResource(dir, blueprint, wanted, { host });
  return doorTo(resource, places, dir, release);
}

/** A resource that is up for as long as somebody needs it. */
export interface LentResource {
  readonly resource: LaunchedResource;
  /** It was brought up for this. */
  readonly lent: boolean;
  /** Has to be called when it is needed no longer. */
  release(exit: number): Promise<void>;
}

/**
 * A resource of a folder that was read into `blueprint`: as it runs, or brought up until it is released. Nothing of the repository
 * runs, only a server of this machine, so there is nothing to consent to. Throws `connect.unknown`, `server.missing`.
 */
export async function lendResource(
  dir: string,
  blueprint: Blueprint,
  name: string,
  { host, yields = false }: { readonly host: Host; readonly yields?: boolean },
): Promise<LentResource> {
  const running = runningResource(dir, name);
  if (running?.purpose === 'up') return { resource: running.resource, lent: false, release: async () => {} };
  const resource = servedResource(blueprint, name);
  if (resource.need === 'optional' && isUp(dir)) throw leftOut(name);
  const whole = planEnvironment(
    { ...blueprint, resources: [{ ...resource, need: 'required' }] },
    { environment: localEnvironment, target: 'local' },
  );
  const plan = focusPlan(whole, { kind: 'resource', resource: name });
  const borrowed = await borrowEnvironment({ dir, blueprint, plan, service: null, own: false, given: {}, yields, host });
  const [launched] = borrowed.resources;
  if (!launched) throw notUp(name);
  return { resource: launched, lent: true, release: (exit) => borrowed.release(exit) };
}

/** A resource that runs now, with its password, and what for: `run` ends with the last program that uses it. */
export function runningResource(dir: string, name: string): { readonly resource: LaunchedResource; readonly purpose: 'up' | 'run' } | null {
  const running = runningLaunch(environmentFolder(dir, localEnvironment));
  const resource = running?.resources.find((each) => each.name === name);
  return running && resource ? { resource, purpose: running.purpose } : null;
}

const isUp = (dir: string): boolean => runningLaunch(environmentFolder(dir, localEnvironment))?.purpose === 'up';

function servedResource(blueprint: Blueprint, name: string): Resource {
  const resource = blueprint.resources.find((each) => each.name === name);
  if (!resource || !isServed(resource.type)) throw unknown(name, blueprint);
  return resource;
}

const closed = { client: null, clients: [], release: async () => {} };

function doorTo(
  { name, type, connection, page, url: shown }: LaunchedResource,
  { root }: EnvironmentFolder,
  dir: string,
  release: (exit: number) => Promise<void>,
): Door {
  const url = valueOfProperty(connection, 'url', null);
  if (shown === '') throw ownFile(name);
  const client = findClient(connection, root);
  return {
    name,
    dir,
    url: typeof url === 'string' ? url : `${connection.host}:${connection.port}`,
    page,
    client,
    clients: clientsFor(type),
    release: async (exit) => {
      client?.forget();
      await release(exit);
    },
  };
}

function onlyResource(blueprint: Blueprint): string {
  const names = served(blueprint);
  const [only] = names;
  if (names.length === 1 && only !== undefined) return only;
  throw unknown(null, blueprint);
}

function served({ resources }: Blueprint): string[] {
  return resources.filter(({ type }) => isServed(type)).map(({ name }) => name);
}

function unknown(name: string | null, blueprint: Blueprint): GroundworkError {
  const names = served(blueprint);
  return new GroundworkError({
    code: 'connect.unknown',
    message: name === null ? 'Which resource is meant?' : `There is no resource \`${name}\` on this machine`,
    fix: names.length > 0 ? `gw connect ${names.join(' | ')}` : 'This folder needs no resource that is served here',
    exit: exitCodes.usage,
  });
}

function ownFile(name: string): GroundworkError {
  return new GroundworkError({
    code: 'connect.own_file',
    message: `${name} is a file in a place that is written in the code`,
    fix: 'gw scan shows where it is opened',
    exit: exitCodes.notPossibleHere,
  });
}

function notUp(name: string): GroundworkError {
  return new GroundworkError({ code: 'connect.not_up', message: `${name} is not up`, fix: 'gw up' });
}

function leftOut(name: string): GroundworkError {
  return new GroundworkError({
    code: 'connect.left_out',
    message: `${name} is optional, and what is up was started without it`,
    fix: `\`resources: { ${name}: { need: required } }\` in groundwork.yaml brings it up with the rest`,
  });
}
