import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  type Diagnostic,
  type Position,
  type ProtocolConnection,
  type Range,
  type TextDocumentClientCapabilities,
} from 'vscode-languageserver';
import type { BlueprintState } from './protocol.ts';
import { startLanguageServer, streamTransport, type LanguageServerOptions } from './server.ts';

/** A folder on disk with an editor that has it open, over a real connection. */
export interface Editor {
  readonly dir: string;
  readonly connection: ProtocolConnection;
  /** Last published diagnostics by path. */
  readonly diagnostics: ReadonlyMap<string, readonly Diagnostic[]>;
  readonly told: readonly BlueprintState[];
  readonly ended: Promise<boolean>;
  refreshes(): number;
  uri(path: string): string;
  write(path: string, text: string): void;
  open(path: string, text?: string): void;
  /** Replaces the whole text of an open file. */
  type(path: string, text: string): void;
  shut(path: string): void;
  changedOnDisk(...paths: string[]): void;
  /** With the findings of everything that was changed before. */
  blueprint(): Promise<BlueprintState>;
  ask<Result>(method: string, path: string, more?: object): Promise<Result>;
  /** Where a text first stands in a file on disk. */
  at(path: string, text: string, offset?: number): Position;
  close(): void;
}

export async function openEditor(
  files: Readonly<Record<string, string>>,
  options: LanguageServerOptions & { readonly settings?: object } = {},
  textDocument: TextDocumentClientCapabilities = {},
): Promise<Editor> {
  const dir = realpathSync(mkdtempSync(join(tmpdir(), 'harbour-')));
  const texts = new Map<string, string>();
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), text);
    texts.set(path, text);
  };
  for (const [path, text] of Object.entries(files)) write(path, text);
  const [there, back] = [new PassThrough(), new PassThrough()];
  const server = startLanguageServer(streamTransport(there, back), { dir, ...options });
  const { reader, writer } = streamTransport(back, there);
  const connection = createProtocolConnection(reader, writer);
  const diagnostics = new Map<string, readonly Diagnostic[]>();
  const told: BlueprintState[] = [];
  const uri = (path: string): string => pathToFileURL(join(dir, path)).href;
  const pathOf = (address: string): string => decodeURIComponent(address).slice(uri('').length);
  let refreshes = 0;
  let version = 1;
  connection.onNotification('textDocument/publishDiagnostics', (params: { uri: string; diagnostics: Diagnostic[] }) => {
    diagnostics.set(pathOf(params.uri), params.diagnostics);
  });
  connection.onNotification('groundwork/blueprintChanged', (state: BlueprintState) => void told.push(state));
  connection.onRequest('workspace/codeLens/refresh', () => {
    refreshes += 1;
    return null;
  });
  connection.onRequest('client/registerCapability', () => null);
  connection.listen();
  await connection.sendRequest('initialize', {
    processId: null,
    rootUri: uri(''),
    workspaceFolders: [{ uri: uri(''), name: 'harbour' }],
    initializationOptions: options.settings ?? {},
    capabilities: {
      workspace: { codeLens: { refreshSupport: true }, didChangeWatchedFiles: { dynamicRegistration: true } },
      textDocument,
    },
  });
  await connection.sendNotification('initialized', {});
  const tell = (method: string, params: object): void => void connection.sendNotification(method, params);
  return {
    dir,
    connection,
    diagnostics,
    told,
    ended: server.ended,
    refreshes: () => refreshes,
    uri,
    write,
    open: (path, text = texts.get(path) ?? '') =>
      tell('textDocument/didOpen', { textDocument: { uri: uri(path), languageId: 'plaintext', version: (version += 1), text } }),
    type: (path, text) =>
      tell('textDocument/didChange', { textDocument: { uri: uri(path), version: (version += 1) }, contentChanges: [{ text }] }),
    shut: (path) => tell('textDocument/didClose', { textDocument: { uri: uri(path) } }),
    changedOnDisk: (...paths) => tell('workspace/didChangeWatchedFiles', { changes: paths.map((path) => ({ uri: uri(path), type: 2 })) }),
    blueprint: async () => {
      const nowhere = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
      const about = { textDocument: { uri: uri('README.md') }, range: nowhere, context: { diagnostics: [] } };
      await connection.sendRequest('textDocument/codeAction', about);
      return await connection.sendRequest('groundwork/blueprint', {});
    },
    ask: (method, path, more = {}) => connection.sendRequest(method, { textDocument: { uri: uri(path) }, ...more }),
    at: (path, text, offset = 0) => positionOf(texts.get(path) ?? '', text, offset),
    close: () => {
      server.close();
      connection.dispose();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

function positionOf(whole: string, text: string, offset: number): Position {
  const before = whole.slice(0, whole.indexOf(text) + offset).split('\n');
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}

/** `line:from-to`, lines from 1 as people count them. */
export const shown = ({ start, end }: Range): string => `${start.line + 1}:${start.character}-${end.character}`;

/** Goes on when a condition holds; for what comes by itself. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** A harbour's berths: a web service and a worker with a database, a cache, a key of an outside service. */
export const harbour: Readonly<Record<string, string>> = {
  'berths/requirements.txt':
    'fastapi==0.115.0\nuvicorn==0.30.0\npsycopg[binary]==3.2.0\nredis==5.0.0\npydantic-settings==2.4.0\nhttpx==0.27.0\n',
  'berths/settings.py': [
    'import os',
    'from pydantic_settings import BaseSettings',
    '',
    '',
    'class Settings(BaseSettings):',
    '    database_url: str',
    '    tide_table: str = "north"',
    '',
    '',
    'PILOT_KEY = os.environ["PILOT_API_KEY"]',
    'settings = Settings()',
    '',
  ].join('\n'),
  'berths/main.py': [
    'import os',
    'import psycopg',
    'import redis',
    'from fastapi import FastAPI',
    'from settings import PILOT_KEY, settings',
    '',
    'app = FastAPI()',
    'database = psycopg.connect(settings.database_url)',
    'cache = redis.from_url(os.environ["QUAY_CACHE"])',
    '',
    '',
    '@app.get("/health")',
    'def health():',
    '    return {"key": PILOT_KEY[:0]}',
    '',
  ].join('\n'),
  'berths/.env.example': 'DATABASE_URL=postgres://berths:berths@localhost/berths\nQUAY_CACHE=redis://localhost:6379\nPILOT_API_KEY=\n',
};
