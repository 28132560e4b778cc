import { transportOver, type LanguageServerStatus } from '@groundwork/protocol';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createMessageConnection, type MessageConnection } from 'vscode-jsonrpc/node';
import { WebSocket } from 'ws';
import type { Harbour } from '../server.fixture.ts';

/** As much of an editor as a language server needs to be asked something. */
export interface Editor {
  readonly socket: WebSocket;
  open(path: string, languageId: string): void;
  /** Asks about the first place of `text` in a file, or a place inside it. */
  ask<T>(method: string, path: string, text: string, more?: { readonly offset?: number } & Record<string, unknown>): Promise<T>;
  /** The diagnostics it last said about a file, once there are any that are not empty. */
  problems(path: string): Promise<readonly { readonly message: string }[]>;
  close(): Promise<void>;
}

export async function openEditor(harbour: Harbour, status: LanguageServerStatus | undefined): Promise<Editor> {
  const { origin, token } = harbour.served;
  const { id = '', settings = {} } = status ?? {};
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/lsp/${id}?token=${token}`);
  await once(socket, 'open');
  const { reader, writer } = transportOver(socket);
  const connection = createMessageConnection(reader, writer);
  const said = new Map<string, readonly { readonly message: string }[]>();
  const waiting: (() => void)[] = [];
  connection.onRequest('workspace/configuration', ({ items }: { items: { section: string }[] }) =>
    items.map(({ section }) => section.split('.').reduce<unknown>(memberOf, settings)),
  );
  for (const name of [
    'client/registerCapability',
    'window/workDoneProgress/create',
    'workspace/diagnostic/refresh',
    'workspace/inlayHint/refresh',
  ])
    connection.onRequest(name, () => null);
  connection.onNotification(
    'textDocument/publishDiagnostics',
    ({ uri, diagnostics }: { uri: string; diagnostics: { message: string }[] }) => {
      said.set(uri, diagnostics);
      for (const again of waiting) again();
    },
  );
  connection.listen();
  await greet(connection, harbour.dir);
  const uriOf = (path: string): string => pathToFileURL(join(harbour.dir, path)).href;
  const read = (path: string): string => readFileSync(join(harbour.dir, path), 'utf8');
  return {
    socket,
    open: (path, languageId) =>
      void connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri: uriOf(path), languageId, version: 1, text: read(path) },
      }),
    ask: (method, path, text, { offset = 0, ...more } = {}) => {
      const before = read(path)
        .slice(0, read(path).indexOf(text) + offset)
        .split('\n');
      const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
      return connection.sendRequest(method, { textDocument: { uri: uriOf(path) }, position, ...more });
    },
    problems: async (path) => {
      while (!(said.get(uriOf(path))?.length ?? 0)) await new Promise<void>((again) => waiting.push(again));
      return said.get(uriOf(path)) ?? [];
    },
    close: async () => {
      connection.dispose();
      socket.close();
      if (socket.readyState !== socket.CLOSED) await once(socket, 'close');
    },
  };
}

async function greet(connection: MessageConnection, dir: string): Promise<void> {
  const rootUri = pathToFileURL(dir).href;
  await connection.sendRequest('initialize', {
    processId: null,
    rootUri,
    workspaceFolders: [{ uri: rootUri, name: 'harbour' }],
    capabilities: {
      workspace: { configuration: true, workspaceFolders: true },
      textDocument: { publishDiagnostics: {}, rename: {}, completion: { completionItem: { snippetSupport: true } } },
    },
  });
  await connection.sendNotification('initialized', {});
}

function memberOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (Reflect.get(value, key) ?? null) : null;
}
