import { GroundworkError, silentHost, type Host, type ProgressEvent } from '@groundwork/host';
import { createMask, realFolder } from '@groundwork/toolkit';
import { McpServer, type CallToolResult, type ServerContext } from '@modelcontextprotocol/server';
import { serveStdio, StdioServerTransport } from '@modelcontextprotocol/server/stdio';
import { basename } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import type { Workspace } from '../rpc/workspace.ts';
import { addResources } from './resources.ts';
import type { CallContext, Desk, Tool } from './tool.ts';
import { tools } from './tools/index.ts';

export interface McpOptions {
  readonly dir: string;
  readonly version: string;
  readonly input: Readable;
  readonly output: Writable;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Commands of the repository may run: see `Desk.consents`. */
  readonly consents: boolean;
  readonly signal: AbortSignal;
}

const instructions = `Groundwork reads what this repository needs (services, databases, variables, ports) out of its code, and runs it here.
Begin with blueprint; evidence says where something was read. up runs everything with real servers, status and logs say how it goes.
resource_list, resource_read and resource_query look into databases, stores and queues, and change nothing.
Answers are pages: where next is not null, ask again with offset set to it. Values of secrets are hidden as "…".`;

/** Serves the tools of one folder to one client until it is gone. What they started for it alone is stopped then. */
export async function serveMcp({ dir, version, input, output, env, consents, signal }: McpOptions): Promise<void> {
  const real = realFolder(dir);
  const closing = new AbortController();
  const closers: (() => Promise<void> | void)[] = [];
  const workspace: Workspace = {
    dir: real,
    name: basename(real),
    host: { ...silentHost, signal: closing.signal },
    command: [],
    version,
    server: 'mcp',
    example: false,
    signal: closing.signal,
    onClose: (callback) => void closers.push(callback),
    tell: () => {},
  };
  const desk: Desk = { workspace, env, consents, mask: createMask(real) };
  const transport = new StdioServerTransport(input, output);
  const gone = new Promise<void>((done) => {
    input.once('end', done).once('close', done);
    signal.addEventListener('abort', () => done());
    if (signal.aborted) done();
  });
  const served = serveStdio(() => createServer(desk), { transport });
  await gone;
  closing.abort();
  await Promise.allSettled(closers.map(async (close) => close()));
  await served.close();
}

function createServer(desk: Desk): McpServer {
  const { version } = desk.workspace;
  const server = new McpServer({ name: 'groundwork', title: 'Groundwork', version }, { instructions });
  for (const tool of tools) {
    const { title, description, annotations, input: inputSchema, output: outputSchema } = tool;
    server.registerTool(tool.name, { title, description, annotations, inputSchema, outputSchema }, (input, context) =>
      call(tool, input, desk, context),
    );
  }
  addResources(server, desk);
  return server;
}

async function call(tool: Tool, input: unknown, desk: Desk, { mcpReq }: ServerContext): Promise<CallToolResult> {
  const signal = AbortSignal.any([mcpReq.signal, desk.workspace.signal]);
  const context: CallContext = { ...desk, host: { ...silentHost, signal, notify: progress(mcpReq) } };
  try {
    const structuredContent = masked(await tool.run(input, context), desk.mask);
    return { content: [{ type: 'text', text: JSON.stringify(structuredContent) }], structuredContent };
  } catch (error) {
    return { isError: true, content: [{ type: 'text', text: desk.mask(said(error)) }] };
  }
}

/** Tells a client that asked for it what a long call is at. */
function progress({ _meta, notify }: ServerContext['mcpReq']): Host['notify'] {
  const progressToken = _meta?.progressToken;
  if (progressToken === undefined) return () => {};
  let count = 0;
  return (event) => {
    const message = messageOf(event);
    // A client that is gone is told nothing.
    if (message !== null)
      notify({ method: 'notifications/progress', params: { progressToken, progress: ++count, message } }).catch(() => {});
  };
}

function messageOf(event: ProgressEvent): string | null {
  if (event.type === 'started') return event.label;
  if (event.type === 'finished') return `${event.task}: ${event.outcome}`;
  return event.type === 'note' ? event.message : null;
}

/** Every text in an answer, with what is secret hidden. */
function masked<T>(value: T, mask: (text: string) => string): T;
function masked(value: unknown, mask: (text: string) => string): unknown {
  if (typeof value === 'string') return mask(value);
  if (Array.isArray(value)) return value.map((each: unknown) => masked(each, mask));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, masked(each, mask)]));
}

function said(error: unknown): string {
  if (!(error instanceof GroundworkError)) return error instanceof Error ? error.message : String(error);
  const { code, message, where, fix } = error;
  return [message, ...(where === null ? [] : [`in: ${where}`]), ...(fix === null ? [] : [`fix: ${fix}`]), `code: ${code}`].join('\n');
}
