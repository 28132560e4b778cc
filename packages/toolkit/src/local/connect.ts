import type { Blueprint } from '@groundwork/blueprint';
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
  const running = runningLaunch(places);
  const wanted = name ?? onlyResource(blueprint);

  const service = currentState(dir, localEnvironment)?.services.find((each) => each.name === wanted);
  const listens = blueprint.services.some((each) => each.name === wanted);
  if (listens && !service?.url) throw notUp(wanted);
  if (listens && service?.url) return { ...closed, name: wanted, dir, url: service.url, page: service.url };

  const up = running?.resources.find((each) => each.name === wanted);
  if (up) return doorTo(up, places, dir, async () => {});
  const resource = blueprint.resources.find((each) => each.name === wanted);
  if (!resource || !isServed(resource.type)) throw unknown(wanted, blueprint);
  if (print || clientsFor(resource.type).length === 0) throw notUp(wanted);
  const whole = planEnvironment(
    { ...blueprint, resources: [{ ...resource, need: 'required' }] },
    { environment: localEnvironment, target: 'local' },
  );
  const plan = focusPlan(whole, { kind: 'resource', resource: wanted });
  // Nothing of the repository runs, only a server of this machine: there is nothing to consent to.
  const borrowed = await borrowEnvironment({ dir, blueprint, plan, service: null, own: false, given: {}, host });
  const [launched] = borrowed.resources;
  if (!launched) throw notUp(wanted);
  return doorTo(launched, places, dir, (exit) => borrowed.release(exit));
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
