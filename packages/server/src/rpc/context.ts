import type { MessageOf, NotificationName } from '@groundwork/protocol';
import type { Workspace } from './workspace.ts';

/** One window that said hello, as the handlers of a domain see it. */
export interface WindowContext {
  readonly workspace: Workspace;
  /** The window's own name: the same one after a reload and after a reconnection. */
  readonly window: string;
  tell<Name extends NotificationName>(name: Name, message: MessageOf<Name>): void;
  /** Bytes on their way that the window has not taken yet: who sends much waits while this is large. */
  backlog(): number;
  /** Called once, when this connection is gone; the window may come back with another one. */
  onClose(callback: () => void): void;
  /** Aborted when this connection is gone. */
  readonly signal: AbortSignal;
}
