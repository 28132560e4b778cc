import {
  agent,
  methods,
  ndJsonStream,
  PROTOCOL_VERSION,
  RequestError,
  type AgentApp,
  type AgentContext,
  type ContentBlock,
  type McpServer,
} from '@agentclientprotocol/sdk';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import type { LanguageModel } from 'ai';
import { randomUUID } from 'node:crypto';
import { Readable, Writable } from 'node:stream';
import { readEnvironment, type AgentEnvironment } from './environment.ts';
import { openMcp } from './mcp.ts';
import { modes, modeSchema } from './mode.ts';
import { replay } from './replay.ts';
import { createSession, type Session } from './session.ts';
import { beginConversation, continueConversation, type Conversation } from './store.ts';

export interface AgentOptions {
  readonly input: Readable;
  readonly output: Writable;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly version: string;
  readonly signal: AbortSignal;
}

/** Serves one client of the Agent Client Protocol until it is gone. Nothing it started is left then. */
export async function serveAgent({ input, output, env, version, signal }: AgentOptions): Promise<void> {
  const sessions = new Map<string, Session>();
  const connection = createAgent(readEnvironment(env), version, sessions).connect(
    // Node's web streams and those of the protocol's package differ in their types alone.
    ndJsonStream(Writable.toWeb(output) as WritableStream<Uint8Array>, Readable.toWeb(input) as ReadableStream<Uint8Array>),
  );
  signal.addEventListener('abort', () => connection.close());
  if (signal.aborted) connection.close();
  await connection.closed;
  await Promise.all([...sessions.values()].map((session) => session.close()));
}

function createAgent(environment: AgentEnvironment, version: string, sessions: Map<string, Session>): AgentApp {
  const model = languageModel(environment);
  const open = async (
    id: string,
    conversation: Conversation,
    { cwd, mcpServers }: { readonly cwd: string; readonly mcpServers: readonly McpServer[] },
    client: AgentContext,
  ) => {
    const env = environment.others;
    const mcp = await openMcp(mcpServers, { cwd, env, version }).catch((error: unknown) => {
      // Of any other error the protocol says only that there was one.
      throw RequestError.internalError(undefined, error instanceof Error ? error.message : String(error));
    });
    const place = { folder: cwd, env, mcp };
    const session = createSession({ id, place, conversation, model, longestContext: environment.longestContext, client });
    await sessions.get(id)?.close();
    sessions.set(id, session);
    return { modes: { currentModeId: session.mode, availableModes: modes } };
  };
  const find = (id: string): Session => {
    const session = sessions.get(id);
    if (session === undefined) throw RequestError.resourceNotFound(id);
    return session;
  };

  return agent({ name: 'groundwork' })
    .onRequest(methods.agent.initialize, () => ({
      protocolVersion: PROTOCOL_VERSION,
      agentInfo: { name: 'groundwork', title: 'Groundwork', version },
      agentCapabilities: { loadSession: true, promptCapabilities: { embeddedContext: true } },
      authMethods: [],
    }))
    .onRequest(methods.agent.authenticate, () => ({}))
    .onRequest(methods.agent.session.new, async ({ params, client }) => {
      const sessionId = randomUUID();
      return { sessionId, ...(await open(sessionId, beginConversation(environment.state, sessionId), params, client)) };
    })
    .onRequest(methods.agent.session.load, async ({ params, client }) => {
      const conversation = continueConversation(environment.state, params.sessionId);
      if (conversation === null) throw RequestError.resourceNotFound(params.sessionId);
      const opened = await open(params.sessionId, conversation, params, client);
      for (const update of replay(conversation.messages))
        await client.notify(methods.client.session.update, { sessionId: params.sessionId, update });
      return opened;
    })
    .onRequest(methods.agent.session.setMode, ({ params }) => {
      const mode = modeSchema.safeParse(params.modeId);
      if (!mode.success) throw RequestError.invalidParams({ modeId: params.modeId }, `modes are ${modeSchema.options.join(', ')}`);
      find(params.sessionId).mode = mode.data;
    })
    .onRequest(methods.agent.session.prompt, ({ params, signal }) => find(params.sessionId).prompt(textOf(params.prompt), signal))
    .onNotification(methods.agent.session.cancel, ({ params }) => sessions.get(params.sessionId)?.cancel());
}

function languageModel({ url, token, model }: AgentEnvironment): LanguageModel {
  return createOpenAICompatible({ name: 'groundwork', baseURL: url, apiKey: token, includeUsage: true }).chatModel(model);
}

function textOf(blocks: readonly ContentBlock[]): string {
  return blocks
    .flatMap((block) => {
      if (block.type === 'text') return [block.text];
      if (block.type === 'resource_link') return [`[${block.name}](${block.uri})`];
      if (block.type === 'resource' && 'text' in block.resource) return [`${block.resource.uri}:\n\n${block.resource.text}`];
      return [];
    })
    .join('\n\n');
}
