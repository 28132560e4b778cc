import {
  blueprintChanged,
  blueprintRequest,
  blueprintStateSchema,
  completionChanged,
  completionDaysRequest,
  completionDaysSchema,
  completionRejected,
  completionStateSchema,
  lineOriginRequest,
  lineStorySchema,
  type BlueprintState,
  type CompletionDays,
  type CompletionState,
  type LineStory,
} from '@groundwork/language-server/protocol';
import { transportOver, type WindowConnection } from '@groundwork/protocol';
import * as vscode from 'vscode';
import {
  BaseLanguageClient,
  CloseAction,
  ErrorAction,
  type LanguageClientOptions,
  State,
  type MessageTransports,
} from 'vscode-languageclient';
import { linkedCommands, lineOriginsSetting, storyMarkdown, type Story } from '../churn/story.ts';
import { completionSettings } from '../completion/settings.ts';
import { socketAddress, type Endpoint } from './endpoint.ts';

/** The language client over a WebSocket that comes back whenever the server does. */
export class LanguageClient extends BaseLanguageClient {
  readonly #endpoint: () => Endpoint;
  readonly #window: WindowConnection;
  readonly #wanted: Wanted;

  constructor(options: { endpoint: () => Endpoint; window: WindowConnection; folder: vscode.WorkspaceFolder }) {
    const wanted: Wanted = { now: null };
    super('groundwork', 'Groundwork', clientOptions(options.folder, wanted));
    this.#wanted = wanted;
    this.#endpoint = options.endpoint;
    this.#window = options.window;
  }

  /** Settles only with a socket that is open: the editor gives up on a client whose start fails. */
  protected override async createMessageTransports(): Promise<MessageTransports> {
    for (let attempt = 0; ; attempt += 1) {
      await connected(this.#window);
      const transports = await openTransports(socketAddress(this.#endpoint(), '/lsp/groundwork'));
      if (transports) return transports;
      await new Promise((resolve) => setTimeout(resolve, Math.min(5000, 100 * 2 ** attempt)));
    }
  }

  /** Calls back with the blueprint of now, and with every later one. Unsaved buffers count. */
  onBlueprint(listener: (state: BlueprintState) => void): vscode.Disposable {
    const hear = (message: unknown): void => {
      const parsed = blueprintStateSchema.safeParse(message);
      if (parsed.success) listener(parsed.data);
    };
    const changed = this.onNotification(blueprintChanged, hear);
    const running = this.onDidChangeState(({ newState }) => {
      if (newState === State.Running) this.sendRequest(blueprintRequest).then(hear, () => {});
    });
    return vscode.Disposable.from(changed, running);
  }

  /** Calls back whenever completion stands elsewhere than before. */
  onCompletion(listener: (state: CompletionState) => void): vscode.Disposable {
    return this.onNotification(completionChanged, (message: unknown) => {
      const parsed = completionStateSchema.safeParse(message);
      if (parsed.success) listener(parsed.data);
    });
  }

  /** What came of suggestions so far. */
  async completionDays(): Promise<CompletionDays> {
    return completionDaysSchema.parse(await this.sendRequest(completionDaysRequest));
  }

  /** Where a line comes from, as the server tells it; `null` where it does not know. */
  async lineOrigin(uri: vscode.Uri, line: number, token?: vscode.CancellationToken): Promise<LineStory> {
    const asked = { textDocument: { uri: this.code2ProtocolConverter.asUri(uri) }, line };
    // A token that is not there would count as a parameter.
    const told = token ? this.sendRequest(lineOriginRequest, asked, token) : this.sendRequest(lineOriginRequest, asked);
    return lineStorySchema.parse(await told);
  }

  /** Shows it as the hover of a line that was asked for by itself. */
  async showStory(uri: vscode.Uri, line: number, story: Story): Promise<void> {
    this.#wanted.now = { uri: uri.toString(), line, story };
    await vscode.commands.executeCommand('editor.action.showHover', { focus: 'autoFocusImmediately' });
  }

  /** Somebody closed the suggestion that a document showed. */
  turnDown(uri: vscode.Uri): void {
    this.sendNotification(completionRejected, { uri: this.code2ProtocolConverter.asUri(uri) }).catch(() => {});
  }

  /** What a person set became something else. */
  configure(): void {
    this.sendNotification('workspace/didChangeConfiguration', { settings: settingsNow() }).catch(() => {});
  }
}

/** A line whose origin is to be shown, whatever stands at the cursor; the next hover does. */
interface Wanted {
  now: { readonly uri: string; readonly line: number; readonly story: Story } | null;
}

function settingsNow(): { groundwork: object } {
  const { groundwork } = completionSettings();
  return { groundwork: { ...groundwork, lineOrigins: lineOriginsSetting() } };
}

function clientOptions(folder: vscode.WorkspaceFolder, wanted: Wanted): LanguageClientOptions {
  return {
    documentSelector: [{ scheme: folder.uri.scheme, pattern: { baseUri: folder.uri.toString(), pattern: '**' } }],
    workspaceFolder: folder,
    diagnosticCollectionName: 'groundwork',
    initializationOptions: settingsNow,
    markdown: { isTrusted: { enabledCommands: linkedCommands } },
    middleware: {
      provideHover: (document, position, token, next) => {
        const { now } = wanted;
        wanted.now = null;
        if (now?.uri !== document.uri.toString() || now.line !== position.line) return next(document, position, token);
        return new vscode.Hover(storyMarkdown(now.story), document.lineAt(position.line).range);
      },
    },
    initializationFailedHandler: () => false,
    errorHandler: {
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      closed: () => ({ action: CloseAction.Restart, handled: true }),
    },
  };
}

function openTransports(address: string): Promise<MessageTransports | null> {
  const socket = new WebSocket(address);
  return new Promise((resolve) => {
    socket.addEventListener('open', () => resolve(transportOver(socket)));
    socket.addEventListener('close', () => resolve(null));
  });
}

/** `closed` lets whoever waits go on, and fail there. */
function connected(window: WindowConnection): Promise<void> {
  if (window.state === 'connected') return Promise.resolve();
  return new Promise((resolve) => {
    const watch = window.onState((state) => {
      if (state !== 'connected' && state !== 'closed') return;
      watch.dispose();
      resolve();
    });
  });
}
