import { GroundworkError } from '@groundwork/host';
import * as vscode from 'vscode';
import type { ServerSource } from '../connection/endpoint.ts';
import { emptySnapshot, type Snapshot } from '../model/snapshot.ts';
import { Session } from './session.ts';

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
    } catch (cause) {
      const { message, fix } = cause instanceof GroundworkError ? cause : { message: String(cause), fix: null };
      if (turn === this.#opened) this.#show({ ...emptySnapshot, connection: 'unavailable', unavailable: { message, fix } });
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
