import type { Evidence, ResourceType } from '@groundwork/blueprint';
import type { Connection, ProcessRecord, Told } from '@groundwork/provision';
import type { ProcessGroup } from '../process/group.ts';
import type { LaunchedResource } from '../launch/schema.ts';
import type { Obtain } from './obtain/schema.ts';
import type { Server } from './schema.ts';

/** What a resource of a blueprint asks for, and what it may be given on this machine. */
export interface ServerRequest {
  readonly name: string;
  readonly type: ResourceType;
  readonly version: string | null;
  readonly extensions: readonly string[];
  /** What was read in the code that asks for it: of one type, which cloud's. */
  readonly evidence: readonly Evidence[];
  /** What led to it, in words: which client is constructed, which declaration names it. */
  readonly why: readonly string[];
  /** How its services can be told about it. */
  readonly told: Told;
  /** Names the environment on this machine and nowhere else; the same every time. */
  readonly instance: string;
  /** Project name, for users and databases a person will see. */
  readonly project: string;
  /** A private folder of its own, not yet made; where we are root, one that a server's account can reach. */
  readonly data: string;
  readonly port: number;
  /** Ports beyond it, by the names its provider gives them. */
  readonly extraPorts: Readonly<Record<string, number>>;
  /** Generated and kept; the same every time. */
  readonly password: string;
  readonly adminPassword: string;
}

/** A server found on this machine, ready to be started by the supervisor. */
export interface FoundServer {
  readonly title: string;
  readonly server: Server;
  readonly connection: Connection;
  /** Where a person looks at what is in it. */
  readonly page?: string;
  /** What has to be fetched before its first start. */
  readonly obtain?: Obtain;
  /** What is not as the code asked for. */
  readonly warning: string | null;
}

export interface RunningServer {
  readonly group: ProcessGroup | null;
  readonly record: ProcessRecord | null;
}

/** How one type of resource is had on this machine. */
export interface ServerProvider {
  /** The port its clients try when nobody told them, `null` where there is no server. */
  readonly port: number | null;
  /** Names for further ports its server listens on: a page, an administrator's. */
  readonly extraPorts?: readonly string[];
  /** Its clients look for its address by themselves where the code names none (`Connection.environment`): any port will do. */
  readonly foundByLibraries?: boolean;
  /** A name under which several types have one password: the SDKs of one cloud read a single pair of keys for all its services. */
  readonly sharesPassword?: string;
  /** The first of an ordered chain that is there. Throws `server.missing` (exit 3) with the one command that gets it. */
  find(request: ServerRequest): FoundServer | Promise<FoundServer>;
}

/** How the supervisor starts what was found. */
export interface ServerDriver<S extends Server> {
  start(
    server: S,
    context: { readonly resource: LaunchedResource; readonly run: string; readonly signal: AbortSignal },
  ): Promise<RunningServer>;
}
