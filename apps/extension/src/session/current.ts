import { GroundworkError } from '@groundwork/host';
import * as vscode from 'vscode';
import type { Endpoint, ServerSource } from '../connection/endpoint.ts';
import { emptySnapshot, type Snapshot } from '../model/snapshot.ts';
import { Session } from './session.ts';

/** How long a server that is being started anew by somebody else is waited for, in milliseconds. */
const patience = 1500;

/** The folder that is looked at. A window of several folders looks at one of them at a time. */
export class Current implements vscode.Disposable {
  readonly #source: ServerSource;
  readonly #changed = new vscode.EventEmitter<Snapshot>();
  readonly onChange = this.#changed.event;
  #session: Session | null = null;
  #snapshot: Snapshot = emptySnapshot;
  #opened = 0;

  constructor(source: ServerSource) {
    this.#source = source;
  }

  get snapshot(): Snapshot {
    return this.#snapshot;
  }

  /** The folder that is looked at, or was before it was closed. */
  get folder(): vscode.WorkspaceFolder | null {
    return this.#session?.folder ?? null;
  }

  /** The session every command works on. */
  session(): Session {
    if (this.#session) return this.#session;
    const { unavailable } = this.#snapshot;
    throw new GroundworkError({
      code: 'extension.no_session',
      message: unavailable?.message ?? 'No folder is open',
      fix: unavailable?.fix ?? 'Open a folder',
    });
  }

  async open(folder: vscode.WorkspaceFolder): Promise<void> {
    this.#close();
    const turn = ++this.#opened;
    this.#show(emptySnapshot);
    try {
      const endpoint = await this.#source.endpoint(folder.uri);
      if (turn !== this.#opened) return;
      const session = new Session(folder, endpoint);
      this.#session = session;
      session.onChange((snapshot) => this.#show(snapshot));
      session.window.onState((state) => {
        if (state === 'lost') void this.#revive(session, endpoint);
      });
    } catch (cause) {
      const { message, fix } = cause instanceof GroundworkError ? cause : { message: String(cause), fix: null };
      if (turn === this.#opened) this.#show({ ...emptySnapshot, connection: 'unavailable', unavailable: { message, fix } });
    }
  }

  /** A server that died is started again where that is ours to do. It takes its old port and token: the window finds it by itself. */
  async #revive(session: Session, last: Endpoint): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, patience));
    if (this.#session !== session || session.window.state === 'connected') return;
    try {
      const { origin, token } = await this.#source.endpoint(session.folder.uri);
      if (this.#session === session && (origin !== last.origin || token !== last.token)) await this.open(session.folder);
    } catch {
      // The window goes on looking for the old one, and says so.
    }
  }

  #show(snapshot: Snapshot): void {
    this.#snapshot = snapshot;
    this.#changed.fire(snapshot);
  }

  #close(): void {
    this.#session?.dispose();
    this.#session = null;
  }

  dispose(): void {
    this.#opened += 1;
    this.#close();
    this.#source.dispose();
    this.#changed.dispose();
  }
}
