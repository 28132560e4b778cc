import {
  client,
  methods,
  ndJsonStream,
  PROTOCOL_VERSION,
  type ClientConnection,
  type InitializeResponse,
  type McpServer,
  type RequestPermissionRequest,
  type SessionUpdate,
} from '@agentclientprotocol/sdk';
import { spawn } from 'node:child_process';
import { Readable, Writable } from 'node:stream';

export interface TestClient {
  readonly connection: ClientConnection;
  readonly pid: number;
  /** What is answered when an agent asks. */
  permits: boolean;
  readonly asked: readonly RequestPermissionRequest[];
  updates(sessionId: string): readonly SessionUpdate[];
  initialize(): Promise<InitializeResponse>;
  newSession(cwd: string, mode: string | null, mcpServers?: McpServer[]): Promise<string>;
  prompt(sessionId: string, text: string): Promise<string>;
  cancel(sessionId: string): Promise<void>;
  /** With the signal that ended it. */
  readonly exited: Promise<NodeJS.Signals | null>;
  /** Ends it as a host does: its standard input is closed, then it is asked by a signal, then it is killed. */
  close(): Promise<void>;
}

export function connectClient(
  [program = '', ...args]: readonly string[],
  options: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
): TestClient {
  const child = spawn(program, args, { ...options, stdio: ['pipe', 'pipe', 'ignore'] });
  const exited = new Promise<NodeJS.Signals | null>((done) => child.once('exit', (_code, signal) => done(signal)));
  const updates: { readonly sessionId: string; readonly update: SessionUpdate }[] = [];
  const asked: RequestPermissionRequest[] = [];
  const app = client()
    .onNotification(methods.client.session.update, ({ params }) => void updates.push(params))
    .onRequest(methods.client.session.requestPermission, ({ params }) => {
      asked.push(params);
      const kind = it.permits ? 'allow_once' : 'reject_once';
      const option = params.options.find((offered) => offered.kind === kind);
      return { outcome: option === undefined ? { outcome: 'cancelled' } : { outcome: 'selected', optionId: option.optionId } };
    });
  // The web streams of Node and those of the protocol's package differ in their types alone.
  const readable = Readable.toWeb(child.stdout) as ReadableStream<Uint8Array>;
  const connection = app.connect(ndJsonStream(Writable.toWeb(child.stdin), readable));
  const { agent } = connection;
  const it: TestClient = {
    connection,
    pid: child.pid ?? 0,
    permits: true,
    asked,
    updates: (sessionId) => updates.filter((told) => told.sessionId === sessionId).map(({ update }) => update),
    initialize: () => agent.request(methods.agent.initialize, { protocolVersion: PROTOCOL_VERSION, clientCapabilities: {} }),
    newSession: async (cwd, modeId, mcpServers = []) => {
      const { sessionId } = await agent.request(methods.agent.session.new, { cwd, mcpServers });
      if (modeId !== null) await agent.request(methods.agent.session.setMode, { sessionId, modeId });
      return sessionId;
    },
    prompt: async (sessionId, text) =>
      (await agent.request(methods.agent.session.prompt, { sessionId, prompt: [{ type: 'text', text }] })).stopReason,
    cancel: (sessionId) => agent.notify(methods.agent.session.cancel, { sessionId }),
    exited,
    close: async () => {
      child.stdin.end();
      const timers = [setTimeout(() => child.kill('SIGTERM'), 3000), setTimeout(() => child.kill('SIGKILL'), 10_000)];
      await exited;
      for (const timer of timers) clearTimeout(timer);
      connection.close();
    },
  };
  return it;
}
