import { transportOver, type LanguageServerStatus } from '@groundwork/protocol';
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  RevealOutputChannelOn,
  State,
  type LanguageClientOptions,
  type MessageTransports,
} from 'vscode-languageclient/browser';
import type { Shell } from '../shell.ts';
import { settingsAt } from './settings.ts';

/** How a language server is, for who looks. */
export type ClientState = 'waiting' | 'starting' | 'running' | 'ended';

/** So many ends in so short a time: it is not started again by itself. */
const mostEnds = 4;
const withinMs = 3 * 60_000;

/** One language server and this window's conversation with it. It is started again when it ends, and when the connection comes back. */
export class Client {
  readonly #shell: Shell;
  readonly #status: LanguageServerStatus;
  readonly #changed: () => void;
  readonly #client: LanguageClient;
  #ends: number[] = [];
  #socket: WebSocket | null = null;
  #turn: Promise<void> = Promise.resolve();
  state: ClientState = 'waiting';

  constructor(shell: Shell, status: LanguageServerStatus, changed: () => void) {
    this.#shell = shell;
    this.#status = status;
    this.#changed = changed;
    this.#client = new LanguageClient(status.id, status.title, () => this.#open(), this.#options());
    this.#client.onDidChangeState(({ newState }) => {
      this.#become(newState === State.Running ? 'running' : newState === State.Starting ? 'starting' : 'ended');
    });
  }

  start(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#client.start();
    });
  }

  stop(): Promise<void> {
    return this.#inTurn(async () => {
      this.#socket?.close();
      await this.#client.dispose(1000);
    });
  }

  /** Also when it has just ended by itself. */
  restart(): Promise<void> {
    return this.#inTurn(async () => {
      this.#ends = [];
      if (this.#client.needsStop()) await this.#client.stop(1000).catch(() => {});
      await this.#client.start();
    });
  }

  #inTurn(action: () => Promise<void>): Promise<void> {
    this.#turn = this.#turn.then(action).catch(() => this.#become('ended'));
    return this.#turn;
  }

  #become(state: ClientState): void {
    if (state === this.state) return;
    this.state = state;
    this.#changed();
  }

  #options(): LanguageClientOptions {
    const { languages, settings, id } = this.#status;
    return {
      documentSelector: languages.map((language) => ({ language, scheme: 'file' })),
      progressOnInitialization: false,
      initializationFailedHandler: () => false,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      diagnosticCollectionName: id,
      errorHandler: {
        error: () => ({ action: ErrorAction.Continue, handled: true }),
        closed: () => ({ action: this.#startsAgain() ? CloseAction.Restart : CloseAction.DoNotRestart, handled: true }),
      },
      middleware: {
        workspace: { configuration: ({ items }) => items.map(({ section = '' }) => settingsAt(settings, section)) },
        // What a server has to say beside its answers is for its log, not for a person who writes code.
        window: { showDocument: async () => ({ success: false }) },
      },
    };
  }

  /** Without a connection it is the connection's return that starts it. */
  #startsAgain(): boolean {
    if (this.#shell.connection.state !== 'connected') return false;
    const now = Date.now();
    this.#ends = [...this.#ends.filter((at) => now - at < withinMs), now];
    return this.#ends.length < mostEnds;
  }

  #open(): Promise<MessageTransports> {
    const { origin, token } = this.#shell;
    const address = `${origin.replace(/^http/, 'ws')}/lsp/${this.#status.id}?token=${encodeURIComponent(token)}`;
    const socket = new WebSocket(address);
    this.#socket = socket;
    const transports = transportOver(socket);
    return new Promise((resolve, reject) => {
      socket.addEventListener('open', () => resolve(transports));
      socket.addEventListener('close', () => reject(new DOMException(`${this.#status.title} could not be reached`, 'NetworkError')));
    });
  }
}
