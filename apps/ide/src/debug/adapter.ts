import type { DebugAdapter, DebugProtocolMessage, Event, EventEmitter } from 'vscode';
import type { Shell } from '../shell.ts';

/** The Debug Adapter Protocol over a WebSocket of the server, one message a frame. */
export class SocketAdapter implements DebugAdapter {
  readonly onDidSendMessage: Event<DebugProtocolMessage>;
  readonly #said: EventEmitter<DebugProtocolMessage>;
  readonly #socket: WebSocket;
  /** What was asked before the socket was open. */
  #early: string[] = [];

  constructor({ api, origin, token }: Shell, id: string) {
    this.#said = new api.EventEmitter();
    this.onDidSendMessage = this.#said.event;
    this.#socket = new WebSocket(`${origin.replace(/^http/, 'ws')}/debug/${id}?token=${encodeURIComponent(token)}`);
    this.#socket.addEventListener('open', () => {
      for (const text of this.#early) this.#socket.send(text);
      this.#early = [];
    });
    this.#socket.addEventListener('message', ({ data }) => this.#said.fire(JSON.parse(String(data))));
    // The server is gone, or the adapter: nothing more will come of the session.
    this.#socket.addEventListener('close', () => this.#said.fire(ended));
  }

  handleMessage(message: DebugProtocolMessage): void {
    const text = JSON.stringify(message);
    if (this.#socket.readyState === WebSocket.CONNECTING) this.#early.push(text);
    else this.#socket.send(text);
  }

  dispose(): void {
    this.#socket.close();
    this.#said.dispose();
  }
}

const ended: DebugProtocolMessage & { readonly seq: number; readonly type: string; readonly event: string } = {
  seq: 0,
  type: 'event',
  event: 'terminated',
};
