import { once } from 'node:events';
import { WebSocket } from 'ws';
import { z } from 'zod';
import type { Harbour } from '../server.fixture.ts';

const record = z.record(z.string(), z.unknown());
/** What is read of a message of the Debug Adapter Protocol. */
const messageSchema = z.object({
  type: z.string(),
  seq: z.number(),
  command: z.string().optional(),
  event: z.string().optional(),
  request_seq: z.number().optional(),
  success: z.boolean().optional(),
  // debugpy has empty texts where there is nothing to say.
  body: record.catch({}),
  arguments: record.optional(),
});
type Message = z.infer<typeof messageSchema>;

const framesSchema = z.object({ stackFrames: z.array(z.object({ id: z.number(), name: z.string() })) });

interface Served {
  readonly served: Pick<Harbour['served'], 'origin' | 'token'>;
}

/** As much of an editor as a debugger needs: breakpoints are set in every session, and sessions of child processes are opened. */
export class Client {
  readonly said: Message[] = [];
  readonly #sockets: WebSocket[] = [];
  readonly #answers = new Map<string, (answer: Message) => void>();
  readonly #harbour: Served;
  readonly #id: string;
  readonly #breakpoints: Readonly<Record<string, number>>;
  #seq = 1;

  constructor(harbour: Served, id: string, breakpoints: Readonly<Record<string, number>>) {
    this.#harbour = harbour;
    this.#id = id;
    this.#breakpoints = breakpoints;
  }

  get output(): string {
    return this.said
      .filter(({ event }) => event === 'output')
      .map(({ body }) => String(body['output']))
      .join('');
  }

  /** Opens a session and starts it; its number is what the other methods want. */
  async open(request: string, configuration: Readonly<Record<string, unknown>>): Promise<number> {
    const { origin, token } = this.#harbour.served;
    const socket = new WebSocket(`${origin.replace('http', 'ws')}/debug/${this.#id}?token=${token}`);
    const session = this.#sockets.push(socket) - 1;
    socket.on('message', (data: Buffer) => void this.#receive(session, messageSchema.parse(JSON.parse(data.toString()))));
    await once(socket, 'open');
    const client = { clientID: 'vscode', adapterID: 'any', pathFormat: 'path', linesStartAt1: true, columnsStartAt1: true };
    await this.ask(session, 'initialize', { ...client, supportsStartDebuggingRequest: true });
    void this.ask(session, request, configuration);
    return session;
  }

  ask(session: number, command: string, given: Readonly<Record<string, unknown>> = {}): Promise<Message> {
    const seq = this.#seq++;
    this.#sockets[session]?.send(JSON.stringify({ seq, type: 'request', command, arguments: given }));
    return new Promise((done) => this.#answers.set(`${session} ${seq}`, done));
  }

  /** Waits for a program to stop; what `expression` is worth there. */
  async stopped(expression: string): Promise<{ session: number; thread: number; value: unknown; frames: string[] }> {
    const { session, message } = await this.#next((each) => each.event === 'stopped');
    const thread = Number(message.body['threadId']);
    const { stackFrames: frames } = framesSchema.parse((await this.ask(session, 'stackTrace', { threadId: thread })).body);
    const value = await this.ask(session, 'evaluate', { expression, frameId: frames[0]?.id, context: 'watch' });
    return { session, thread, value: value.body['result'], frames: frames.map(({ name }) => name) };
  }

  async until(event: string): Promise<Message> {
    return (await this.#next((each) => each.event === event)).message;
  }

  close(): void {
    for (const socket of this.#sockets) socket.close();
  }

  readonly #unread: { session: number; message: Message }[] = [];
  readonly #waiting = new Set<() => void>();

  async #next(fits: (message: Message) => boolean): Promise<{ session: number; message: Message }> {
    for (;;) {
      const at = this.#unread.findIndex(({ message }) => fits(message));
      const found = at === -1 ? undefined : this.#unread.splice(at, 1)[0];
      if (found) return found;
      await new Promise<void>((again) => this.#waiting.add(again));
    }
  }

  async #receive(session: number, message: Message): Promise<void> {
    this.said.push(message);
    if (message.type === 'response') this.#answers.get(`${session} ${message.request_seq}`)?.(message);
    else this.#unread.push({ session, message });
    for (const again of this.#waiting) again();
    this.#waiting.clear();
    if (message.event === 'initialized') {
      for (const [path, line] of Object.entries(this.#breakpoints))
        await this.ask(session, 'setBreakpoints', { source: { path }, breakpoints: [{ line }] });
      await this.ask(session, 'configurationDone');
    }
    if (message.event === 'debugpyAttach') await this.open('attach', message.body);
    if (message.command === 'startDebugging') {
      this.#sockets[session]?.send(
        JSON.stringify({ seq: this.#seq++, type: 'response', request_seq: message.seq, success: true, command: message.command }),
      );
      await this.open(String(message.arguments?.['request']), record.parse(message.arguments?.['configuration']));
    }
  }
}
