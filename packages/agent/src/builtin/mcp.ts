import type { McpServer } from '@agentclientprotocol/sdk';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { GroundworkError } from '@groundwork/host';
import { jsonSchema, tool, type ToolSet } from 'ai';
import { shorten } from './context.ts';

const longestOutput = 30_000;
const longestMs = 600_000;

/** Tools of the servers a client names when a session begins. */
export interface McpTools {
  readonly tools: ToolSet;
  /** `null` where there is no such tool. */
  readonly find: (name: string) => McpTool | null;
  readonly close: () => Promise<void>;
}

export interface McpTool {
  readonly title: string;
  readonly isReading: boolean;
  readonly call: (input: Record<string, unknown>, options: CallOptions) => Promise<{ readonly output: string; readonly isError: boolean }>;
}

export interface CallOptions {
  readonly signal: AbortSignal;
  /** What the server says of its progress. */
  readonly onOutput: (output: string) => void;
}

export interface McpOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly version: string;
}

export async function openMcp(servers: readonly McpServer[], options: McpOptions): Promise<McpTools> {
  const clients: Client[] = [];
  const found = new Map<string, McpTool>();
  const tools: ToolSet = {};
  const close = async (): Promise<void> => void (await Promise.allSettled(clients.map((client) => client.close())));
  try {
    for (const server of servers) {
      const client = await connect(server, options);
      clients.push(client);
      for (const offered of (await client.listTools()).tools) {
        const name = `${server.name}__${offered.name}`.replaceAll(/[^\w-]/g, '_').slice(0, 64);
        tools[name] = tool({
          description: offered.description ?? offered.title ?? offered.name,
          // The server checks what it is given by this schema of its own.
          inputSchema: jsonSchema<Record<string, unknown>>(offered.inputSchema),
        });
        found.set(name, {
          title: offered.title ?? offered.annotations?.title ?? offered.name,
          isReading: offered.annotations?.readOnlyHint === true,
          call: (input, callOptions) => call(client, { name: offered.name, arguments: input }, callOptions),
        });
      }
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { tools, find: (name) => found.get(name) ?? null, close };
}

async function connect(server: McpServer, { cwd, env, version }: McpOptions): Promise<Client> {
  if (!('command' in server))
    throw new GroundworkError({
      code: 'agent.mcp_transport',
      message: `The tools of ${server.name} are not at standard input and output`,
      fix: 'offer an MCP server that is started by a command',
    });
  const client = new Client({ name: 'groundwork-agent', version });
  const given = Object.fromEntries(server.env.map(({ name, value }) => [name, value]));
  const { command, args } = server;
  try {
    await client.connect(new StdioClientTransport({ command, args, cwd, env: { ...env, ...given }, stderr: 'ignore' }));
    return client;
  } catch (cause) {
    throw new GroundworkError({
      code: 'agent.mcp_start',
      message: `The tools of ${server.name} do not start: ${cause instanceof Error ? cause.message : String(cause)}`,
      where: [command, ...args].join(' '),
      fix: 'run its command in a terminal to see what it says',
      cause,
    });
  }
}

async function call(
  client: Client,
  params: { readonly name: string; readonly arguments: Record<string, unknown> },
  { signal, onOutput }: CallOptions,
): ReturnType<McpTool['call']> {
  const result = await client.callTool(params, {
    signal,
    timeout: longestMs,
    resetTimeoutOnProgress: true,
    onprogress: ({ message }) => message !== undefined && onOutput(message),
  });
  const text = result.content.map((part) => (part.type === 'text' ? part.text : `[${part.type}]`)).join('\n');
  const output = text === '' && result.structuredContent !== undefined ? JSON.stringify(result.structuredContent) : text;
  return { output: shorten(output, longestOutput), isError: result.isError === true };
}
