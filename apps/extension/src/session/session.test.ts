import { answer, tell, transportOver } from '@groundwork/protocol';
import { once } from 'node:events';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createMessageConnection, type MessageConnection } from 'vscode-jsonrpc/node';
import { WebSocketServer } from 'ws';
import type { BlueprintState } from '@groundwork/language-server/protocol';
import { bakeryBlueprint, bakeryStatus } from '../model/bakery.fixture.ts';
import { Session } from './session.ts';

const editor = vi.hoisted(() => ({ blueprint: null as ((state: BlueprintState) => void) | null }));

vi.mock('vscode', () => ({
  workspace: { onDidChangeConfiguration: () => ({ dispose: () => {} }) },
  env: { sessionId: 'window-of-the-bakery' },
  EventEmitter: class {
    readonly #listeners = new Set<(event: unknown) => void>();
    readonly event = (listener: (event: unknown) => void): { dispose(): void } => {
      this.#listeners.add(listener);
      return { dispose: () => void this.#listeners.delete(listener) };
    };
    fire(event: unknown): void {
      for (const listener of this.#listeners) listener(event);
    }
    dispose(): void {
      this.#listeners.clear();
    }
  },
}));
// The language client needs a whole editor; what it hands on is all that matters here.
vi.mock('../connection/language-client.ts', () => ({
  LanguageClient: class {
    onBlueprint(listener: (state: BlueprintState) => void): { dispose(): void } {
      editor.blueprint = listener;
      return { dispose: () => {} };
    }
    onCompletion(): { dispose(): void } {
      return { dispose: () => {} };
    }
    async start(): Promise<void> {}
    async dispose(): Promise<void> {}
  },
}));

let server: WebSocketServer;
let session: Session;
let connections: MessageConnection[] = [];

/** A workspace server that speaks the real protocol. */
async function serve(port = 0): Promise<number> {
  server = new WebSocketServer({ host: '127.0.0.1', port });
  server.on('connection', (socket) => {
    const { reader, writer } = transportOver(socket);
    const connection = createMessageConnection(reader, writer);
    connections.push(connection);
    answer(connection, {
      'session/hello': async () => ({
        version: '1',
        server: 'oven',
        name: 'bakery',
        home: '/home/ada',
        roots: [{ id: 'workspace', path: '/bakery', writable: true }],
        example: true,
      }),
      'environment/status': async () => bakeryStatus('stopped'),
      'secrets/list': async () => [{ name: 'PAYMENT_KEY', services: ['counter'], required: true, where: null, given: false }],
    });
    connection.listen();
  });
  await once(server, 'listening');
  return (server.address() as { port: number }).port;
}

function open(port: number): Session {
  session = new Session({ name: 'bakery', index: 0, uri: {} } as never, { origin: `http://127.0.0.1:${port}`, token: 'flour' });
  return session;
}

function stop(): void {
  for (const client of server.clients) client.terminate();
  server.close();
  connections = [];
}

afterEach(() => {
  session.dispose();
  stop();
});

describe('a session', () => {
  it('knows what the server knows once it is connected', async () => {
    open(await serve());
    expect(session.snapshot.connection).toBe('starting');
    await expect.poll(() => session.snapshot.status?.services.length).toBe(3);
    expect(session.snapshot).toMatchObject({ connection: 'connected', name: 'bakery', example: true, busy: null });
    await expect.poll(() => session.snapshot.secrets.map(({ name }) => name)).toEqual(['PAYMENT_KEY']);
  });

  it('follows what changes, and what goes on', async () => {
    open(await serve());
    await expect.poll(() => session.snapshot.status).not.toBeNull();
    const [connection] = connections;
    if (!connection) throw new Error('nobody connected');
    tell(connection, 'environment/changed', { ...bakeryStatus('starting'), underway: 'up' });
    tell(connection, 'environment/progress', { type: 'started', task: 'install', label: 'install (uv)' });
    tell(connection, 'environment/progress', { type: 'progress', task: 'install', done: 1, total: 4 });
    await expect.poll(() => session.snapshot.activities).toMatchObject([{ task: 'install', label: 'install (uv)', detail: '25 %' }]);
    expect(session.snapshot.busy).toBe('up');
    tell(connection, 'environment/progress', { type: 'finished', task: 'install', outcome: 'done', ms: 3 });
    await expect.poll(() => session.snapshot.activities).toEqual([]);
  });

  it('shows what the language server read', async () => {
    open(await serve());
    editor.blueprint?.({ blueprint: bakeryBlueprint, problems: [] });
    expect(session.snapshot.blueprint?.name).toBe('bakery');
  });

  it('finds the server again when it comes back', async () => {
    const port = await serve();
    open(port);
    await expect.poll(() => session.snapshot.connection).toBe('connected');
    stop();
    await expect.poll(() => session.snapshot.connection).toBe('lost');
    await serve(port);
    await expect.poll(() => session.snapshot.connection, { timeout: 10_000 }).toBe('connected');
  });
});
