import {
  AbstractMessageReader,
  AbstractMessageWriter,
  Disposable,
  type DataCallback,
  type Message,
  type MessageReader,
  type MessageWriter,
} from 'vscode-jsonrpc';
import { z } from 'zod';

/** What is used of a WebSocket; the browser's, Node's and `ws` have it. */
export interface Socket {
  readonly readyState: number;
  send(text: string): void;
  close(code?: number, reason?: string): void;
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
  addEventListener(type: 'open' | 'close' | 'error', listener: () => void): void;
}

const open = 1;
/** What every message of JSON-RPC has; the rest is checked where it is used. */
const messageSchema = z.looseObject({ jsonrpc: z.literal('2.0') });

/** JSON-RPC over a WebSocket that is open: one message a frame. */
export function transportOver(socket: Socket): { readonly reader: MessageReader; readonly writer: MessageWriter } {
  return { reader: new SocketReader(socket), writer: new SocketWriter(socket) };
}

class SocketReader extends AbstractMessageReader implements MessageReader {
  readonly #socket: Socket;
  /** Messages that came before anybody listened. */
  #early: Message[] | null = [];
  #callback: DataCallback | null = null;

  constructor(socket: Socket) {
    super();
    this.#socket = socket;
    socket.addEventListener('message', ({ data }) => this.#receive(data));
    socket.addEventListener('close', () => this.fireClose());
  }

  listen(callback: DataCallback): Disposable {
    this.#callback = callback;
    const early = this.#early ?? [];
    this.#early = null;
    for (const message of early) callback(message);
    return Disposable.create(() => {
      this.#callback = null;
    });
  }

  #receive(data: unknown): void {
    let message: Message;
    try {
      message = messageSchema.parse(JSON.parse(String(data)));
    } catch (cause) {
      this.fireError(cause);
      this.#socket.close(1007, 'not JSON-RPC');
      return;
    }
    if (this.#early) this.#early.push(message);
    else this.#callback?.(message);
  }
}

class SocketWriter extends AbstractMessageWriter implements MessageWriter {
  readonly #socket: Socket;

  constructor(socket: Socket) {
    super();
    this.#socket = socket;
    socket.addEventListener('close', () => this.fireClose());
  }

  async write(message: Message): Promise<void> {
    // What is asked while the socket is closing is answered by the close itself.
    if (this.#socket.readyState === open) this.#socket.send(JSON.stringify(message));
  }

  end(): void {}
}
