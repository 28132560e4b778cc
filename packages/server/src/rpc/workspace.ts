import type { Host } from '@groundwork/host';
import type { MessageOf, NotificationName } from '@groundwork/protocol';

/** The one folder that is open, and what all its windows share. */
export interface Workspace {
  /** Absolute real path. */
  readonly dir: string;
  /** What its windows call it. */
  readonly name: string;
  readonly host: Host;
  /** What starts our own command line, to be followed by its words; empty where there is none. */
  readonly command: readonly string[];
  readonly version: string;
  /** Another one with every start of the server. */
  readonly server: string;
  /** One of the examples that ship with Groundwork: trusted, and comes up without being asked for. */
  readonly example: boolean;
  /** Aborted when the server is closed. */
  readonly signal: AbortSignal;
  /** Called when the server is closed, which waits for it. */
  onClose(callback: () => Promise<void> | void): void;
  /** Tells every window. */
  tell<Name extends NotificationName>(name: Name, message: MessageOf<Name>): void;
}

/**
 * What a domain shares between windows: made when it is first needed, once for each workspace.
 *
 * @example
 * export const terminalsOf = perWorkspace((workspace) => new Terminals(workspace));
 */
export function perWorkspace<T>(create: (workspace: Workspace) => T): (workspace: Workspace) => T {
  const made = new WeakMap<Workspace, { readonly value: T }>();
  return (workspace) => {
    const known = made.get(workspace) ?? { value: create(workspace) };
    made.set(workspace, known);
    return known.value;
  };
}
