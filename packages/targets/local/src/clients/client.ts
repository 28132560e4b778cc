import type { ResourceType } from '@groundwork/blueprint';
import type { Connection } from '@groundwork/provision';

/** How a client program is told where to go. No password is among its arguments, which everyone on the machine can read. */
export interface Told {
  readonly words: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Text of a private file whose name stands for `{file}` among the words; deleted when the client ended. */
  readonly file?: string;
}

/** One client program. */
export interface Client {
  readonly program: string;
  tell(connection: Connection): Told;
}

/** Clients of one type of resource, the one people know best first. */
export type ClientTable = Readonly<Partial<Record<ResourceType, readonly Client[]>>>;
