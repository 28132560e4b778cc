import type { DebugAdapter, DebugConfiguration, DebugProtocolMessage, DebugSession, Event, EventEmitter } from 'vscode';
import { z } from 'zod';
import type { Shell } from '../shell.ts';

const configuration = z.record(z.string(), z.unknown());
const startSchema = z.object({
  seq: z.number(),
  type: z.literal('request'),
  command: z.literal('startDebugging'),
  arguments: z.object({ request: z.string(), configuration }),
});
const askedSchema = z.object({ seq: z.number(), type: z.literal('request'), command: z.string() });
const attachSchema = z.object({ event: z.literal('debugpyAttach'), body: configuration });
const firstSchema = z.looseObject({ command: z.enum(['launch', 'attach', 'restart']), arguments: configuration.optional() });

/**
 * The Debug Adapter Protocol over a WebSocket of the server, one message a frame. Processes that are started by what is debugged get
 * sessions of their own, which live and end with the first.
 */
export class SocketAdapter implements DebugAdapter {
  readonly onDidSendMessage: Event<DebugProtocolMessage>;
  readonly #said: EventEmitter<DebugProtocolMessage>;
  readonly #socket: WebSocket;
  readonly #shell: Shell;
  readonly #session: DebugSession;
  readonly #id: string;
  /** What was asked before the socket was open. */
  #early: string[] = [];

  constructor(shell: Shell, id: string, session: DebugSession) {
    const { api, origin, token } = shell;
    this.#shell = shell;
    this.#session = session;
    this.#id = id;
    this.#said = new api.EventEmitter();
    this.onDidSendMessage = this.#said.event;
    this.#socket = new WebSocket(`${origin.replace(/^http/, 'ws')}/debug/${id}?token=${encodeURIComponent(token)}`);
    this.#socket.addEventListener('open', () => {
      for (const text of this.#early) this.#socket.send(text);
      this.#early = [];
    });
    this.#socket.addEventListener('message', ({ data }) => this.#receive(JSON.parse(String(data))));
    // The server is gone, or the adapter: nothing more will come of the session.
    this.#socket.addEventListener('close', () => {
      for (const text of this.#early) this.#answer(JSON.parse(text));
      this.#said.fire(ended);
    });
  }

  handleMessage(message: DebugProtocolMessage): void {
    this.#send(this.#session.parentSession ? message : named(message, this.#id));
  }

  dispose(): void {
    this.#socket.close();
    this.#said.dispose();
  }

  #send(message: object): void {
    const text = JSON.stringify(message);
    if (this.#socket.readyState === WebSocket.CONNECTING) this.#early.push(text);
    else if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(text);
    else this.#answer(message);
  }

  /** Whoever asks what has ended is told so: the workbench waits for an answer before it takes a session away. */
  #answer(message: object): void {
    const asked = askedSchema.safeParse(message).data;
    if (!asked) return;
    const { seq, command } = asked;
    this.#said.fire(Object.assign({}, { seq: 0, type: 'response', request_seq: seq, command, success: command === 'disconnect' }));
  }

  #receive(message: DebugProtocolMessage): void {
    const start = startSchema.safeParse(message).data;
    const attach = attachSchema.safeParse(message).data;
    if (start) void this.#follow({ ...start.arguments.configuration, request: start.arguments.request }, start.seq);
    else if (attach) void this.#follow(attach.body, null);
    else this.#said.fire(message);
  }

  /** Debugs a process that the program started. */
  async #follow(child: Readonly<Record<string, unknown>>, asked: number | null): Promise<void> {
    const { type, workspaceFolder, name } = this.#session;
    const { debug, DebugConsoleMode } = this.#shell.api;
    const complete: DebugConfiguration = { name, request: 'attach', ...child, type };
    const options = {
      parentSession: this.#session,
      lifecycleManagedByParent: true,
      consoleMode: DebugConsoleMode.MergeWithParent,
      compact: true,
    };
    const success = await debug.startDebugging(workspaceFolder, complete, options);
    if (asked !== null) this.#send({ seq: 0, type: 'response', request_seq: asked, success, command: 'startDebugging' });
  }
}

/** The server puts in what is started: it knows it by this name. */
function named(message: DebugProtocolMessage, id: string): object {
  const first = firstSchema.safeParse(message).data;
  return first ? { ...first, arguments: { ...first.arguments, groundwork: id } } : message;
}

const ended: DebugProtocolMessage & { readonly seq: number; readonly type: string; readonly event: string } = {
  seq: 0,
  type: 'event',
  event: 'terminated',
};
