import { GroundworkError, exitCodes } from '@groundwork/host';
import { CancellationTokenSource, createMessageConnection, type MessageConnection } from 'vscode-jsonrpc';
import {
  notifications,
  requests,
  type MessageOf,
  type NotificationName,
  type ParamsOf,
  type RequestName,
  type ResultOf,
} from '../requests/index.ts';
import { fromResponse } from './errors.ts';
import { transportOver, type Socket } from './socket.ts';

export interface WindowOptions {
  /** Opens a new socket to `/rpc`; called again whenever the last one was lost. */
  readonly openSocket: () => Socket;
  /** Said to the server at every connection, so that it knows the window again. */
  readonly window: string;
  /** Longest wait between two tries, in milliseconds. */
  readonly longestWait?: number;
}

export type ConnectionState = 'connecting' | 'connected' | 'lost' | 'closed';

/** A window's side of the conversation. It connects again by itself; what is asked meanwhile waits. */
export interface WindowConnection {
  readonly state: ConnectionState;
  readonly hello: ResultOf<'session/hello'> | null;
  call<Name extends RequestName>(name: Name, params: ParamsOf<Name>, signal?: AbortSignal): Promise<ResultOf<Name>>;
  on<Name extends NotificationName>(name: Name, listener: (message: MessageOf<Name>) => void): { dispose(): void };
  /** `connected` comes with every connection: whatever was asked to be told of has to be asked for again. */
  onState(listener: (state: ConnectionState) => void): { dispose(): void };
  close(): void;
}

export function connectWindow({ openSocket, window, longestWait = 2000 }: WindowOptions): WindowConnection {
  const listeners = new Map<string, Set<(message: unknown) => void>>();
  const watchers = new Set<(state: ConnectionState) => void>();
  const waiting = new Set<{ go: (connection: MessageConnection) => void; stop: (error: GroundworkError) => void }>();
  let state: ConnectionState = 'connecting';
  let current: MessageConnection | null = null;
  let hello: ResultOf<'session/hello'> | null = null;
  let socket: Socket | null = null;
  let tries = 0;

  const become = (next: ConnectionState): void => {
    if (state === next || state === 'closed') return;
    state = next;
    for (const watcher of watchers) watcher(next);
  };

  const begin = (): void => {
    if (state === 'closed') return;
    socket = openSocket();
    const mine = socket;
    mine.addEventListener('error', () => {});
    mine.addEventListener('open', () => void greet(mine));
    mine.addEventListener('close', () => {
      current = null;
      if (state === 'closed') return;
      become('lost');
      tries += 1;
      setTimeout(begin, Math.min(longestWait, 50 * 2 ** Math.min(tries, 10)));
    });
  };

  const greet = async (mine: Socket): Promise<void> => {
    const { reader, writer } = transportOver(mine);
    const connection = createMessageConnection(reader, writer);
    connection.onNotification((name, params) => deliver(name, params));
    connection.onError(() => {});
    // What was asked and not answered gets no answer any more: whoever waits for it is told.
    mine.addEventListener('close', () => connection.dispose());
    connection.listen();
    try {
      hello = requests['session/hello'].result.parse(await connection.sendRequest('session/hello', { window }));
    } catch {
      mine.close();
      return;
    }
    tries = 0;
    current = connection;
    become('connected');
    for (const each of waiting) each.go(connection);
    waiting.clear();
  };

  const deliver = (name: string, params: unknown): void => {
    const schema = (notifications as Record<string, (typeof notifications)[NotificationName]>)[name];
    const message = schema?.safeParse(params);
    if (message?.success) for (const listener of listeners.get(name) ?? []) listener(message.data);
  };

  const connected = (signal?: AbortSignal): Promise<MessageConnection> => {
    if (current) return Promise.resolve(current);
    if (state === 'closed') return Promise.reject(gone());
    return new Promise((resolve, reject) => {
      const each = { go: resolve, stop: reject };
      waiting.add(each);
      signal?.addEventListener('abort', () => {
        waiting.delete(each);
        reject(cancelled());
      });
    });
  };

  begin();
  return {
    get state() {
      return state;
    },
    get hello() {
      return hello;
    },
    call: async (name, params, signal) => {
      const connection = await connected(signal);
      if (signal?.aborted === true) throw cancelled();
      const cancel = new CancellationTokenSource();
      const abort = (): void => cancel.cancel();
      signal?.addEventListener('abort', abort);
      try {
        // The schema of this very name gives its result.
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion
        return requests[name].result.parse(await connection.sendRequest(name, params, cancel.token)) as ResultOf<typeof name>;
      } catch (cause) {
        throw connection === current ? fromResponse(cause) : lost(name, cause);
      } finally {
        signal?.removeEventListener('abort', abort);
        cancel.dispose();
      }
    },
    on: (name, listener) => {
      const known = listeners.get(name) ?? new Set();
      listeners.set(name, known);
      // Only messages that passed the schema of this name reach it.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      const each = listener as (message: unknown) => void;
      known.add(each);
      return { dispose: () => void known.delete(each) };
    },
    onState: (listener) => {
      watchers.add(listener);
      return { dispose: () => void watchers.delete(listener) };
    },
    close: () => {
      become('closed');
      for (const each of waiting) each.stop(gone());
      waiting.clear();
      socket?.close();
    },
  };
}

function lost(name: string, cause: unknown): GroundworkError {
  return new GroundworkError({
    code: 'window.lost',
    message: `The server went away before it answered ${name}`,
    exit: exitCodes.tryAgain,
    fix: 'Try again: it waits until the server is back',
    cause,
  });
}

function gone(): GroundworkError {
  return new GroundworkError({
    code: 'window.closed',
    message: 'This window has no server any more',
    exit: exitCodes.tryAgain,
    fix: 'Reload the window',
  });
}

const cancelled = (): GroundworkError => new GroundworkError({ code: 'window.cancelled', message: 'Cancelled' });
