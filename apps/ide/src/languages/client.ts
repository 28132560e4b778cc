import { transportOver, type LanguageServerStatus } from '@groundwork/protocol';
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  RevealOutputChannelOn,
  State,
  type LanguageClientOptions,
} from 'vscode-languageclient/browser';
import type { Shell } from '../shell.ts';
import { settingsAt } from './settings.ts';

/** How a language server is, for who looks. */
export type ClientState = 'waiting' | 'starting' | 'running' | 'ended';

/** So many ends in so short a time: it is not started again by itself. */
const mostEnds = 4;
const withinMs = 3 * 60_000;
/** When the server is killed, the end of a language server is known before that of the connection. */
const pauseMs = 1000;

/**
 * One language server, and this window's conversation with it. A conversation that ended is not taken up again: there is a new one,
 * which knows nothing of the last, and whose socket is open before it begins.
 */
export class Client {
  readonly #shell: Shell;
  readonly #status: LanguageServerStatus;
  readonly #changed: () => void;
  #client: LanguageClient | null = null;
  #socket: WebSocket | null = null;
  #ends: number[] = [];
  #turn: Promise<void> = Promise.resolve();
  state: ClientState = 'waiting';

  constructor(shell: Shell, status: LanguageServerStatus, changed: () => void) {
    this.#shell = shell;
    this.#status = status;
    this.#changed = changed;
  }

  /** Starts it, also when it runs or has ended by itself. */
  restart(): Promise<void> {
    this.#ends = [];
    return this.#inTurn(() => this.#begin());
  }

  stop(): Promise<void> {
    return this.#inTurn(() => this.#end());
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

  async #begin(): Promise<void> {
    await this.#end();
    this.#become('starting');
    const socket = await this.#open();
    const { id, title } = this.#status;
    const client = new LanguageClient(id, title, async () => transportOver(socket), this.#options());
    this.#client = client;
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Running) this.#become('running');
      else if (newState === State.Stopped && this.#client === client) this.#ended();
    });
    await client.start();
  }

  async #end(): Promise<void> {
    const client = this.#client;
    this.#client = null;
    if (client) await client.dispose(1000).catch(() => {});
    this.#socket?.close();
  }

  /** Nobody asked for it. Without a connection it is the connection's return that starts it again. */
  #ended(): void {
    this.#become('ended');
    const now = Date.now();
    this.#ends = [...this.#ends.filter((at) => now - at < withinMs), now];
    setTimeout(() => {
      const again = this.state === 'ended' && this.#ends.length < mostEnds && this.#shell.connection.state === 'connected';
      if (again) void this.#inTurn(() => this.#begin());
    }, pauseMs);
  }

  #options(): LanguageClientOptions {
    const { languages, settings, id } = this.#status;
    return {
      documentSelector: languages.map((language) => ({ language, scheme: 'file' })),
      progressOnInitialization: false,
      initializationFailedHandler: () => false,
      // What a server has to say beside its answers is for its log, not for a person who writes code.
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      diagnosticCollectionName: id,
      errorHandler: {
        error: () => ({ action: ErrorAction.Continue, handled: true }),
        closed: () => ({ action: CloseAction.DoNotRestart, handled: true }),
      },
      middleware: { workspace: { configuration: ({ items }) => items.map(({ section = '' }) => settingsAt(settings, section)) } },
    };
  }

  #open(): Promise<WebSocket> {
    const { origin, token } = this.#shell;
    const socket = new WebSocket(`${origin.replace(/^http/, 'ws')}/lsp/${this.#status.id}?token=${encodeURIComponent(token)}`);
    this.#socket = socket;
    return new Promise((resolve, reject) => {
      socket.addEventListener('open', () => resolve(socket));
      socket.addEventListener('close', () => reject(new DOMException(`${this.#status.title} could not be reached`, 'NetworkError')));
    });
  }
}
