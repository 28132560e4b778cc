import {
  client,
  methods,
  ndJsonStream,
  PROTOCOL_VERSION,
  RequestError,
  type ClientContext,
  type McpServer,
  type NewSessionResponse,
  type PromptResponse,
  type RequestPermissionRequest,
  type RequestPermissionResponse,
  type SessionUpdate,
} from '@agentclientprotocol/sdk';
import { GroundworkError } from '@groundwork/host';
import { Readable, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { readInJail, writeInJail } from '../jail/files.ts';
import type { Jail } from '../jail/jail.ts';
import { messagesOnly } from './lines.ts';
import { Terminals } from './terminals.ts';

export interface HostedOptions {
  readonly jail: Jail;
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly mcpServers: readonly McpServer[];
  /** A session of before; a new one where it cannot be loaded. */
  readonly session: string | null;
  /** By what it is for, of the table of known agents; not set where the agent has no such mode. */
  readonly mode: string | null;
  readonly update: (update: SessionUpdate) => void;
  readonly permit: (request: RequestPermissionRequest) => RequestPermissionResponse;
  readonly signal: AbortSignal;
}

/** How it ended, when nobody asked it to. */
export interface Death {
  readonly reason: 'crashed' | 'malformed';
  readonly why: string;
}

/** An agent in a jail, with a session open. */
export interface Hosted {
  readonly name: string;
  readonly version: string | null;
  readonly session: string;
  readonly loads: boolean;
  /** It goes on with the session of before. */
  readonly loaded: boolean;
  prompt(text: string): Promise<PromptResponse>;
  /** Asks it to end its turn. */
  cancel(): void;
  /** Settled once it is gone. */
  readonly died: Promise<Death>;
  close(): Promise<void>;
}

/** Long enough for an agent that fetches its own parts first. */
const patienceMs = 120_000;

/** Starts an agent and opens a session. Throws `agent.not_started`. */
export async function hostAgent(options: HostedOptions): Promise<Hosted> {
  const { jail, command, env, signal } = options;
  const running = jail.start({ command, env });
  const terminals = new Terminals(jail);
  let complaint = '';
  let malformed = false;
  running.stderr.on('data', (data: Buffer) => (complaint = (complaint + data.toString()).slice(-8000)));
  const messages = running.stdout.pipe(
    messagesOnly(() => {
      malformed = true;
      running.kill();
    }),
  );
  const died = running.exited.then(async ({ code }): Promise<Death> => {
    // Where the jail itself was ended, that is why; it is told a moment later.
    const over = await Promise.race([jail.ended.then((end) => end.over), sleep(code === null ? 500 : 0, null)]);
    if (over !== null) return { reason: 'crashed', why: `It used more ${over} than a jail has` };
    const last = complaint.trim().split('\n').slice(-3).join(' ');
    const how = code === null ? 'It was ended' : `It ended with ${code}`;
    return malformed
      ? { reason: 'malformed', why: 'What it says is no Agent Client Protocol' }
      : { reason: 'crashed', why: `${how}${last === '' ? '' : `: ${last}`}` };
  });
  // Node's web streams and those of the protocol's package differ in their types alone.
  const stream = ndJsonStream(
    Writable.toWeb(running.stdin) as WritableStream<Uint8Array>,
    Readable.toWeb(messages) as ReadableStream<Uint8Array>,
  );
  let listening = false;
  const app = client({ name: 'groundwork' })
    .onNotification(methods.client.session.update, ({ params }) => (listening ? options.update(params.update) : undefined))
    .onRequest(methods.client.session.requestPermission, ({ params }) => options.permit(params))
    .onRequest(methods.client.fs.readTextFile, async ({ params }) => ({
      content: lines(await orNotFound(readInJail(jail, params.path, signal)), params.line, params.limit),
    }))
    .onRequest(methods.client.fs.writeTextFile, async ({ params }) => {
      await orNotFound(writeInJail(jail, params.path, params.content));
      return {};
    })
    .onRequest(methods.client.terminal.create, ({ params }) => terminals.create(params))
    .onRequest(methods.client.terminal.output, ({ params }) => terminals.output(params.terminalId))
    .onRequest(methods.client.terminal.waitForExit, ({ params }) => terminals.wait(params.terminalId))
    .onRequest(methods.client.terminal.kill, ({ params }) => terminals.kill(params.terminalId))
    .onRequest(methods.client.terminal.release, ({ params }) => terminals.release(params.terminalId));
  const connection = app.connect(stream);
  const close = async (): Promise<void> => {
    terminals.close();
    connection.close();
    running.kill();
    await running.exited;
  };
  try {
    const opened = await within(open(connection.agent, options), died, command);
    listening = true;
    return {
      ...opened,
      prompt: (text) =>
        connection.agent.request(methods.agent.session.prompt, { sessionId: opened.session, prompt: [{ type: 'text', text }] }),
      cancel: () => void connection.agent.notify(methods.agent.session.cancel, { sessionId: opened.session }).catch(() => {}),
      died,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

type Opened = Pick<Hosted, 'name' | 'version' | 'session' | 'loads' | 'loaded'>;

async function open(agent: ClientContext, { jail, command, mcpServers, session, mode }: HostedOptions): Promise<Opened> {
  const { agentInfo, agentCapabilities } = await agent.request(methods.agent.initialize, {
    protocolVersion: PROTOCOL_VERSION,
    clientInfo: { name: 'groundwork', version: '1' },
    clientCapabilities: { fs: { readTextFile: true, writeTextFile: true }, terminal: true },
  });
  const loads = agentCapabilities?.loadSession === true;
  const about = { name: agentInfo?.name ?? command[0] ?? 'agent', version: agentInfo?.version ?? null, loads };
  const place = { cwd: jail.folder, mcpServers: [...mcpServers] };
  const old = loads && session !== null ? await load(agent, session, place) : null;
  const opened: Offered = old ?? (await agent.request(methods.agent.session.new, place));
  const { sessionId } = opened;
  if (mode !== null && modesOf(opened).includes(mode)) await agent.request(methods.agent.session.setMode, { sessionId, modeId: mode });
  return { ...about, session: sessionId, loaded: old !== null };
}

type Offered = Pick<NewSessionResponse, 'sessionId' | 'modes' | 'configOptions'>;

/** Some offer their modes as an option of the session, and take them all the same. */
function modesOf({ modes, configOptions }: Offered): readonly string[] {
  const values = (configOptions ?? []).flatMap((option) =>
    option.category === 'mode' && option.type === 'select'
      ? option.options.map((each) => ('value' in each ? [each.value] : each.options.map(({ value }) => value))).flat()
      : [],
  );
  return [...(modes?.availableModes ?? []).map(({ id }) => id), ...values];
}

/** `null` where the agent has forgotten it. */
async function load(agent: ClientContext, sessionId: string, place: { cwd: string; mcpServers: McpServer[] }): Promise<Offered | null> {
  try {
    return { sessionId, ...(await agent.request(methods.agent.session.load, { sessionId, ...place })) };
  } catch {
    return null;
  }
}

async function within<T>(opening: Promise<T>, died: Promise<Death>, command: readonly string[]): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Death>((resolve) => {
    timer = setTimeout(() => resolve({ reason: 'crashed', why: 'It did not open a session in two minutes' }), patienceMs);
  });
  const notStarted = async (gone: Promise<Death>): Promise<never> => {
    const { why } = await gone;
    throw new GroundworkError({
      code: 'agent.not_started',
      message: `The agent could not be started. ${why}`,
      where: command.join(' '),
      fix: 'Start it by itself once, and see what it says',
    });
  };
  // Its own answer, such as that it wants a login, says most; a connection that ends is told before the process that ended it.
  const failed = async (cause: unknown): Promise<never> =>
    notStarted(Promise.race([died, sleep(1000, { reason: 'crashed', why: saidBy(cause) } as const)]));
  try {
    return await Promise.race([opening.catch(failed), notStarted(died), notStarted(late)]);
  } finally {
    clearTimeout(timer);
  }
}

export const saidBy = (error: unknown): string => (error instanceof Error ? error.message : String(error));

async function orNotFound<T>(action: Promise<T>): Promise<T> {
  try {
    return await action;
  } catch (error) {
    throw error instanceof GroundworkError ? RequestError.resourceNotFound(error.where ?? undefined) : error;
  }
}

/** From a line (the first is 1), so many. */
function lines(text: string, line: number | null | undefined, limit: number | null | undefined): string {
  if (!line && !limit) return text;
  const from = Math.max(0, (line ?? 1) - 1);
  return text
    .split('\n')
    .slice(from, limit ? from + limit : undefined)
    .join('\n');
}
