import { exitCodes, GroundworkError } from '@groundwork/host';
import { answer, requests, tell, transportOver, type Handlers, type RequestName } from '@groundwork/protocol';
import { createMessageConnection, type MessageConnection } from 'vscode-jsonrpc/node';
import type { WebSocket } from 'ws';
import type { WindowContext } from './context.ts';
import { domains, spokenFirst } from './domains.ts';
import type { Windows } from './windows.ts';

type AnyHandler = (params: unknown, signal: AbortSignal) => Promise<unknown>;
type Domain = Readonly<Record<string, AnyHandler>>;

/** A window that takes nothing for so long that this much waits for it is let go: it comes back and asks anew. */
const mostBacklog = 64 * 1024 * 1024;

/** Speaks the protocol with one window over its socket, until either side closes it. */
export function connectWindow(socket: WebSocket, windows: Windows): void {
  const { reader, writer } = transportOver(socket);
  const connection = createMessageConnection(reader, writer);
  const closed = new AbortController();
  let context: WindowContext | null = null;
  const loaded = new Map<string, Promise<Domain>>();

  const load = (prefix: string): Promise<Domain> => {
    const known = loaded.get(prefix) ?? loadDomain(prefix, () => context ?? unknownWindow());
    loaded.set(prefix, known);
    return known;
  };
  const handle = async (name: RequestName, params: unknown, signal: AbortSignal): Promise<unknown> => {
    if (name === 'session/hello' && context === null) {
      context = contextOf(socket, connection, windows, requests[name].params.parse(params).window, closed.signal);
      windows.add(context);
      // After the answer, which the window waits for before it listens.
      setImmediate(() => void Promise.all(spokenFirst.map(load)).catch(() => {}));
    }
    if (context === null) unknownWindow();
    const domain = await load(prefixOf(name));
    return domain[name]?.(params, AbortSignal.any([signal, closed.signal]));
  };

  const known = Object.keys(requests).filter((name) => prefixOf(name) in domains);
  const handlers = Object.fromEntries(
    known.map((name) => {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a key of `requests`
      const each: AnyHandler = (params, signal) => handle(name as RequestName, params, signal);
      return [name, each];
    }),
  );
  // `answer` parses what each handler is given; what it gives back is typed where the domain is written.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  answer(connection, handlers as unknown as Handlers);
  connection.onError(() => {});
  socket.on('error', () => {});
  socket.on('close', () => {
    closed.abort();
    if (context !== null) windows.remove(context);
    connection.dispose();
  });
  connection.listen();
}

async function loadDomain(prefix: string, context: () => WindowContext): Promise<Domain> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the table's own types tie each name to its handler
  const loader = (domains as Readonly<Record<string, () => Promise<(context: WindowContext) => unknown>>>)[prefix];
  const create = await loader?.();
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return (create?.(context()) ?? {}) as Domain;
}

function contextOf(
  socket: WebSocket,
  connection: MessageConnection,
  { workspace }: Windows,
  window: string,
  signal: AbortSignal,
): WindowContext {
  return {
    workspace,
    window,
    signal,
    backlog: () => socket.bufferedAmount,
    onClose: (callback) => signal.addEventListener('abort', callback, { once: true }),
    tell: (name, message) => {
      if (signal.aborted) return;
      if (socket.bufferedAmount > mostBacklog) socket.terminate();
      else tell(connection, name, message);
    },
  };
}

const prefixOf = (name: string): string => name.slice(0, name.indexOf('/'));

function unknownWindow(): never {
  throw new GroundworkError({
    code: 'session.no_hello',
    message: 'A window says `session/hello` before anything else',
    exit: exitCodes.usage,
  });
}
