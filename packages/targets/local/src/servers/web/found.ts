import type { ResourceType } from '@groundwork/blueprint';
import type { Connection } from '@groundwork/provision';
import { join } from 'node:path';
import { serverAccount } from '../../process/account.ts';
import type { Carried } from '../obtain/carried.ts';
import { programsOnPath } from '../programs.ts';
import type { FoundServer, ServerRequest } from '../provider.ts';
import type { WebServer } from './schema.ts';

/** A program on this machine, or one that a package manager carries. */
export type WebSource = string | Carried;

/** How one server is started and asked; the rest of `WebServer` follows from the request. */
export interface WebStart extends Pick<WebServer, 'ready'> {
  /** Relative to its folder, which is given to what wants absolute paths. */
  readonly arguments: readonly string[] | ((folder: string) => readonly string[]);
  /** `Chroma`. */
  readonly name: string;
  /** Its version where it is known without starting it. */
  readonly version?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, string>>;
  readonly folders?: readonly string[];
  readonly initialise?: readonly string[];
  readonly patienceMs?: number;
  readonly connection?: Partial<Connection>;
  /** What its clients have to show, where it asks for one. */
  readonly apiKey?: string;
  readonly page?: string;
  readonly warning?: string;
}

/** What is found when a program is there, on this machine already or once it was obtained. */
export function foundWeb(type: ResourceType, request: ServerRequest, source: WebSource, start: WebStart): FoundServer {
  const { port } = request;
  const {
    name,
    version,
    env = {},
    files = {},
    folders = [],
    initialise = null,
    patienceMs = 120_000,
    connection,
    page,
    warning,
    apiKey,
  } = start;
  const folder = join(request.data, folderOf(name));
  return {
    title: version === undefined ? name : `${name} ${version}`,
    server: {
      driver: 'web',
      title: name,
      program: typeof source === 'string' ? source : source.program,
      arguments: [...(typeof start.arguments === 'function' ? start.arguments(folder) : start.arguments)],
      env: { ...env },
      files: { ...files },
      folders: [...folders],
      initialise: initialise === null ? null : [...initialise],
      account: serverAccount([]),
      data: folder,
      port,
      ready: start.ready,
      patienceMs,
    },
    connection: { ...webConnection(type, port, apiKey), ...connection },
    ...(page === undefined ? {} : { page }),
    ...(typeof source === 'string' ? {} : { obtain: source.obtain }),
    warning: warning ?? null,
  };
}

/** Each server has a folder of its own: the files of one are nothing to another that comes to serve the same resource. */
const folderOf = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]+/g, '-');

/** The first program by one of these names. */
export const onPath = (...names: readonly string[]): string | null => names.flatMap((name) => programsOnPath(name))[0] ?? null;

/** A key for a server whose services can be told one, `null` where the code has no variable for it. */
export function keyOf({ told, password }: ServerRequest): string | null {
  return told.variables.some(({ property }) => property === 'apiKey') ? password : null;
}

function webConnection(type: ResourceType, port: number, apiKey?: string): Connection {
  const url = `http://127.0.0.1:${port}`;
  const properties = { url, endpoint: url, ...(apiKey === undefined ? {} : { apiKey }) };
  return { type, host: '127.0.0.1', port, user: null, password: null, database: null, path: null, properties };
}
