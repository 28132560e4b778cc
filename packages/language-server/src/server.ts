import { GroundworkError } from '@groundwork/host';
import { openChurnReader, realFolder, type ChurnReader, type SharedScan } from '@groundwork/toolkit';
import { fileURLToPath } from 'node:url';
import { StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import {
  createConnection,
  createProtocolConnection,
  MessageType,
  ResponseError,
  type Connection,
  type InitializeParams,
  type MessageReader,
  type MessageWriter,
  type ServerCapabilities,
} from 'vscode-languageserver';
import { features } from './features/index.ts';
import { LineOrigins } from './origins/line-origins.ts';
import { tell, type Client, type Session } from './session.ts';
import { followDisk, type DiskSource } from './workspace/disk.ts';
import { documentCapabilities, OpenDocuments } from './workspace/documents.ts';
import { LiveState } from './workspace/live.ts';
import { Settings } from './workspace/settings.ts';
import { urisOf } from './workspace/uris.ts';
import { Workspace } from './workspace/workspace.ts';

export interface LanguageServerOptions {
  /** The folder; files outside of it are left alone. Where it is absent it is the first one the editor opened. */
  readonly dir?: string;
  /** Tells of changes on disk, where somebody watches the folder already; absent, the editor or a watch of our own does. */
  readonly disk?: DiskSource;
  /** A reading of the folder as it is saved, where others in this process have one. */
  readonly shared?: SharedScan;
  /** The account of the folder's lines, where others in this process have one. */
  readonly account?: ChurnReader;
  readonly version?: string;
  /** The editor has our extension, so that lenses and code actions may name its commands; true unless it is said. */
  readonly knowsCommands?: boolean;
}

export interface LanguageServer {
  /** Ends it; the transport is left to who opened it. */
  close(): void;
  /** Settled when the editor said `exit` or the transport is gone; `true` after a proper `shutdown`. */
  readonly ended: Promise<boolean>;
}

export interface Transport {
  readonly reader: MessageReader;
  readonly writer: MessageWriter;
}

/** Messages with a header of their length before each, as editors speak over standard input and output. */
export const streamTransport = (input: NodeJS.ReadableStream, output: NodeJS.WritableStream): Transport => ({
  reader: new StreamMessageReader(input),
  writer: new StreamMessageWriter(output),
});

/**
 * Speaks the Language Server Protocol with one editor about one folder. It reads the folder and its state on this machine and
 * executes nothing; it ends no process, whatever the editor says.
 */
export function startLanguageServer({ reader, writer }: Transport, options: LanguageServerOptions = {}): LanguageServer {
  const { promise: ended, resolve } = Promise.withResolvers<boolean>();
  // Leaving is for the one who started us: there may be others in this process.
  const leaving = { initialize: () => {}, shutdownReceived: false, exit: () => {} };
  const connection = createConnection((logger) => createProtocolConnection(reader, writer, logger), leaving);
  let opened: { close(): void } | null = null;
  let isShutDown = false;
  const end = (): void => {
    opened?.close();
    opened = null;
    resolve(isShutDown);
  };
  connection.onInitialize((params) => {
    try {
      opened = open(connection, params, options);
    } catch (cause) {
      if (!(cause instanceof GroundworkError)) throw cause;
      return new ResponseError(initializeFailed, [cause.message, cause.fix].filter(Boolean).join('. '), { retry: false });
    }
    return { capabilities: capabilities(), serverInfo: { name: 'Groundwork', version: options.version ?? '' } };
  });
  connection.onShutdown(() => {
    isShutDown = true;
  });
  connection.onExit(end);
  reader.onClose(end);
  connection.listen();
  return {
    close: () => {
      end();
      connection.dispose();
    },
    ended,
  };
}

const initializeFailed = 1;

const capabilities = (): ServerCapabilities =>
  Object.assign({ positionEncoding: 'utf-16' }, documentCapabilities, ...features.map((feature) => feature.capabilities));

function open(
  connection: Connection,
  params: InitializeParams,
  { dir, disk, shared, account, knowsCommands = true }: LanguageServerOptions,
): { close(): void } {
  const roots = [...(params.workspaceFolders ?? []).map(({ uri }) => uri), ...(params.rootUri ? [params.rootUri] : [])];
  const workspace = new Workspace(realFolder(dir ?? fromUri(roots[0])), shared);
  const uris = urisOf(workspace.dir, roots);
  const live = new LiveState(workspace.dir);
  const documents = new OpenDocuments();
  const ends = new Set<() => void>();
  const settings = new Settings(params.initializationOptions);
  settings.follow(connection);
  const reader = account ?? openChurnReader(workspace.dir);
  const origins = new LineOrigins(workspace.dir, reader);
  const session: Session = {
    connection,
    workspace,
    live,
    uris,
    documents,
    client: clientOf(params, knowsCommands),
    settings,
    origins,
    onClose: (listener) => void ends.add(listener),
  };
  documents.follow(session);
  live.onChange(() => workspace.refresh());
  workspace.onTrouble((cause) => tell(session, 'window/logMessage', { type: MessageType.Error, message: inWords(cause) }));
  for (const feature of features) feature.start(session);
  let watched: { close(): void } | null = null;
  connection.onInitialized(() => {
    watched = followDisk(session, disk);
  });
  return {
    close: () => {
      for (const end of ends) end();
      origins.close();
      if (!account) reader.close();
      watched?.close();
      live.close();
      workspace.close();
    },
  };
}

function clientOf({ capabilities: { workspace, textDocument } }: InitializeParams, knowsCommands: boolean): Client {
  return {
    knowsCommands,
    resolvesEdits:
      textDocument?.codeAction?.dataSupport === true && textDocument.codeAction.resolveSupport?.properties.includes('edit') === true,
    refreshesLenses: workspace?.codeLens?.refreshSupport === true,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
  };
}

const inWords = (cause: unknown): string =>
  cause instanceof GroundworkError ? [cause.message, cause.where, cause.fix].filter(Boolean).join('. ') : String(cause);

function fromUri(uri: string | undefined): string {
  try {
    if (uri !== undefined) return fileURLToPath(uri);
  } catch {
    // Said below.
  }
  throw new GroundworkError({
    code: 'language_server.no_folder',
    message: uri === undefined ? 'No folder was opened' : 'The opened folder is not one on this machine',
    ...(uri === undefined ? {} : { where: uri }),
    fix: 'Open a folder',
  });
}
