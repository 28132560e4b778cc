import type { CancellationToken, Connection, ServerCapabilities } from 'vscode-languageserver';
import type { LineOrigins } from './origins/line-origins.ts';
import { linesOf } from './text/lines.ts';
import type { OpenDocuments } from './workspace/documents.ts';
import type { LiveState } from './workspace/live.ts';
import type { Settings } from './workspace/settings.ts';
import type { Uris } from './workspace/uris.ts';
import type { Workspace } from './workspace/workspace.ts';

/** What an editor says it can do. */
export interface Client {
  readonly refreshesLenses: boolean;
  readonly watchesFiles: boolean;
  /** Asks for the edits of a code action when somebody chose it. */
  readonly resolvesEdits: boolean;
  /** Our commands, which the extension brings along. */
  readonly knowsCommands: boolean;
}

/** One editor and one folder, as a feature sees them. */
export interface Session {
  readonly connection: Connection;
  readonly workspace: Workspace;
  readonly live: LiveState;
  readonly uris: Uris;
  readonly documents: OpenDocuments;
  readonly client: Client;
  /** What a person set in the editor. */
  readonly settings: Settings;
  readonly origins: LineOrigins;
  /** Calls back when the session ends. */
  onClose(listener: () => void): void;
}

/** One thing the editor shows or does. */
export interface Feature {
  readonly capabilities: ServerCapabilities;
  /** Registers what answers it; called once, when the editor is ready. */
  start(session: Session): void;
}

/** Lines of a file of the folder as the editor has it; none where it cannot be read. */
export const linesIn = ({ workspace }: Pick<Session, 'workspace'>, path: string): readonly string[] => linesOf(workspace.text(path) ?? '');

/** Aborted when the editor no longer wants an answer. */
export function signalOf(token: CancellationToken): AbortSignal {
  const cancelling = new AbortController();
  if (token.isCancellationRequested) cancelling.abort();
  else token.onCancellationRequested(() => cancelling.abort());
  return cancelling.signal;
}

/** Tells the editor something; one that is gone hears nothing. */
export const tell = ({ connection }: Pick<Session, 'connection'>, method: string, params: object): void =>
  void attempt(() => connection.sendNotification(method, params));

/** Asks the editor for something; `false` when it is gone or would not. */
export const ask = ({ connection }: Pick<Session, 'connection'>, method: string, params?: object): Promise<boolean> =>
  attempt(() => connection.sendRequest(method, params));

async function attempt(send: () => Promise<unknown>): Promise<boolean> {
  try {
    await send();
    return true;
  } catch {
    return false;
  }
}
