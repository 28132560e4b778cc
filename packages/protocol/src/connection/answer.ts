import type { Disposable } from 'vscode-jsonrpc';
import { ErrorCodes, ResponseError, type CancellationToken, type MessageConnection } from 'vscode-jsonrpc';
import {
  notifications,
  requests,
  type MessageOf,
  type NotificationName,
  type ParsedParamsOf,
  type RequestName,
  type ResultOf,
} from '../requests/index.ts';
import { toResponse } from './errors.ts';

export type Handler<Name extends RequestName> = (params: ParsedParamsOf<Name>, signal: AbortSignal) => Promise<ResultOf<Name>>;
export type Handlers<Names extends RequestName = RequestName> = { readonly [Name in Names]: Handler<Name> };

/** Answers what one window asks. Parameters that do not fit their schema are refused before a handler sees them. */
export function answer<Names extends RequestName>(connection: MessageConnection, handlers: Handlers<Names>): void {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- keys of `handlers` are its names
  for (const name of Object.keys(handlers) as Names[]) {
    connection.onRequest(name, async (params: unknown, token: CancellationToken) => {
      const parsed = requests[name].params.safeParse(params);
      if (!parsed.success)
        return new ResponseError(ErrorCodes.InvalidParams, `${name}: ${parsed.error.issues[0]?.message ?? 'wrong parameters'}`);
      const abort = new AbortController();
      const cancelled: Disposable = token.onCancellationRequested(() => abort.abort());
      try {
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- parsed by the schema of this very name
        return await handlers[name](parsed.data as ParsedParamsOf<Names>, abort.signal);
      } catch (cause) {
        return toResponse(cause);
      } finally {
        cancelled.dispose();
      }
    });
  }
}

/** Tells one window something. Dropped when it is gone. */
export function tell<Name extends NotificationName>(connection: MessageConnection, name: Name, message: MessageOf<Name>): void {
  if (notifications[name]) connection.sendNotification(name, message).catch(() => {});
}
